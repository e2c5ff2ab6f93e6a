namespace ShopSocially.Loyalty.Crash;

/// <summary>
/// Two clusters, one of which is written to, and a database that is on both: no commit ends before
/// the other has it. When one is killed, the other takes its place.
/// </summary>
internal sealed class NodePair : Disk
{
    private const string Memory = "/dev/shm";
    private const string Database = "loyalty";
    private const long LeastRoom = 2L << 30;

    private readonly DirectoryInfo _place;

    public NodePair()
    {
        _place = Directory.CreateDirectory(
            Path.Combine(HasRoom(Memory) ? Memory : Beside, $"loyalty-pair-{Guid.NewGuid():N}"));
        PostgresNode.Furnish(_place.FullName);
        Primary = new(_place.FullName, "one");
        Standby = new(_place.FullName, "two");
    }

    /// <summary>Why there is none on this machine; null when there is.</summary>
    public static string? Missing => ClusterDatabase.Missing ?? PostgresPrograms.Missing;

    /// <summary>The one that is written to.</summary>
    public PostgresNode Primary { get; private set; }

    public PostgresNode Standby { get; private set; }

    /// <summary>Leads to whichever of the two is written to.</summary>
    public string ConnectionString
    {
        get
        {
            var reach = Primary.Reach(Database);
            var ports = new[] { Primary.Port, Standby.Port }.Order();
            reach.Host = string.Join(',', ports.Select(port => $"127.0.0.1:{port}"));
            reach["Target Session Attributes"] = "primary";
            return reach.ConnectionString;
        }
    }

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database__Engine"] = $"{Engine.PostgreSQL}",
        ["Database__ConnectionString"] = ConnectionString,
    };

    /// <summary>Starts both, until each commit is on both.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        Primary.Make();
        await Primary.Do($"CREATE DATABASE {Database}", cancellation);
        await Join(cancellation);
    }

    /// <summary>
    /// Nothing that is committed from now on is on both; then all connections are ended, so that
    /// whoever waits for the other node finds what it wrote on this one, and nowhere else. To be
    /// done to a node that is killed soon.
    /// </summary>
    public async Task Sever(TimeSpan before, CancellationToken cancellation)
    {
        await Primary.Sever(cancellation);
        await Task.Delay(before, cancellation);
        await Primary.Do(ClusterDatabase.TerminateSql(Database), cancellation);
        await Task.Delay(before, cancellation);
    }

    /// <summary>Makes the standby the one that is written to, which stands alone then.</summary>
    public async Task Promote(CancellationToken cancellation)
    {
        await Standby.Promote(cancellation);
        (Primary, Standby) = (Standby, Primary);
    }

    /// <summary>
    /// Makes whatever was the standby's node one anew. What was committed while there was none is
    /// on both when this is over, too.
    /// </summary>
    public async Task Join(CancellationToken cancellation)
    {
        Standby.Follow(Primary);
        await Primary.WaitFor(Standby, cancellation);
    }

    protected override void Dispose(bool disposing)
    {
        Task.WhenAll(
            Primary.Kill(CancellationToken.None), Standby.Kill(CancellationToken.None))
            .GetAwaiter().GetResult();
        _place.Delete(recursive: true);
        base.Dispose(disposing);
    }

    private static bool HasRoom(string folder) =>
        Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace >= LeastRoom;
}
