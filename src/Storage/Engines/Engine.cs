using Microsoft.Data.Sqlite;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// The engine that keeps the database, SQLite: how connections open, transactions begin.
/// </summary>
internal sealed class Engine(string connectionString, bool mayCreate = true)
{
    /// <summary>Takes the write lock at once, so that no act finds itself outrun halfway.</summary>
    public const string BeginWriting = "BEGIN IMMEDIATE";

    /// <summary>All reads up to the end see one state of the database.</summary>
    public const string BeginReading = "BEGIN DEFERRED";

    public const string Keep = "COMMIT";

    public const string Undo = "ROLLBACK";

    /// <summary>A part of a transaction, which can be undone alone.</summary>
    public const string BeginPart = "SAVEPOINT part";

    public const string KeepPart = "RELEASE part";

    public const string UndoPart = "ROLLBACK TO part";

    /// <summary>Another process may have the file for so long.</summary>
    public const int BusyMilliseconds = 30_000;

    /// <summary>Keeps the state of now readable, until it is undone.</summary>
    public const string HoldState = "BEGIN DEFERRED; SELECT 1 FROM sqlite_schema LIMIT 1";

    /// <summary>So many pages of the log are copied into the file at a time, at least.</summary>
    public const int CopiedPages = 512;

    /// <summary>A log of so many pages is copied to its end, so that it can begin anew.</summary>
    public const int CheckpointPages = 4096;

    /// <summary>A log of so many pages is to begin anew, even if readers are waited for.</summary>
    public const int LongestLogPages = 4 * CheckpointPages;

    /// <summary>So long at most.</summary>
    public const int CheckpointMilliseconds = 50;

    // An answered write is on disk: FULL syncs the write-ahead log at every commit. The log is
    // brought into the file by this connection alone, when the writer says so.
    private const string WriterSettings =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA cache_size = -16384;
        """;

    private const string ReaderSettings =
        """
        PRAGMA query_only = ON;
        PRAGMA mmap_size = 1073741824;
        """;

    private readonly string _connectionString = Complete(connectionString, mayCreate);

    public Connection OpenWriter() => new(_connectionString, WriterSettings);

    public Connection OpenReader() => new(_connectionString, ReaderSettings);

    /// <summary>
    /// A migration in this engine's own words: its integers and booleans, and strict types.
    /// </summary>
    public static string Translate(string migration) => migration
        .Replace(" BIGINT ", " INTEGER ", StringComparison.Ordinal)
        .Replace(" BOOLEAN ", " INTEGER ", StringComparison.Ordinal)
        .Replace("\n);", "\n) STRICT;", StringComparison.Ordinal);

    private static string Complete(string connectionString, bool mayCreate)
    {
        var complete = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        if (!mayCreate && complete.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            complete.Mode = SqliteOpenMode.ReadWrite;
        }

        return complete.ToString();
    }
}
