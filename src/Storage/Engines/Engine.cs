using ShopSocially.Loyalty.Storage.Engines.Postgres;
using ShopSocially.Loyalty.Storage.Engines.Sqlite;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// An engine that keeps a database: how connections open, and what its faults mean.
/// </summary>
internal abstract class Engine : IDisposable
{
    /// <summary>What migrations that are in its own words are called by.</summary>
    public abstract string Name { get; }

    /// <summary>The engine's name and version.</summary>
    public abstract string Version { get; }

    /// <summary>
    /// The file, from the root on, that one process alone uses; null where any may do so.
    /// </summary>
    public virtual string? File => null;

    /// <summary>What it keeps the database in, as a person would call it; no secret.</summary>
    public abstract string Keeps { get; }

    /// <summary>So many sessions may read at a time.</summary>
    public abstract int MostReaders { get; }

    /// <inheritdoc cref="FileLock.Suffix" />
    public const string LockSuffix = FileLock.Suffix;

    /// <exception cref="ArgumentException">It is no place of a database.</exception>
    public static Engine Of(DatabasePlace place, bool mayCreate = true) =>
        NameOf(place.Engine) switch
        {
            EngineName.SQLite => new SqliteEngine(place.ConnectionString, mayCreate),
            EngineName.PostgreSQL => new PostgresEngine(place),
            _ => throw new ArgumentException(
                $"Database:Engine is SQLite or PostgreSQL, not '{place.Engine}'."),
        };

    /// <summary>The place of a database that is one file.</summary>
    public static DatabasePlace PlaceOf(string file) =>
        new(SqliteEngine.ConnectionStringOf(file));

    /// <inheritdoc cref="FileLock.Take" />
    public static IDisposable Reserve(string file) => FileLock.Take(file);

    /// <summary>A migration in this engine's own words.</summary>
    public abstract string Translate(string migration);

    /// <summary>The right to use the database; one process has it where it must be so.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or has no place.</exception>
    /// <exception cref="DatabaseInUseException">Another process uses it.</exception>
    public abstract IDisposable Claim();

    /// <exception cref="InvalidOperationException">It cannot keep its promises.</exception>
    public abstract Connection OpenWriter();

    /// <summary>Another, later, in place of one that has failed.</summary>
    /// <exception cref="InvalidOperationException">It cannot keep its promises.</exception>
    public abstract Connection ReopenWriter();

    /// <exception cref="InvalidOperationException">It could do more than read.</exception>
    public abstract Connection OpenReader();

    /// <summary>One for reads that may be a moment old.</summary>
    public virtual Connection OpenLister() => OpenReader();

    /// <summary>
    /// Whether the engine is in another process, so that the way there takes longer than most
    /// statements do.
    /// </summary>
    public virtual bool IsElsewhere => false;

    /// <summary>Whether such reads go elsewhere than others.</summary>
    public virtual bool HasListers => false;

    /// <summary>What is done beside the writer's commits.</summary>
    public virtual Upkeep CreateUpkeep() => new();

    /// <summary>
    /// Copies the state of now into a file, by itself complete, while others read and write.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file cannot be made, and why.</exception>
    public abstract void CopyTo(string file, CancellationToken cancellation);

    /// <summary>
    /// Whether a statement or a commit has failed because there is no room: then it has certainly
    /// not been done.
    /// </summary>
    public abstract bool IsDiskFull(Exception? fault);

    /// <summary>
    /// Whether a fault is one of the moment, of a transaction that has certainly not been kept:
    /// after a rest it may be done again.
    /// </summary>
    public virtual bool IsPassing(Exception? fault) => false;

    /// <summary>Whether a fault is that of a connection which has gone.</summary>
    public virtual bool IsLost(Exception fault) => false;

    /// <summary>How long to rest before a further attempt; null where it was the last.</summary>
    /// <param name="fault">A passing one.</param>
    /// <param name="attempts">How many there have been, from 1.</param>
    public virtual TimeSpan? RestAfter(Exception fault, int attempts) => null;

    /// <summary>How long to rest before what has failed is done again; null: it is not.</summary>
    /// <param name="fault">What it has failed of, of which nothing was kept.</param>
    /// <param name="attempts">How many there have been, from 1.</param>
    public TimeSpan? RestIfPassing(Exception fault, int attempts) =>
        IsPassing(fault) ? RestAfter(fault, attempts) : null;

    /// <summary>Whether a commit was kept of which that was not heard.</summary>
    /// <returns>Null when it cannot be found out.</returns>
    public virtual bool? WasKept(Connection writer) => null;

    /// <summary>Calls back when another process has changed a program's catalogue.</summary>
    public virtual void Listen(Action onChange)
    {
        // Where one process alone may write there is nobody else to listen to.
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private static EngineName? NameOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? EngineName.SQLite
        : char.IsLetter(text[0]) && Enum.TryParse<EngineName>(text, true, out var name) ? name
        : null;
}
