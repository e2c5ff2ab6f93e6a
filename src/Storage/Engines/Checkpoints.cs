using Microsoft.Data.Sqlite;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// Brings the write-ahead log into the file, with the writer's own connection and between its
/// commits, so that nobody waits long.
/// </summary>
/// <remarks>
/// What takes long is not the copying of pages but the sync of a file that was written to all over
/// the place. The engine does one when a checkpoint has reached the end of the log, for only then
/// may the log begin anew. So most checkpoints are kept from the end: a reader holds on to the
/// state before the last commit. What they copied is synced meanwhile from another thread, which
/// promises nothing to anybody; it leaves little to do for the engine's own sync, at the end.
/// </remarks>
internal sealed class Checkpoints(Engine engine) : IDisposable
{
    private Connection? _reader;
    private Task _syncing = Task.CompletedTask;
    private bool _isHeld;

    // Pages in the log, and those of them that are not in the file yet.
    private long _logged;
    private long _uncopied;

    /// <summary>Whether what was copied is on disk, as far as anybody knows.</summary>
    private bool IsSynced => _syncing.IsCompleted;

    /// <summary>Before each commit of the writer.</summary>
    public void BeforeCommit()
    {
        if (_uncopied >= Engine.CopiedPages && _logged < Engine.CheckpointPages && IsSynced)
        {
            _isHeld = TryHold();
        }
    }

    /// <summary>After each commit of the writer.</summary>
    /// <exception cref="SqliteException">
    /// The disk has failed. What was copied before may not be there, though the log counts it as
    /// copied: only who reads the log from its beginning, after all connections have been closed,
    /// copies it again.
    /// </exception>
    public void AfterCommit(Connection writer)
    {
        if (_syncing.IsFaulted)
        {
            _syncing.GetAwaiter().GetResult();
        }

        var pages = writer.TakePagesWritten();
        _logged += pages;
        _uncopied += pages;
        if (_isHeld)
        {
            _logged = writer.Checkpoint();
            _uncopied = pages;
            Release();
            _syncing = Task.Run(_reader!.SyncFile);
        }
        else if (_logged >= Engine.CheckpointPages && IsSynced)
        {
            _logged = writer.Checkpoint();
            _uncopied = 0;
            if (_logged >= Engine.LongestLogPages)
            {
                writer.CheckpointWithoutReaders();
            }

            // As a rule: where a reader has kept it from the end, the next checkpoint will tell.
            _logged = 0;
        }
    }

    /// <summary>Lets go of a state that no commit has followed.</summary>
    public void Release()
    {
        if (_isHeld)
        {
            _isHeld = false;
            _reader!.Run(Engine.Undo);
        }
    }

    public void Dispose()
    {
        Task.WaitAny(_syncing);
        _reader?.Dispose();
    }

    private bool TryHold()
    {
        try
        {
            _reader ??= engine.OpenReader();
            _reader.Run(Engine.HoldState);
            return true;
        }
        catch (SqliteException)
        {
            // No commit fails for it: the log grows until it is due to be copied to its end.
            _reader?.Dispose();
            _reader = null;
            return false;
        }
    }
}
