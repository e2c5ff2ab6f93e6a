using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// The engine that keeps the database, SQLite: how connections open, transactions begin.
/// </summary>
internal sealed class SqliteEngine : Engine
{
    /// <summary>Takes the write lock at once, so that no act finds itself outrun halfway.</summary>
    public const string BeginWriting = "BEGIN IMMEDIATE";

    /// <summary>All reads up to the end see one state of the database.</summary>
    public const string BeginReading = "BEGIN DEFERRED";

    /// <summary>Another process may have the file for so long.</summary>
    public const int BusyMilliseconds = 30_000;

    /// <summary>Keeps the state of now readable, until it is undone.</summary>
    public const string HoldState = "BEGIN DEFERRED; SELECT 1 FROM sqlite_schema LIMIT 1";

    /// <summary>So many pages of the log are copied into the file at a time, at least.</summary>
    public const int CopiedPages = 256;

    /// <summary>A log of so many pages is due to be copied to its end, to begin anew.</summary>
    public const int CheckpointPages = 8192;

    /// <summary>So many pages of it may be left for that, for which all wait.</summary>
    public const int LastPages = 768;

    /// <summary>How many pages go to the disk meanwhile for each hundred of the log.</summary>
    public const int WritebackPercent = 150;

    /// <summary>And at least so many for each commit: small ones leave the disk time.</summary>
    public const int LeastWrittenPages = 2 * Writeback.PartPages;

    /// <summary>One of so many begins anew, even if disk and readers are waited for.</summary>
    public const int LongestLogPages = 4 * CheckpointPages;

    /// <summary>For readers so long at most.</summary>
    public const int CheckpointMilliseconds = 50;

    private const long MappedBytes = 1 << 30;

    private static readonly string _mappedBytes = $"{MappedBytes}";

    // An answered write is on disk: FULL syncs the write-ahead log at every commit. The log is
    // brought into the file by this connection alone, when the writer says so. Recursive triggers
    // make a row that another one replaces a row that is deleted, which the ledger forbids.
    private static Pragma[] OfWriter =>
    [
        new("journal_mode", "wal", IsPromise: true),
        new("synchronous", IsCommitSynced ? "2" : "1", IsPromise: true),
        new("foreign_keys", "1", IsPromise: true),
        new("recursive_triggers", "1", IsPromise: true),
        new("temp_store", "2"),
        new("wal_autocheckpoint", "0"),
        new("cache_size", "-4096"),
        new("mmap_size", _mappedBytes),
    ];

    private static Pragma[] OfReader =>
    [
        new("query_only", "1", IsPromise: true),
        new("mmap_size", _mappedBytes),
    ];

    private static bool IsCommitSynced => Planted.Bug is not PlantedBug.CommitsUnsynced;

    private readonly string _creating;
    private readonly string _writing;
    private readonly string _reading;
    private readonly object _turn = new();
    private SafeFileHandle? _handle;
    private FileMap? _map;

    /// <exception cref="ArgumentException">The connection string names no file.</exception>
    public SqliteEngine(string connectionString, bool mayCreate = true)
    {
        var complete = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        if (complete is { DataSource: "" or ":memory:" } or { Mode: SqliteOpenMode.Memory }
            || complete.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("Data Source has to be the path of a file.");
        }

        // By whatever name it is called, it is one file, and has one lock.
        var path = Path.GetFullPath(complete.DataSource);
        var target = System.IO.File.Exists(path)
            ? System.IO.File.ResolveLinkTarget(path, returnFinalTarget: true)
            : null;
        File = target?.FullName ?? path;
        MayCreate = mayCreate;
        complete.DataSource = File;
        _creating = OfWriting(complete);
        if (complete.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            complete.Mode = SqliteOpenMode.ReadWrite;
        }

        _writing = OfWriting(complete);
        _reading = complete.ToString();
    }

    public override string Name => "sqlite";

    public override string Version => $"SQLite {raw.sqlite3_libversion().utf8_to_string()}";

    public static string ConnectionStringOf(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    /// <summary>The database's file, from the root on.</summary>
    public override string File { get; }

    public override string Keeps => File;

    /// <summary>As many as ask: each holds a file open, and nothing else.</summary>
    public override int MostReaders => int.MaxValue;

    /// <summary>Whether a file is made where there is none.</summary>
    public bool MayCreate { get; }

    public override IDisposable Claim() => MayCreate || System.IO.File.Exists(File)
        ? FileLock.Take(File)
        : throw new InvalidOperationException($"unable to open database file {File}");

    public override Connection OpenWriter() =>
        new SqliteFile(MayCreate ? _creating : _writing, BeginWriting, OfWriter);

    /// <summary>Where the file has gone, an empty one is no substitute.</summary>
    public override Connection ReopenWriter() => new SqliteFile(_writing, BeginWriting, OfWriter);

    public override Connection OpenReader() => OpenFile();

    public override Upkeep CreateUpkeep() => new Checkpoints(this);

    public override void CopyTo(string file, CancellationToken cancellation)
    {
        using var source = OpenFile();
        Backup.Run(source, file, cancellation);
    }

    /// <summary>One that only reads.</summary>
    public SqliteFile OpenFile()
    {
        var reader = new SqliteFile(_reading, BeginReading, OfReader);
        reader.LeaveLogAtClose();
        if (TryMap() is { } map)
        {
            reader.ReadFrom(map);
        }

        return reader;
    }

    /// <summary>
    /// To bring to the disk what anybody has written to the file, in no hurry; not the log.
    /// </summary>
    /// <param name="pages">How many pages that is, or thereabouts.</param>
    /// <param name="log">The log, the syncs of which go first.</param>
    /// <returns>Null where there is no handle for that.</returns>
    public Writeback? TryWriteBack(long pages, LogFile? log)
    {
        return TryOpen() is { } file ? new(file, pages, () => log?.WaitForSync()) : null;
    }

    /// <summary>What ends a transaction is written last.</summary>
    public override bool IsDiskFull(Exception? fault) =>
        fault is SqliteException { SqliteErrorCode: raw.SQLITE_FULL };

    /// <summary>
    /// Whether the disk has failed. What it was to sync may be lost, and it says so only once: a
    /// later sync of the same succeeds.
    /// </summary>
    public static bool IsDiskFailing(int code) => (code & 0xFF) == raw.SQLITE_IOERR;

    /// <summary>Its integers and booleans, and strict types.</summary>
    public override string Translate(string migration) => migration
        .Replace(" BIGINT ", " INTEGER ", StringComparison.Ordinal)
        .Replace(" BOOLEAN ", " INTEGER ", StringComparison.Ordinal)
        .Replace("\n);", "\n) STRICT;", StringComparison.Ordinal);

    /// <summary>
    /// When all its connections have gone: whoever closes the file by any handle gives up all that
    /// this process has locked of it.
    /// </summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _map?.Dispose();
            _handle?.Dispose();
        }

        base.Dispose(disposing);
    }

    private FileMap? TryMap()
    {
        lock (_turn)
        {
            return _map ??= TryOpen() is { } file ? FileMap.TryMap(file, MappedBytes) : null;
        }
    }

    /// <summary>A handle of our own, for as long as the engine.</summary>
    private SafeFileHandle? TryOpen()
    {
        lock (_turn)
        {
            return _handle ??= FileSync.TryOpen(File);
        }
    }

    /// <summary>
    /// With the file layer of our own, unless another has been asked for. It counts on the sync of
    /// every commit.
    /// </summary>
    private static string OfWriting(SqliteConnectionStringBuilder complete) =>
        string.IsNullOrEmpty(complete.Vfs) && IsCommitSynced
            ? new SqliteConnectionStringBuilder(complete.ToString()) { Vfs = FileLayer.Name }
                .ToString()
            : complete.ToString();
}

/// <summary>A setting of a connection.</summary>
/// <param name="Name">The engine's name of it.</param>
/// <param name="Value">What it is set to, as the engine tells it.</param>
/// <param name="IsPromise">Whether a connection without it is not to be used.</param>
internal sealed record Pragma(string Name, string Value, bool IsPromise = false);
