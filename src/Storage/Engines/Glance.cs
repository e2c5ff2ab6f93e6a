namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>What somebody wants to see, by one statement if that is all, and waits for.</summary>
internal abstract class Glance
{
    /// <summary>Asks; the answer comes with those of others.</summary>
    public abstract void Ask(Session session);

    /// <summary>
    /// Tells who waits, once all have been answered; looks further where that is not all. What
    /// asking has failed of, it throws.
    /// </summary>
    public abstract void Tell(Session session);

    public abstract void Fail(Exception fault);
}

/// <summary>A glance with its answer.</summary>
internal sealed class Glance<T>(
    Func<Session, ValueTask<(bool IsAll, T Seen)>> glance, Func<Session, T> look) : Glance
{
    // Whoever waits goes on elsewhere: others are to be told as well.
    private readonly TaskCompletionSource<T> _told =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<(bool IsAll, T Seen)> _asked = Task.FromResult((false, default(T)!));

    public Task<T> Told => _told.Task;

    public override void Ask(Session session) => _asked = AskOf(session);

    public override void Tell(Session session)
    {
        var (isAll, seen) = _asked.GetAwaiter().GetResult();
        _told.SetResult(isAll ? seen : session.Look(look));
    }

    public override void Fail(Exception fault) => _told.SetException(fault);

    private async Task<(bool IsAll, T Seen)> AskOf(Session session) => await glance(session);
}
