using System.Collections.Concurrent;
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
    private readonly FileLock _lock;
    private readonly Writer _writer;
    private readonly ConcurrentBag<Session> _readers = [];

    private Database((Engine Engine, FileLock Lock) file, Session session, Writing writing)
    {
        (_engine, _lock) = file;
        _writer = new(session, _engine, writing);
    }

    /// <summary>
    /// Opens the database, makes it where there is none, and brings it up to date. Until it is
    /// disposed, nobody else can.
    /// </summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    /// <exception cref="DatabaseInUseException">Another process uses it.</exception>
    public static Database Open(string connectionString, Writing? writing = null) =>
        Open(() => new(connectionString), Migrator.BringUpToDate, writing);

    /// <summary>Opens a database that is there and up to date, and changes nothing of it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    /// <exception cref="DatabaseInUseException">Another process uses it.</exception>
    public static Database OpenExisting(string connectionString) =>
        Open(() => new(connectionString, mayCreate: false), Migrator.RequireUpToDate);

    /// <summary>What the name of the file ends in by which one process keeps others out.</summary>
    public const string LockSuffix = FileLock.Suffix;

    /// <summary>The engine's name and version.</summary>
    public static string EngineVersion => Engine.Version;

    /// <summary>The connection string of a file.</summary>
    public static string ConnectionStringOf(string file) => Engine.ConnectionStringOf(file);

    /// <summary>The file that a connection string names, from the root on.</summary>
    /// <exception cref="InvalidOperationException">It names none.</exception>
    public static string FileOf(string connectionString) =>
        Try(() => new Engine(connectionString).File);

    /// <summary>Keeps a file's place, until it is disposed: nobody can open it there.</summary>
    /// <exception cref="InvalidOperationException">No file can be made there.</exception>
    /// <exception cref="DatabaseInUseException">Another process uses it.</exception>
    public static IDisposable Reserve(string file) => FileLock.Take(Path.GetFullPath(file));

    /// <summary>The file, from the root on.</summary>
    public string File => _engine.File;

    /// <inheritdoc cref="Writer.Trouble" />
    public Exception? Trouble => _writer.Trouble;

    /// <inheritdoc cref="Writer.Lost" />
    public Task<Exception> Lost => _writer.Lost;

    /// <summary>
    /// Rises when a write of this process has changed a program's key, settings or catalogue.
    /// </summary>
    public long CatalogueVersion => _writer.CatalogueVersion;

    /// <summary>
    /// Runs an act with every other write kept out. When the task completes with a result, it is on
    /// disk; a refusal has changed nothing, nor has an exception, unless it is the commit's, after
    /// which nobody knows. Once begun it is not cancelled. When too many acts wait already, or the
    /// disk is full, it is refused. It may be run twice, when others of the same commit have to be
    /// undone: so it does nothing outside of its session.
    /// </summary>
    public Task<Outcome<T>> Write<T>(
        Func<Session, Outcome<T>> act, CancellationToken cancellation = default) =>
        _writer.Run(act, cancellation);

    /// <summary>The same, of an act that is never refused for others that wait.</summary>
    public Task<Outcome<T>> WriteWhenFree<T>(
        Func<Session, Outcome<T>> act, CancellationToken cancellation = default) =>
        _writer.RunWhenFree(act, cancellation);

    /// <summary>Reads one state of the database, without waiting for writes.</summary>
    public T Read<T>(Func<Session, T> look)
    {
        if (!_readers.TryTake(out var reader))
        {
            reader = new Session(_engine.OpenReader());
        }

        var sound = false;
        try
        {
            reader.Begin(Engine.BeginReading);
            var seen = look(reader);
            reader.Run(Engine.Keep);
            sound = true;
            return seen;
        }
        finally
        {
            if (sound)
            {
                _readers.Add(reader);
            }
            else
            {
                reader.Dispose();
            }
        }
    }

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
            using var source = _engine.OpenReader();
            Backup.Run(source, file, cancellation);
        }
        catch (DbException fault)
        {
            throw new InvalidOperationException(fault.Message, fault);
        }
    }

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
        _lock.Dispose();
    }

    private static Database Open(
        Func<Engine> engine, Action<Session> prepare, Writing? writing = null)
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

    private static Database OpenPrepared(Engine engine, Action<Session> prepare, Writing writing)
    {
        if (!engine.MayCreate && !System.IO.File.Exists(engine.File))
        {
            throw new InvalidOperationException($"unable to open database file {engine.File}");
        }

        var fileLock = FileLock.Take(engine.File);
        Session? session = null;
        try
        {
            session = new Session(engine.OpenWriter());
            prepare(session);
            return new((engine, fileLock), session, writing);
        }
        catch
        {
            session?.Dispose();
            fileLock.Dispose();
            throw;
        }
    }
}
