using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>What subjects stand on.</summary>
/// <param name="Published">The server's program.</param>
/// <param name="Workplace">Where they work.</param>
/// <param name="Databases">Where their copies are.</param>
internal sealed record Ground(string Published, DirectoryInfo Workplace, Databases Databases);

/// <summary>Everything that is measured against each other, each on a copy of its own.</summary>
/// <param name="ground">What it stands on.</param>
/// <param name="large">The program that most is measured on.</param>
internal abstract class Field(Ground ground, Shop large) : IAsyncDisposable
{
    private const string Dotnet = "dotnet";

    // One program asks for all that a server has: its limit is kept count of, but never reached.
    private static readonly string[] _withoutCeiling =
        ["--RateLimit:PerSecond=1000000", "--RateLimit:Burst=1000000"];

    // As long for each, for what is compiled anew while it is measured is measured with it.
    private static readonly string[] _ofCeiling = ["user", "award", "user", "award"];

    private readonly List<Child> _children = [];
    private readonly List<Child> _servers = [];

    public Shop Large => large;

    public Child Ceiling { get; private set; } = null!;

    /// <summary>The server as it comes.</summary>
    public Child Server { get; protected set; } = null!;

    /// <summary>All servers that were started, as each is published.</summary>
    public IReadOnlyList<Child> Servers => _servers;

    /// <summary>The databases that were written to by servers under load.</summary>
    public abstract IReadOnlyList<DatabasePlace> Written { get; }

    protected Ground Ground => ground;

    /// <summary>Starts all of it, and lets it run until it is warm.</summary>
    /// <param name="codes">Coupon codes that the measurements may issue.</param>
    /// <param name="warmSeconds">How long each of its four kinds of load runs before.</param>
    /// <param name="cancellation">Ends it halfway.</param>
    public async Task Start(int codes, int warmSeconds, CancellationToken cancellation)
    {
        var folder = ground.Workplace.CreateSubdirectory("ceiling");
        Ceiling = await Add(
            new([.. ThisProgram(), "ceiling"], "--urls=", folder)
            {
                Environment = Collector.SettingsOf(ground.Published),
            },
            cancellation);
        await StartSubjects(codes, cancellation);
        await Task.WhenAll(
            [Warm(Ceiling, _ofCeiling, warmSeconds, cancellation),
                .. WarmSubjects(warmSeconds, cancellation)]);
    }

    /// <summary>Has a server's database in memory, as while it is in use.</summary>
    public virtual void Touch(Child child)
    {
    }

    /// <summary>The program that a server serves.</summary>
    public virtual Shop ShopOf(Child child) => large;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var child in _children)
        {
            await child.DisposeAsync();
        }
    }

    protected abstract Task StartSubjects(int codes, CancellationToken cancellation);

    protected abstract IEnumerable<Task> WarmSubjects(
        int seconds, CancellationToken cancellation);

    /// <summary>Starts the server on a database, in a folder of that name.</summary>
    protected async Task<Child> Serve(
        string name, DatabasePlace place, string[] settings, CancellationToken cancellation)
    {
        var server = await Add(
            new(
                [ground.Published, .. SettingsFor(place), .. settings],
                "--Urls=",
                ground.Workplace.CreateSubdirectory(name)),
            cancellation);
        _servers.Add(server);
        return server;
    }

    /// <summary>Likewise by a command of this program, with the server's settings.</summary>
    protected Task<Child> ServeByThisProgram(
        string name, DatabasePlace place, string command, CancellationToken cancellation) =>
        Add(
            new(
                [.. ThisProgram(), command, "--", .. SettingsFor(place)],
                "--Urls=",
                ground.Workplace.CreateSubdirectory(name))
            {
                Environment = Collector.SettingsOf(ground.Published),
            },
            cancellation);

    /// <summary>A copy with coupon codes, and with all settled that is due by now.</summary>
    protected async Task<DatabasePlace> Prepare(string name, Shop shop, int? codes = null)
    {
        var folder = ground.Workplace.CreateSubdirectory(name);
        var place = ground.Databases.Copy(shop.Folder, folder);
        using var house = new House(place, TimeProvider.System);
        var partner = house.Find(shop.PartnerId);
        await house.Get<Settle>().Run(partner);
        if (codes is { } number)
        {
            await Catalogue.Stock(house, partner, number);
        }

        return place;
    }

    protected async Task Warm(
        Child child, string[] scripts, int seconds, CancellationToken cancellation)
    {
        const int Connections = 32;
        var shop = ShopOf(child);
        foreach (var script in scripts)
        {
            var order = new Order(script, Connections) { Query = shop.Query() };
            await new Wrk(shop, seconds).Run(child.Address, order, cancellation);
        }
    }

    private static IEnumerable<string> SettingsFor(DatabasePlace place) =>
        [
            $"--Database:ConnectionString={place.ConnectionString}",
            $"--Database:Engine={place.Engine}", .. _withoutCeiling,
        ];

    private async Task<Child> Add(Launch launch, CancellationToken cancellation)
    {
        var child = await Child.Start(launch, cancellation);
        _children.Add(child);
        return child;
    }

    private static IReadOnlyList<string> ThisProgram()
    {
        var program = Environment.ProcessPath
            ?? throw new CannotMeasureException("This program does not know its own place.");
        return Path.GetFileNameWithoutExtension(program) == Dotnet
            ? [program, typeof(Field).Assembly.Location]
            : [program];
    }
}
