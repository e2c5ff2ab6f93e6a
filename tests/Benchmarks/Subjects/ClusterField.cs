using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>
/// What is measured where databases are in a cluster: the server, a second one on the same
/// database, and the statements of an award alone.
/// </summary>
/// <param name="ground">What it stands on.</param>
/// <param name="large">The program that all is measured on.</param>
internal sealed class ClusterField(Ground ground, Shop large) : Field(ground, large)
{
    private const int StatementClients = 64;

    // Both may have to answer either kind of load.
    private static readonly string[] _ofServers = ["user", "award", "award", "user"];

    private DatabasePlace? _written;

    /// <summary>Another instance of the server, on the same database.</summary>
    public Child Second { get; private set; } = null!;

    /// <summary>The statements of an award, without a server of ours.</summary>
    public Pgbench Statements { get; private set; } = null!;

    public override IReadOnlyList<DatabasePlace> Written => _written is null ? [] : [_written];

    protected override async Task StartSubjects(int codes, CancellationToken cancellation)
    {
        const string First = "server", Other = "second-server", Bare = "statements";
        _written = await Prepare(First, Large, codes);
        Server = await Serve(First, _written, [], cancellation);
        Second = await Serve(Other, _written, [], cancellation);
        var bare = await Prepare(Bare, Large);
        Statements = Pgbench.On(bare, Ground.Workplace.CreateSubdirectory(Bare), Large);
    }

    protected override IEnumerable<Task> WarmSubjects(
        int seconds, CancellationToken cancellation) =>
        [
            Warm(Server, _ofServers, seconds, cancellation),
            Warm(Second, _ofServers, seconds, cancellation),
            Statements.Run(StatementClients, _ofServers.Length * seconds, cancellation),
        ];
}
