namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// Glances at a database that is elsewhere: those that have come while others were under way go
/// there, and come back, together. The way takes longer than the statements do.
/// </summary>
internal sealed class Glances(Engine engine) : IDisposable
{
    /// <summary>So many go together at most.</summary>
    private const int MostTogether = 32;

    private readonly object _turn = new();
    private readonly Queue<Glance> _waiting = [];
    private readonly Stack<Session> _free = [];

    private int _room = Environment.ProcessorCount;

    /// <summary>
    /// Reads what one statement says, or where that is not all, one state of the database; again
    /// where the connection has gone.
    /// </summary>
    public async Task<T> Read<T>(
        Func<Session, ValueTask<(bool IsAll, T Seen)>> glance, Func<Session, T> look)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                var one = new Glance<T>(glance, look);
                Send(one);
                return await one.Told;
            }
            catch (Exception fault) when (engine.RestIfPassing(fault, attempts) is { } rest)
            {
                await Task.Delay(rest);
            }
        }
    }

    public void Dispose()
    {
        while (_free.TryPop(out var session))
        {
            session.Dispose();
        }
    }

    private void Send(Glance one)
    {
        lock (_turn)
        {
            _waiting.Enqueue(one);
            if (_room == 0)
            {
                return;
            }

            _room--;
        }

        // What goes on here is of everybody who waits, not of who happened to come first.
        using (ExecutionContext.SuppressFlow())
        {
            _ = SendWaiting();
        }
    }

    /// <summary>Sends whatever waits, until nothing does.</summary>
    private async Task SendWaiting()
    {
        while (Next() is { Count: > 0 } glances)
        {
            await Answer(glances);
        }
    }

    /// <summary>Who is next; gives the room back where nobody is.</summary>
    private List<Glance> Next()
    {
        lock (_turn)
        {
            var next = new List<Glance>();
            while (next.Count < MostTogether && _waiting.TryDequeue(out var glance))
            {
                next.Add(glance);
            }

            _room += next.Count == 0 ? 1 : 0;
            return next;
        }
    }

    /// <summary>One that fails takes others along: they are asked again, each by itself.</summary>
    private async Task Answer(List<Glance> glances)
    {
        foreach (var (glance, fault) in await AnswerTogether(glances))
        {
            if (glances.Count > 1 && !engine.IsPassing(fault))
            {
                await Answer([glance]);
            }
            else
            {
                glance.Fail(fault);
            }
        }
    }

    /// <returns>Whom nothing could be told, and why.</returns>
    private async Task<List<(Glance Glance, Exception Fault)>> AnswerTogether(
        List<Glance> glances)
    {
        Session session;
        try
        {
            session = Take();
        }
        catch (Exception fault)
        {
            return [.. glances.Select(glance => (glance, fault))];
        }

        session.Connection.AskTogether();
        glances.ForEach(glance => glance.Ask(session));
        await session.Connection.AnswerTogether();
        var untold = Tell(glances, session);
        Give(session, isSound: untold.Count == 0);
        return untold;
    }

    private static List<(Glance Glance, Exception Fault)> Tell(
        List<Glance> glances, Session session)
    {
        var untold = new List<(Glance Glance, Exception Fault)>();
        foreach (var glance in glances)
        {
            try
            {
                glance.Tell(session);
            }
            catch (Exception fault)
            {
                untold.Add((glance, fault));
            }
        }

        return untold;
    }

    private Session Take()
    {
        lock (_turn)
        {
            if (_free.TryPop(out var free))
            {
                return free;
            }
        }

        return new Session(engine.OpenReader());
    }

    private void Give(Session session, bool isSound)
    {
        if (!isSound)
        {
            session.Dispose();
            return;
        }

        lock (_turn)
        {
            _free.Push(session);
        }
    }
}
