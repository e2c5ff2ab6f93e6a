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
    private readonly Session _writer;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentBag<Session> _readers = [];

    private Database(Engine engine)
    {
        _engine = engine;
        _writer = new Session(engine.OpenWriter());
    }

    /// <summary>
    /// Opens the database, makes it where there is none, and brings it up to date.
    /// </summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    public static Database Open(string connectionString) =>
        Open(() => new(connectionString), Migrator.BringUpToDate);

    /// <summary>Opens a database that is there and up to date, and changes nothing of it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used, and why.</exception>
    public static Database OpenExisting(string connectionString) =>
        Open(() => new(connectionString, mayCreate: false), Migrator.RequireUpToDate);

    /// <summary>
    /// Runs an act with every other write kept out. When the task completes with a result, it is on
    /// disk; a refusal or an exception has changed nothing. Once begun it is not cancelled.
    /// </summary>
    public async Task<Outcome<T>> Write<T>(
        Func<Session, Outcome<T>> act, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return Run(act);
        }
        finally
        {
            _turn.Release();
        }
    }

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
        _turn.Dispose();
    }

    private static Database Open(Func<Engine> engine, Action<Session> prepare)
    {
        ColumnTypes.Register();
        try
        {
            return OpenPrepared(engine(), prepare);
        }
        catch (Exception fault) when (fault is DbException or ArgumentException)
        {
            throw new InvalidOperationException(fault.Message, fault);
        }
    }

    private static Database OpenPrepared(Engine engine, Action<Session> prepare)
    {
        var database = new Database(engine);
        try
        {
            prepare(database._writer);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private Outcome<T> Run<T>(Func<Session, Outcome<T>> act)
    {
        _writer.Run(Engine.BeginWriting);
        try
        {
            var outcome = act(_writer);
            _writer.Run(outcome.Granted(out _, out _) ? Engine.Keep : Engine.Undo);
            return outcome;
        }
        catch
        {
            UndoWhatIsLeft();
            throw;
        }
    }

    /// <summary>
    /// After a fault the engine may have undone everything by itself; then that there is nothing
    /// left to undo must not hide the fault.
    /// </summary>
    private void UndoWhatIsLeft()
    {
        try
        {
            _writer.Run(Engine.Undo);
        }
        catch (DbException)
        {
        }
    }
}
