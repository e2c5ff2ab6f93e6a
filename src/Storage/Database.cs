using System.Data.Common;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// Runs work in one transaction: kept when it is granted, undone when it is refused or fails.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly Engine _engine;
    private readonly IDisposable _claim;
    private readonly Writer _writer;
    private readonly Readers _readers;
    private readonly Readers _listers;
    private readonly Glances? _glances;

    private Database((Engine Engine, IDisposable Claim) kept, Session session, Writing writing)
    {
        (_engine, _claim) = kept;
        _writer = new(session, _engine, writing);
        _readers = new(_engine, _engine.OpenReader);
        _glances = _engine.IsElsewhere ? new(_engine) : null;
        _listers = _engine.HasListers ? new(_engine, _engine.OpenLister) : _readers;
    }

    /// <summary>
    /// Opens the database, makes it where there is none, and brings it up to date.
    /// </summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    /// <exception cref="DatabaseInUseException">Another process uses it.</exception>
    public static Database Open(DatabasePlace place, Writing? writing = null) =>
        Open(() => Engine.Of(place), Migrator.BringUpToDate, writing);

    /// <summary>Opens a database that is there and up to date, and changes nothing of it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    /// <exception cref="DatabaseInUseException">Another process uses it.</exception>
    public static Database OpenExisting(DatabasePlace place) =>
        Open(() => Engine.Of(place, mayCreate: false), Migrator.RequireUpToDate);

    /// <summary>What the name of the file ends in by which one process keeps others out.</summary>
    public const string LockSuffix = Engine.LockSuffix;

    /// <summary>The place of a database that is one file.</summary>
    public static DatabasePlace PlaceOf(string file) => Engine.PlaceOf(file);

    /// <summary>The file that a place names, from the root on.</summary>
    /// <exception cref="InvalidOperationException">It names none.</exception>
    public static string FileOf(DatabasePlace place) => Try(() => Engine.Of(place).File
        ?? throw new InvalidOperationException("the database is not one file."));

    /// <summary>Keeps a file's place, until it is disposed: nobody can open it there.</summary>
    /// <exception cref="InvalidOperationException">No file can be made there.</exception>
    /// <exception cref="DatabaseInUseException">Another process uses it.</exception>
    public static IDisposable Reserve(string file) => Engine.Reserve(Path.GetFullPath(file));

    /// <summary>The engine's name and version.</summary>
    public string EngineVersion => _engine.Version;

    /// <inheritdoc cref="Engine.File" />
    public string? File => _engine.File;

    /// <summary>What the database is kept in: a file from the root on, or whatever it is.</summary>
    public string Keeps => _engine.Keeps;

    /// <inheritdoc cref="Writer.Trouble" />
    public Exception? Trouble => _writer.Trouble;

    /// <inheritdoc cref="Writer.Lost" />
    public Task<Exception> Lost => _writer.Lost;

    /// <summary>
    /// Rises when a program's key, settings or catalogue have changed: at once by a write of this
    /// process, and in a moment by that of another, where there may be others.
    /// </summary>
    public long CatalogueVersion => _writer.CatalogueVersion;

    /// <summary>
    /// Runs an act with every other write to its program kept out. When the task completes with a
    /// result, it is on disk; a refusal has changed nothing, nor has an exception, unless it is the
    /// commit's, after which nobody knows. Once begun it is not cancelled. When too many acts wait
    /// already, or the disk is full, it is refused. It may be run again, when others of the same
    /// commit have to be undone: so it does nothing outside of its session.
    /// </summary>
    public Task<Outcome<T>> Write<T>(
        Func<Session, Outcome<T>> act, CancellationToken cancellation = default) =>
        _writer.Run(act, cancellation);

    /// <summary>The same, of an act that is never refused for others that wait.</summary>
    public Task<Outcome<T>> WriteWhenFree<T>(
        Func<Session, Outcome<T>> act, CancellationToken cancellation = default) =>
        _writer.RunWhenFree(act, cancellation);

    /// <summary>
    /// Reads one state of the database, without waiting for writes; again from the start where the
    /// connection has gone.
    /// </summary>
    public T Read<T>(Func<Session, T> look) => _readers.Read(look);

    /// <summary>
    /// Reads what one statement says: without a transaction, and no thread waits for it where that
    /// takes a while. When that turns out not to be all, it is read as everything else is.
    /// </summary>
    public ValueTask<T> Glance<T>(
        Func<Session, ValueTask<(bool IsAll, T Seen)>> glance, Func<Session, T> look) =>
        _glances is null ? _readers.Glance(glance, look) : new(_glances.Read(glance, look));

    /// <summary>
    /// Reads one state as well, which may be a moment old: lists that nothing is decided by.
    /// </summary>
    public T List<T>(Func<Session, T> look) => _listers.Read(look);

    /// <summary>
    /// Copies the state of now into a file, by itself complete, while others read and write.
    /// </summary>
    /// <param name="file">One that is not there yet.</param>
    /// <param name="cancellation">Ends it halfway; half a file is left.</param>
    /// <exception cref="InvalidOperationException">The file cannot be made, and why.</exception>
    public void CopyTo(string file, CancellationToken cancellation = default)
    {
        try
        {
            _engine.CopyTo(file, cancellation);
        }
        catch (DbException fault)
        {
            throw new InvalidOperationException(fault.Message, fault);
        }
    }

    public void Dispose()
    {
        _glances?.Dispose();
        _listers.Dispose();
        _readers.Dispose();
        _writer.Dispose();
        _engine.Dispose();
        _claim.Dispose();
    }

    private static Database Open(
        Func<Engine> engine, Action<Session, Engine> prepare, Writing? writing = null)
    {
        ColumnTypes.Register();
        return Try(() => OpenPrepared(engine(), prepare, writing ?? new()));
    }

    private static T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is DbException or ArgumentException)
        {
            throw new InvalidOperationException(fault.Message, fault);
        }
    }

    private static Database OpenPrepared(
        Engine engine, Action<Session, Engine> prepare, Writing writing)
    {
        IDisposable? claim = null;
        Session? session = null;
        try
        {
            claim = engine.Claim();
            session = new Session(engine.OpenWriter());
            prepare(session, engine);
            return new((engine, claim), session, writing);
        }
        catch
        {
            session?.Dispose();
            engine.Dispose();
            claim?.Dispose();
            throw;
        }
    }
}
