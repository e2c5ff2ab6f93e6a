using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>What somebody asked for, and waits for the answer of.</summary>
internal abstract class Act
{
    /// <summary>Whether it has changed something that is to be kept.</summary>
    public bool IsGranted { get; protected set; }

    /// <summary>What it threw.</summary>
    public Exception? Fault { get; protected set; }

    /// <summary>Whether what is kept in memory of a program may be of old now.</summary>
    public bool HasChangedCatalogue { get; protected set; }

    /// <summary>False when it was cancelled before it began.</summary>
    public abstract bool IsStillWanted { get; }

    /// <summary>Does it; what it throws is part of the answer.</summary>
    public abstract void Run(Session session);

    /// <summary>The same, and nothing of it is put off.</summary>
    public abstract void RunToItsEnd(Session session);

    public abstract void Complete(Engine engine);

    public abstract void Fail(Exception fault, Engine engine);
}

/// <summary>An act with its answer.</summary>
internal sealed class Act<T>(
    Func<Session, Outcome<T>> work, CancellationToken cancellation) : Act
{
    // Whoever waits goes on elsewhere, not on the writer's thread.
    private readonly TaskCompletionSource<Outcome<T>> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Outcome<T> _outcome;

    public Task<Outcome<T>> Answer => _answer.Task;

    public override bool IsStillWanted =>
        !cancellation.IsCancellationRequested || !_answer.TrySetCanceled(cancellation);

    public override void Run(Session session) => Run(session, isToItsEnd: false);

    public override void RunToItsEnd(Session session) => Run(session, isToItsEnd: true);

    public override void Complete(Engine engine)
    {
        if (Fault is null)
        {
            _answer.TrySetResult(_outcome);
        }
        else
        {
            Fail(Fault, engine);
        }
    }

    public override void Fail(Exception fault, Engine engine)
    {
        if (engine.IsDiskFull(Fault ?? fault) || engine.IsPassing(Fault ?? fault))
        {
            _answer.TrySetResult(Refusal.ServerBusy);
        }
        else
        {
            _answer.TrySetException(Fault ?? fault);
        }
    }

    private void Run(Session session, bool isToItsEnd)
    {
        (IsGranted, Fault) = (false, null);
        try
        {
            _outcome = work(session);
            if (isToItsEnd)
            {
                session.Flush();
            }

            IsGranted = _outcome.Granted(out _, out _);
        }
        catch (Exception fault)
        {
            Fault = fault;
        }

        HasChangedCatalogue = session.Catalogues.IsChanged;
    }
}
