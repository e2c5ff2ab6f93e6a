namespace ShopSocially.Loyalty.Crash;

/// <summary>Where a victim keeps its database: the disk that this machine has.</summary>
internal class Disk : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("loyalty-crash-");

    public Disk() => Folder = _place.CreateSubdirectory("disk").FullName;

    public string Folder { get; }

    /// <summary>A folder beside it, which no fault of the disk concerns.</summary>
    public string Beside => _place.FullName;

    /// <summary>What tells a server to keep its database here.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database__ConnectionString"] = $"Data Source={Path.Combine(Folder, "loyalty.db")}",
    };

    /// <summary>What kind of disk a fault can be done to.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done to such an engine.</exception>
    public static Type KindFor(Fault fault, Engine engine) => (fault, engine) switch
    {
        (Fault.Kill or Fault.Terminate or Fault.Stop or Fault.TerminatedBackends,
            Engine.PostgreSQL) => typeof(ClusterDatabase),
        (_, Engine.PostgreSQL) or (Fault.TerminatedBackends, _) =>
            throw new InvalidOperationException($"{fault} is not for {engine}."),
        (Fault.PowerCut, _) => typeof(LoopDisk),
        (Fault.DiskFull, _) => typeof(SmallDisk),
        _ => typeof(Disk),
    };

    /// <summary>One that the faults can be done to, which are all of one kind.</summary>
    public static Disk For(IEnumerable<Fault> faults, Engine engine) => (Disk)Activator
        .CreateInstance(faults.Select(fault => KindFor(fault, engine)).Distinct().Single())!;

    /// <summary>Where there is to be no disk, nothing is left of it.</summary>
    protected void OrNone(Action make)
    {
        try
        {
            make();
        }
        catch (InvalidOperationException)
        {
            _place.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _place.Delete(recursive: true);
}
