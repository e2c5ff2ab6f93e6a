namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>What an engine has done beside the writer's commits; most need nothing.</summary>
internal class Upkeep : IDisposable
{
    /// <summary>Before each commit of the writer.</summary>
    public virtual void BeforeCommit()
    {
    }

    /// <summary>After each commit of the writer, when all of it has been answered.</summary>
    public virtual void AfterCommit(Connection writer)
    {
    }

    /// <summary>Lets go of what a commit was prepared with that did not come.</summary>
    public virtual void Release()
    {
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
