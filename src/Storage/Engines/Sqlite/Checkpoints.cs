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
/// state before the last commit. What they copied of a log that is due another thread writes to the
/// disk, which promises nothing to anybody: part by part, none while a commit syncs the log, and
/// no faster than the log grows, or nearly, for all else is slow beside a disk in haste. What is
/// copied meanwhile is written next. That is less each time, and as soon as little is left for the
/// engine's own sync, the log is copied to its end.
/// </remarks>
internal sealed class Checkpoints(SqliteEngine engine) : Upkeep
{
    private SqliteFile? _reader;
    private bool _isHeld;

    // What is being written to the disk, the part of it that is under way, and how many pages are
    // to go there by now.
    private Writeback? _writeback;
    private Task _part = Task.CompletedTask;
    private long _owed;

    // Pages of the log; those of them that are not in the file yet; and those that are, and have
    // not begun to be written to the disk.
    private long _logged;
    private long _uncopied;
    private long _unwritten;

    // How long it has to be that readers are waited for: there may be one that stays.
    private long _waitsFrom = SqliteEngine.LongestLogPages;

    private bool IsDue => _logged >= SqliteEngine.CheckpointPages;

    private bool IsLittleLeft =>
        _writeback is null && _uncopied + _unwritten <= SqliteEngine.LastPages;

    public override void BeforeCommit()
    {
        if (_uncopied >= SqliteEngine.CopiedPages)
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
            Task.WaitAny(_part);
            _reader?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Copy(SqliteFile writer)
    {
        var pages = writer.TakePagesWritten();
        _logged += pages;
        _uncopied += pages;
        if (_isHeld)
        {
            _logged = writer.Checkpoint();
            _unwritten += _uncopied - pages;
            _uncopied = pages;
            Release();
        }

        _owed = IsDue ? _owed + PagesFor(pages) : 0;
        var isTooLong = _logged >= SqliteEngine.LongestLogPages;
        if (isTooLong)
        {
            Task.WaitAny(_part);
        }

        if (!_part.IsCompleted)
        {
            return;
        }

        _part.GetAwaiter().GetResult();
        if (_writeback is { IsDone: true })
        {
            _writeback = null;
        }

        if (isTooLong || (IsDue && IsLittleLeft))
        {
            CopyToTheEnd(writer);
        }
        else if (IsDue)
        {
            WriteBack(writer);
        }
    }

    /// <summary>How many pages may go to the disk for a commit of so many.</summary>
    private static int PagesFor(int logged) => Math.Max(
        logged * SqliteEngine.WritebackPercent / 100, SqliteEngine.LeastWrittenPages);

    /// <summary>What was copied goes to the disk, at the pace of the log.</summary>
    private void WriteBack(SqliteFile writer)
    {
        if (_writeback is null)
        {
            _writeback = engine.TryWriteBack(_unwritten, writer.Log);
            _unwritten = 0;
        }

        if (_writeback is { } writeback && _owed >= Writeback.PartPages)
        {
            var pages = _owed;
            _owed %= Writeback.PartPages;
            _part = Task.Run(() => writeback.Write(pages));
        }
    }

    private void CopyToTheEnd(SqliteFile writer)
    {
        // As a rule it may begin anew now: where a reader of an older state has kept it from the
        // end, the next checkpoint will tell.
        var length = writer.Checkpoint();
        (_logged, _uncopied, _unwritten, _writeback) = (0, 0, 0, null);
        if (length < SqliteEngine.LongestLogPages)
        {
            _waitsFrom = SqliteEngine.LongestLogPages;
        }
        else if (length >= _waitsFrom)
        {
            writer.CheckpointWithoutReaders();
            _waitsFrom = length + SqliteEngine.CheckpointPages;
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
