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
    private readonly Writer _writer;
    private readonly ConcurrentBag<Session> _readers = [];

    private Database(Engine engine, Session session, Writing writing)
    {
        _engine = engine;
        _writer = new(session, engine, writing);
    }

    /// <summary>
    /// Opens the database, makes it where there is none, and brings it up to date.
    /// </summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    public static Database Open(string connectionString, Writing? writing = null) =>
        Open(() => new(connectionString), Migrator.BringUpToDate, writing);

    /// <summary>Opens a database that is there and up to date, and changes nothing of it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    public static Database OpenExisting(string connectionString) =>
        Open(() => new(connectionString, mayCreate: false), Migrator.RequireUpToDate);

    /// <summary>
    /// Rises when a write of this process has changed a program's key, settings or catalogue.
    /// </summary>
    public long CatalogueVersion => _writer.CatalogueVersion;

    /// <summary>
    /// Runs an act with every other write kept out. When the task completes with a result, it is on
    /// disk; a refusal or an exception has changed nothing. Once begun it is not cancelled. When
    /// too many acts wait already, it is refused at once. It may be run twice, when others of the
    /// same commit have to be undone: so it does nothing outside of its session.
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
            reader.Run(Engine.BeginReading);
            reader.BeginAct();
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

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
    }

    private static Database Open(
        Func<Engine> engine, Action<Session> prepare, Writing? writing = null)
    {
        ColumnTypes.Register();
        try
        {
            return OpenPrepared(engine(), prepare, writing ?? new());
        }
        catch (Exception fault) when (fault is DbException or ArgumentException)
        {
            throw new InvalidOperationException(fault.Message, fault);
        }
    }

    private static Database OpenPrepared(Engine engine, Action<Session> prepare, Writing writing)
    {
        var session = new Session(engine.OpenWriter());
        try
        {
            prepare(session);
            return new(engine, session, writing);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
