using System.Diagnostics;
using System.Threading.Channels;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// The one writer. Whatever has queued up while it was busy becomes one transaction, and is
/// answered when that has been committed: a sync of the disk is shared by all who wait for it, and
/// nobody waits for others to come.
/// </summary>
internal sealed class Writer : IDisposable
{
    private readonly Engine _engine;
    private readonly Writing _limits;
    private readonly Channel<Act> _queue;
    private readonly Thread _thread;
    private readonly Upkeep _upkeep;
    private readonly List<Act> _batch = [];
    private readonly TaskCompletionSource<Exception> _lost =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Session? _session;
    private long _catalogueVersion;
    private int _answered;

    /// <param name="session">What it writes through.</param>
    /// <param name="engine">Opens another, when a commit has failed on that one.</param>
    /// <param name="limits">Its limits.</param>
    public Writer(Session session, Engine engine, Writing limits)
    {
        (_session, _engine, _limits) = (session, engine, limits);
        _upkeep = engine.CreateUpkeep();
        engine.Listen(() => Interlocked.Increment(ref _catalogueVersion));
        _queue = Channel.CreateBounded<Act>(
            new BoundedChannelOptions(limits.MostQueued) { SingleReader = true });
        _thread = new(RunAll) { IsBackground = true, Name = "Writer" };
        _thread.Start();
    }

    /// <summary>
    /// Half of those who write at the same time, as far as can be seen: while the one half is being
    /// answered and asks again, the other half is written.
    /// </summary>
    private int MostOfNow => Math.Max(Writing.FewActs, (_answered + _queue.Reader.Count + 1) / 2);

    /// <inheritdoc cref="Database.CatalogueVersion" />
    public long CatalogueVersion => Volatile.Read(ref _catalogueVersion);

    /// <summary>
    /// What the last commit failed of, or that the disk is full; null once one has succeeded.
    /// </summary>
    public Exception? Trouble { get; private set; }

    /// <summary>
    /// Ends when nothing can be written any more: after a failed commit the database could not be
    /// opened again.
    /// </summary>
    public Task<Exception> Lost => _lost.Task;

    /// <summary>Runs an act in its turn; refused at once when too many wait already.</summary>
    public Task<Outcome<T>> Run<T>(
        Func<Session, Outcome<T>> work, CancellationToken cancellation)
    {
        var act = new Act<T>(work, cancellation);
        ObjectDisposedException.ThrowIf(!_thread.IsAlive, this);
        return _queue.Writer.TryWrite(act)
            ? act.Answer
            : Task.FromResult<Outcome<T>>(Refusal.ServerBusy);
    }

    /// <summary>Runs an act in its turn, however many wait.</summary>
    public async Task<Outcome<T>> RunWhenFree<T>(
        Func<Session, Outcome<T>> work, CancellationToken cancellation)
    {
        var act = new Act<T>(work, cancellation);
        await _queue.Writer.WriteAsync(act, cancellation);
        return await act.Answer;
    }

    /// <summary>Runs what has been queued, and ends.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
        _upkeep.Dispose();
        _session?.Dispose();
    }

    private void RunAll()
    {
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            RunBatch();
            _answered = _batch.Count;
            _batch.Clear();
        }
    }

    private void RunBatch()
    {
        try
        {
            RunPatiently();
        }
        catch (Exception fault)
        {
            Fail(fault);
            return;
        }

        if (_batch.Exists(act => act.HasChangedCatalogue))
        {
            Interlocked.Increment(ref _catalogueVersion);
        }

        Trouble = _batch.Find(act => _engine.IsDiskFull(act.Fault))?.Fault;
        _batch.ForEach(act => act.Complete(_engine));
        AfterCommit();
    }

    /// <summary>Again where the fault was one of the moment and nothing was kept.</summary>
    private void RunPatiently()
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                RunOnce();
                return;
            }
            catch (Exception fault)
            {
                if (_session is { Connection.IsCommitUnknown: true })
                {
                    switch (_engine.WasKept(_session.Connection))
                    {
                        case true:
                            Drop();
                            return;
                        case null:
                            throw new InvalidOperationException(
                                "Nobody knows whether a commit was kept.", fault);
                    }
                }

                if (!_engine.IsPassing(fault)
                    || _engine.RestAfter(fault, attempts) is not { } rest)
                {
                    throw;
                }

                Drop();
                Thread.Sleep(rest);
            }
        }
    }

    private void RunOnce()
    {
        _session ??= Reopen();
        _session.Begin();
        if (_batch.Count > 0 || !RunActs(_session))
        {
            RunApart(_session);
        }

        if (Planted.Bug is PlantedBug.AnswersBeforeCommit)
        {
            _batch.ForEach(act => act.Complete(_engine));
            Thread.Sleep(_limits.MostTime);
        }

        End(_session);
    }

    private void AfterCommit()
    {
        if (_session is null)
        {
            return;
        }

        try
        {
            _upkeep.AfterCommit(_session.Connection);
        }
        catch (Exception fault)
        {
            _lost.TrySetResult(fault);
            Drop();
        }
    }

    /// <summary>Commits the batch, unless nothing of it is to be kept.</summary>
    private void End(Session session)
    {
        if (_batch.Exists(act => act.IsGranted))
        {
            _upkeep.BeforeCommit();
            session.Keep(announced: _batch.Exists(act => act.HasChangedCatalogue));
        }
        else
        {
            session.UndoAll();
        }
    }

    /// <summary>
    /// Runs what is queued. Most of what is refused has changed nothing: there is nothing to undo.
    /// </summary>
    /// <returns>False when an act has to be undone, and with it all before it.</returns>
    private bool RunActs(Session session)
    {
        var most = Math.Min(_limits.MostActs, MostOfNow);
        var startedAt = Stopwatch.GetTimestamp();
        while (_batch.Count < most
            && Stopwatch.GetElapsedTime(startedAt) < _limits.MostTime
            && _queue.Reader.TryRead(out var act))
        {
            if (act.IsStillWanted)
            {
                _batch.Add(act);
                session.BeginAct();
                act.Run(session);
                if (session.HasLostTransaction || session.IsStuck
                    || (!act.IsGranted && session.IsActChanging))
                {
                    return false;
                }
            }
        }

        return CanFlush(session);
    }

    /// <summary>Whether nothing that was put off has failed.</summary>
    private static bool CanFlush(Session session)
    {
        try
        {
            session.Flush();
            return true;
        }
        catch (Exception) when (session.IsStuck)
        {
            return false;
        }
    }

    /// <summary>
    /// Runs the batch once more, each act in a savepoint, which costs more than the act is worth
    /// but can be undone alone.
    /// </summary>
    private void RunApart(Session session)
    {
        session.UndoAll();
        session.Begin();
        foreach (var act in _batch)
        {
            session.BeginAct();
            session.BeginPart();
            act.RunToItsEnd(session);
            if (act.Fault is not null
                && (session.HasLostTransaction || _engine.IsPassing(act.Fault)))
            {
                throw act.Fault;
            }

            if (!act.IsGranted)
            {
                session.UndoPart();
            }

            session.KeepPart();
        }
    }

    private Session Reopen()
    {
        if (_lost.Task.IsCompleted)
        {
            throw _lost.Task.Result;
        }

        try
        {
            return new(_engine.ReopenWriter());
        }
        catch (Exception fault) when (!_engine.IsDiskFull(fault) && !_engine.IsPassing(fault))
        {
            _lost.TrySetResult(fault);
            throw;
        }
    }

    /// <summary>
    /// What was in the transaction is kept or not, which nobody knows before the file is read anew;
    /// so its connection goes. Only where the disk is full, nothing of it can have been kept.
    /// </summary>
    private void Fail(Exception fault)
    {
        Trouble = fault;

        // A transaction that cannot even begin is the answer of the one who asked for it: whoever
        // waits behind may find that it can. Where that has been tried for long, of all who wait.
        var most = _engine.IsPassing(fault) ? _limits.MostActs : 1;
        while (_batch.Count < most && _queue.Reader.TryRead(out var act))
        {
            _batch.Add(act);
        }

        _batch.ForEach(act => act.Fail(fault, _engine));
        Drop();
    }

    private void Drop()
    {
        _upkeep.Release();
        _session?.Dispose();
        _session = null;
    }
}
