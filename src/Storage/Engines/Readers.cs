using System.Collections.Concurrent;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>Sessions that only read, each of one caller at a time and kept for the next.</summary>
/// <param name="engine">Says what their faults mean, and how many there may be.</param>
/// <param name="open">Opens a further one.</param>
internal sealed class Readers(Engine engine, Func<Connection> open) : IDisposable
{
    private readonly ConcurrentBag<Session> _free = [];
    private readonly object _turn = new();

    private int _room = engine.MostReaders;

    /// <summary>Reads one state of the database.</summary>
    public T Read<T>(Func<Session, T> look)
    {
        if (engine.MostReaders == int.MaxValue)
        {
            return ReadPatiently(look);
        }

        Enter();
        try
        {
            return ReadPatiently(look);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Reads what one statement says, or where that is not all, one state of the database; of an
    /// engine in this process.
    /// </summary>
    public async ValueTask<T> Glance<T>(
        Func<Session, ValueTask<(bool IsAll, T Seen)>> glance, Func<Session, T> look)
    {
        var reader = Take();
        var isSound = false;
        try
        {
            var (isAll, seen) = await glance(reader);
            seen = isAll ? seen : reader.Look(look);
            isSound = true;
            return seen;
        }
        finally
        {
            Give(reader, isSound);
        }
    }

    public void Dispose()
    {
        while (_free.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    /// <summary>Whoever waits does not spin meanwhile: there may be many.</summary>
    private void Enter()
    {
        lock (_turn)
        {
            while (_room == 0)
            {
                Monitor.Wait(_turn);
            }

            _room--;
        }
    }

    private void Leave()
    {
        lock (_turn)
        {
            _room++;
            Monitor.Pulse(_turn);
        }
    }

    private T ReadPatiently<T>(Func<Session, T> look)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return ReadOnce(look);
            }
            catch (Exception fault) when (engine.RestIfPassing(fault, attempts) is { } rest)
            {
                Thread.Sleep(rest);
            }
        }
    }

    private T ReadOnce<T>(Func<Session, T> look)
    {
        var reader = Take();
        var isSound = false;
        try
        {
            var seen = reader.Look(look);
            isSound = true;
            return seen;
        }
        finally
        {
            Give(reader, isSound);
        }
    }

    private Session Take() => _free.TryTake(out var reader) ? reader : new Session(open());

    private void Give(Session reader, bool isSound)
    {
        if (isSound)
        {
            _free.Add(reader);
        }
        else
        {
            reader.Dispose();
        }
    }
}
