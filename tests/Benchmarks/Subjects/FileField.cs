using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>What is measured where databases are files.</summary>
/// <param name="ground">What it stands on.</param>
/// <param name="large">The program that most is measured on.</param>
/// <param name="small">The one that shows whether size matters.</param>
internal sealed class FileField(Ground ground, Shop large, Shop small) : Field(ground, large)
{
    private const string EachItsCommit = "--Database:GroupCommit=false";
    private const string InProcessFolder = "in-process";
    private const int InProcessCallers = 64;

    private static readonly string[] _ofCommitEach = ["award", "award", "award", "award"];
    private static readonly string[] _ofServer = ["user", "award", "transactions", "mixed"];
    private static readonly string[] _ofReader = ["user", "user", "user", "user"];

    private readonly Dictionary<string, Pages> _pages = [];
    private readonly List<DatabasePlace> _written = [];
    private readonly List<Child> _ofLarge = [];
    private readonly List<Child> _ofSmall = [];
    private InProcess? _inProcess;

    public Shop Small => small;

    /// <summary>The server with one commit per request, by its one writer.</summary>
    public Child CommitEach { get; private set; } = null!;

    /// <summary>The server without that writer: requests contend for their commits.</summary>
    public Child Contending { get; private set; } = null!;

    /// <summary>
    /// So many servers there are of either program. Two that are the same differ by some percent
    /// for as long as they live: no single pair says how much of it is the program's size.
    /// </summary>
    public int Pairs { get; init; } = 1;

    /// <summary>The server as it comes, of which nothing is asked but to read users.</summary>
    public IReadOnlyList<Child> ServersOfLarge => _ofLarge;

    /// <summary>The same on the small program.</summary>
    public IReadOnlyList<Child> ServersOfSmall => _ofSmall;

    public override IReadOnlyList<DatabasePlace> Written => _written;

    public override Shop ShopOf(Child child) => _ofSmall.Contains(child) ? small : Large;

    public override void Touch(Child child)
    {
        if (child != Ceiling)
        {
            Touch(child.Folder);
        }
    }

    /// <summary>Awards in this process.</summary>
    public Task<Reading> AwardInProcess(
        int callers, double seconds, CancellationToken cancellation)
    {
        Touch(Path.Combine(Ground.Workplace.FullName, InProcessFolder));
        return _inProcess!.Award(callers, seconds, cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _inProcess?.Dispose();
        foreach (var pages in _pages.Values)
        {
            pages.Dispose();
        }
    }

    protected override async Task StartSubjects(int codes, CancellationToken cancellation)
    {
        const string Each = "commit-each", AsItComes = "server";
        var server = await Prepare(AsItComes, Large, codes);
        Server = await Serve(AsItComes, server, [], cancellation);
        var each = await Prepare(Each, Large);
        CommitEach = await Serve(Each, each, [EachItsCommit], cancellation);
        Contending = await Contend(cancellation);
        for (var pair = 1; pair <= Pairs; pair++)
        {
            _ofLarge.Add(await ServeReads($"large-{pair}", Large, cancellation));
            _ofSmall.Add(await ServeReads($"small-{pair}", small, cancellation));
        }

        _inProcess = new(await Prepare(InProcessFolder, Large), Large);
        _written.AddRange([server, each]);
    }

    protected override IEnumerable<Task> WarmSubjects(
        int seconds, CancellationToken cancellation) =>
        [
            Warm(CommitEach, _ofCommitEach, seconds, cancellation),
            Warm(Contending, _ofCommitEach, seconds, cancellation),
            Warm(Server, _ofServer, seconds, cancellation),
            .. from reader in _ofLarge.Concat(_ofSmall)
               select Warm(reader, _ofReader, seconds, cancellation),
            _inProcess!.Award(InProcessCallers, seconds, cancellation),
        ];

    private async Task<Child> Contend(CancellationToken cancellation)
    {
        const string Name = "contenders";
        return await ServeByThisProgram(
            Name, await Prepare(Name, Large), Contenders.Command, cancellation);
    }

    /// <summary>A server of which users are read alone.</summary>
    private async Task<Child> ServeReads(
        string name, Shop shop, CancellationToken cancellation) =>
        await Serve(name, await Prepare(name, shop), [], cancellation);

    private void Touch(string folder)
    {
        if (!_pages.TryGetValue(folder, out var pages))
        {
            pages = _pages[folder] = new(DatabaseFiles.In(folder));
        }

        pages.Touch();
    }
}
