using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>Everything that is measured against each other, each on a copy of its own.</summary>
/// <param name="published">The server's program.</param>
/// <param name="workplace">Where the copies lie.</param>
/// <param name="large">The program that most is measured on.</param>
/// <param name="small">The one that shows whether size matters.</param>
internal sealed class Field(string published, DirectoryInfo workplace, Shop large, Shop small)
    : IAsyncDisposable
{
    public const string ServerFolder = "server";
    public const string CommitEachFolder = "commit-each";
    private const string InProcessFolder = "in-process";

    private const string EachItsCommit = "--Database:GroupCommit=false";
    private const string Dotnet = "dotnet";

    // One program asks for all that a server has: its limit is kept count of, but never reached.
    private static readonly string[] _withoutCeiling =
        ["--RateLimit:PerSecond=1000000", "--RateLimit:Burst=1000000"];

    private const int InProcessCallers = 64;

    // As long for each, for what is compiled anew while it is measured is measured with it.
    private static readonly string[] _ofCeiling = ["user", "award", "user", "award"];
    private static readonly string[] _ofCommitEach = ["award", "award", "award", "award"];
    private static readonly string[] _ofServer = ["user", "award", "transactions", "writes"];
    private static readonly string[] _ofSmall = ["user", "user", "user", "user"];

    private readonly List<Child> _children = [];
    private readonly Dictionary<string, Pages> _pages = [];
    private InProcess? _inProcess;

    public Shop Large => large;

    public Shop Small => small;

    public Child Ceiling { get; private set; } = null!;

    /// <summary>The server with one commit per request.</summary>
    public Child CommitEach { get; private set; } = null!;

    /// <summary>The server as it comes.</summary>
    public Child Server { get; private set; } = null!;

    /// <summary>The server as it comes, on the small program.</summary>
    public Child ServerOfSmall { get; private set; } = null!;

    /// <summary>Starts all of it, and lets it run until it is warm.</summary>
    /// <param name="codes">Coupon codes that the measurements may issue.</param>
    /// <param name="warmSeconds">How long each of its four kinds of load runs before.</param>
    /// <param name="cancellation">Ends it halfway.</param>
    public async Task Start(int codes, int warmSeconds, CancellationToken cancellation)
    {
        Ceiling = await Add(
            new([.. ThisProgram(), "ceiling"], "--urls=", workplace.CreateSubdirectory("ceiling"))
            {
                Environment = Collector.SettingsOf(published),
            },
            cancellation);
        CommitEach = await Serve((CommitEachFolder, large, [EachItsCommit]), null, cancellation);
        Server = await Serve((ServerFolder, large, []), codes, cancellation);
        ServerOfSmall = await Serve(("server-of-small", small, []), null, cancellation);
        _inProcess = new(await Prepare((InProcessFolder, large, []), null), large);
        await Task.WhenAll(
            Warm(Ceiling, _ofCeiling, warmSeconds, cancellation),
            Warm(CommitEach, _ofCommitEach, warmSeconds, cancellation),
            Warm(Server, _ofServer, warmSeconds, cancellation),
            Warm(ServerOfSmall, _ofSmall, warmSeconds, cancellation),
            _inProcess.Award(InProcessCallers, warmSeconds, cancellation));
    }

    /// <summary>Has a server's database in memory, as while it is in use.</summary>
    public void Touch(Child child)
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
        Touch(Path.Combine(workplace.FullName, InProcessFolder));
        return _inProcess!.Award(callers, seconds, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _children)
        {
            await child.DisposeAsync();
        }

        _inProcess?.Dispose();
        foreach (var pages in _pages.Values)
        {
            pages.Dispose();
        }
    }

    private void Touch(string folder)
    {
        if (!_pages.TryGetValue(folder, out var pages))
        {
            pages = _pages[folder] = new(Shop.DatabaseIn(folder));
        }

        pages.Touch();
    }

    private async Task<Child> Serve(
        (string Name, Shop Shop, string[] Settings) what,
        int? codes,
        CancellationToken cancellation)
    {
        var connection = await Prepare(what, codes);
        return await Add(
            new(
                [
                    published, $"--Database:ConnectionString={connection}", .. _withoutCeiling,
                    .. what.Settings,
                ],
                "--Urls=",
                new(Path.Combine(workplace.FullName, what.Name))),
            cancellation);
    }

    private async Task<Child> Add(Launch launch, CancellationToken cancellation)
    {
        var child = await Child.Start(launch, cancellation);
        _children.Add(child);
        return child;
    }

    /// <summary>A copy with coupon codes, and with all settled that is due by now.</summary>
    private async Task<string> Prepare((string Name, Shop Shop, string[] Settings) what, int? codes)
    {
        var connection = what.Shop.CopyTo(workplace, what.Name);
        using var house = new House(connection, TimeProvider.System);
        var partner = house.Find(what.Shop.PartnerId);
        await house.Get<Settle>().Run(partner);
        if (codes is { } number)
        {
            await Catalogue.Stock(house, partner, number);
        }

        return connection;
    }

    private async Task Warm(
        Child child, string[] scripts, int seconds, CancellationToken cancellation)
    {
        const int Connections = 32;
        var shop = child == ServerOfSmall ? small : large;
        foreach (var script in scripts)
        {
            var order = new Order(script, Connections) { Query = shop.Query() };
            await new Wrk(shop, seconds).Run(child.Address, order, cancellation);
        }
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
