using System.Data.Common;
using System.Security.Cryptography;
using Npgsql;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>
/// The engine that is a server of its own, PostgreSQL: any number of processes use it at once, and
/// it may move from one machine to another.
/// </summary>
internal sealed class PostgresEngine : Engine
{
    /// <summary>
    /// Requests that wait for the server keep a thread each; more of those than cores are made by
    /// themselves only one a second.
    /// </summary>
    private const int ThreadsAtOnce = 128;

    private const int ConflictAttempts = 5;
    private const int LostAttempts = 14;
    private const int LongestRestMilliseconds = 1000;
    private const int ShortestRestMilliseconds = 10;

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly string? _lists;
    private readonly string _writer = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private long _commits;
    private CatalogueNews? _news;
    private string _version = "PostgreSQL";

    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public PostgresEngine(DatabasePlace place)
    {
        _settings = Complete(place.ConnectionString);
        ThreadPool.GetMinThreads(out var workers, out var others);
        ThreadPool.SetMinThreads(Math.Max(workers, ThreadsAtOnce), others);
        _lists = string.IsNullOrWhiteSpace(place.Lists)
            ? null
            : Complete(place.Lists).ConnectionString;
    }

    public override string Name => "postgres";

    public override string Version => _version;

    public override string Keeps => _settings.Host!.Contains(',')
        ? $"{_settings.Host}/{_settings.Database}"
        : $"{_settings.Host}:{_settings.Port}/{_settings.Database}";

    /// <summary>Each is a process of the server; more of them than cores help nobody.</summary>
    public override int MostReaders { get; } = 4 * Environment.ProcessorCount;

    public override bool IsElsewhere => true;

    public override bool HasListers => _lists is not null;

    private string Settings => _settings.ConnectionString;

    /// <summary>The number of a further commit of this process.</summary>
    public long NextCommit() => Interlocked.Increment(ref _commits);

    /// <summary>Texts are compared byte by byte, whatever the server's language.</summary>
    public override string Translate(string migration) =>
        migration.Replace(" TEXT N", " TEXT COLLATE \"C\" N", StringComparison.Ordinal);

    /// <summary>Whoever may connect may use it.</summary>
    public override IDisposable Claim() => Task.CompletedTask;

    public override Connection OpenWriter()
    {
        var server = PostgresConnection.Open(Settings);
        try
        {
            _version = $"PostgreSQL {server.PostgreSqlVersion.ToString(2)}";
            Promises.Check(server);
            return new PostgresConnection(server, PostgresConnection.BeginWriting, (this, _writer));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public override Connection ReopenWriter() => OpenWriter();

    public override Connection OpenReader() =>
        new PostgresConnection(PostgresConnection.Open(Settings));

    public override Connection OpenLister() =>
        new PostgresConnection(PostgresConnection.Open(_lists ?? Settings));

    public override void CopyTo(string file, CancellationToken cancellation) =>
        throw new InvalidOperationException(
            "the database is kept by a server, which has backups of its own (pg_dump, or its "
            + "log); the command export writes one file as well.");

    public override bool IsDiskFull(Exception? fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    public override bool IsPassing(Exception? fault) =>
        fault is not null && (IsConflict(fault) || IsLost(fault));

    /// <summary>
    /// Also where the server ends the connection, or has become one that only reads.
    /// </summary>
    public override bool IsLost(Exception fault) => fault is PostgresException refused
        ? refused.SqlState.StartsWith("57P0", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
            || refused.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction
                or PostgresErrorCodes.TooManyConnections
        : fault is NpgsqlException or TimeoutException;

    public override TimeSpan? RestAfter(Exception fault, int attempts)
    {
        var isConflict = IsConflict(fault);
        if (attempts > (isConflict ? ConflictAttempts : LostAttempts))
        {
            return null;
        }

        var longest = Math.Min(LongestRestMilliseconds, ShortestRestMilliseconds << attempts);
        return TimeSpan.FromMilliseconds(
            RandomNumberGenerator.GetInt32(longest / 2, longest + 1));
    }

    public override bool? WasKept(Connection writer)
    {
        var lost = (PostgresConnection)writer;

        // Where the transaction has not ended, it does now: nobody is to wait for it.
        lost.Dispose();
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                using var server = PostgresConnection.Open(Settings);
                return lost.Mark is { } mark ? mark.IsKept(server) : null;
            }
            catch (Exception fault) when (IsLost(fault))
            {
                if (RestAfter(fault, attempts) is not { } rest)
                {
                    return null;
                }

                Thread.Sleep(rest);
            }
        }
    }

    public override void Listen(Action onChange) => _news ??= new(Settings, onChange);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _news?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Whether others were in the way.</summary>
    private static bool IsConflict(Exception fault) => fault is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    private static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException(
                "it is none of PostgreSQL, such as Host=…;Username=…;Password=…;Database=…: "
                + fault.Message,
                fault);
        }
    }

    private static NpgsqlConnectionStringBuilder Complete(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var complete = Read(connectionString);
        complete.Pooling = false;
        complete.Enlist = false;
        if (string.IsNullOrEmpty(complete.Host))
        {
            throw new ArgumentException("Host has to be that of the database's server.");
        }

        Set("Max Auto Prepare", 300);
        Set("Auto Prepare Min Usages", 2);
        Set("Timeout", 5);
        Set("Host Recheck Seconds", 1);
        Set("Application Name", "loyalty");
        if (complete.Host.Contains(','))
        {
            Set("Target Session Attributes", "primary");
        }

        return complete;

        void Set(string name, object value)
        {
            if (!given.ContainsKey(name))
            {
                complete[name] = value;
            }
        }
    }
}
