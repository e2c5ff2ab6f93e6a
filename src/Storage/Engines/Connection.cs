namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>An open connection to a database; of one thread at a time.</summary>
internal abstract class Connection : IDisposable
{
    /// <summary>The engine's words for the beginning of its transactions.</summary>
    public abstract string BeginWords { get; }

    /// <summary>How many changes it has been asked for since it was opened.</summary>
    public abstract long Changes { get; }

    /// <summary>Whether a transaction has ended by itself, for a fault.</summary>
    public abstract bool IsOutsideTransaction { get; }

    /// <summary>Whether nothing more can be done before something has been undone.</summary>
    public virtual bool IsStuck => false;

    /// <summary>Whether a commit was asked for, of which nothing was heard.</summary>
    public virtual bool IsCommitUnknown => false;

    /// <summary>Runs a text of several statements, once.</summary>
    public abstract void Run(string script);

    public abstract Statement Prepare(string sql);

    /// <summary>
    /// A statement that finds a program, so that no other transaction that writes goes on with that
    /// program before this one ends; as it is where there is no other, or nothing is written.
    /// </summary>
    public virtual string Holding(string sql) => sql;

    /// <summary>Says of which program the transaction is.</summary>
    public virtual void Hold(long program)
    {
    }

    /// <summary>
    /// Keeps every transaction out that does so as well, up to the end of this one.
    /// </summary>
    public virtual void KeepOthersOut()
    {
    }

    /// <summary>
    /// From now on, whoever asks for a first row has it with the others, by
    /// <see cref="AnswerTogether"/>; where the engine is in this process, at once.
    /// </summary>
    public virtual void AskTogether()
    {
    }

    /// <summary>
    /// Answers who has asked since <see cref="AskTogether"/>, each by the task that it was given;
    /// what goes wrong is told there as well.
    /// </summary>
    public virtual Task AnswerTogether() => Task.CompletedTask;

    /// <summary>Does whatever was put off.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>
    /// Says to whom it may concern that a program's catalogue has changed, once that is kept.
    /// </summary>
    public virtual void Announce()
    {
    }

    /// <summary>Keeps the transaction.</summary>
    /// <param name="commit">The words for it.</param>
    public abstract void Commit(Statement commit);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
