using Microsoft.Data.Sqlite;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

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
internal sealed class Checkpoints(SqliteEngine engine) : Upkeep
{
    private SqliteFile? _reader;
    private Task _syncing = Task.CompletedTask;
    private bool _isHeld;

    // Pages in the log, and those of them that are not in the file yet.
    private long _logged;
    private long _uncopied;

    /// <summary>Whether what was copied is on disk, as far as anybody knows.</summary>
    private bool IsSynced => _syncing.IsCompleted;

    public override void BeforeCommit()
    {
        if (_uncopied >= SqliteEngine.CopiedPages
            && _logged < SqliteEngine.CheckpointPages && IsSynced)
        {
            _isHeld = TryHold();
        }
    }

    /// <exception cref="SqliteException">
    /// The disk has failed. What was copied before may not be there, though the log counts it as
    /// copied: only who reads the log from its beginning, after all connections have been closed,
    /// copies it again.
    /// </exception>
    public override void AfterCommit(Connection writer)
    {
        var file = (SqliteFile)writer;
        try
        {
            Copy(file);
        }
        catch
        {
            // All that was answered is in the log, which is left for the next who opens the file.
            file.LeaveLogAtClose();
            throw;
        }
    }

    /// <summary>Lets go of a state that no commit has followed.</summary>
    public override void Release()
    {
        if (_isHeld)
        {
            _isHeld = false;
            _reader!.Run(Words.Undo);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Task.WaitAny(_syncing);
            _reader?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Copy(SqliteFile writer)
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
        else if (_logged >= SqliteEngine.CheckpointPages && IsSynced)
        {
            _logged = writer.Checkpoint();
            _uncopied = 0;
            if (_logged >= SqliteEngine.LongestLogPages)
            {
                writer.CheckpointWithoutReaders();
            }

            // As a rule: where a reader has kept it from the end, the next checkpoint will tell.
            _logged = 0;
        }
    }

    private bool TryHold()
    {
        try
        {
            _reader ??= engine.OpenFile();
            _reader.Run(SqliteEngine.HoldState);
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
