using System.Collections.Concurrent;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>Sessions that only read, each of one caller at a time and kept for the next.</summary>
/// <param name="engine">Says what their faults mean, and how many there may be.</param>
/// <param name="open">Opens a further one.</param>
internal sealed class Readers(Engine engine, Func<Connection> open) : IDisposable
{
    private readonly ConcurrentBag<Session> _free = [];
    private readonly SemaphoreSlim? _room =
        engine.MostReaders < int.MaxValue ? new(engine.MostReaders) : null;

    /// <summary>Reads one state of the database.</summary>
    public T Read<T>(Func<Session, T> look)
    {
        _room?.Wait();
        try
        {
            return ReadPatiently(look);
        }
        finally
        {
            _room?.Release();
        }
    }

    public void Dispose()
    {
        while (_free.TryTake(out var reader))
        {
            reader.Dispose();
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
            catch (Exception fault) when (engine.IsPassing(fault)
                && engine.RestAfter(fault, attempts) is { } rest)
            {
                Thread.Sleep(rest);
            }
        }
    }

    private T ReadOnce<T>(Func<Session, T> look)
    {
        if (!_free.TryTake(out var reader))
        {
            reader = new Session(open());
        }

        var sound = false;
        try
        {
            reader.Begin();
            var seen = look(reader);
            reader.EndReading();
            sound = true;
            return seen;
        }
        finally
        {
            if (sound)
            {
                _free.Add(reader);
            }
            else
            {
                reader.Dispose();
            }
        }
    }
}
