using System.Runtime.InteropServices;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// The write-ahead log as its one writer has it: what a commit adds is gathered in memory, and goes
/// to the file in pieces of many pages when the engine syncs it. There it is still when the engine
/// copies the log into the database. By itself the engine makes three calls of the system for each
/// page of it.
/// </summary>
/// <remarks>
/// Gathered is only within a commit, where nobody else may write; whoever else reads the log does
/// so up to where the last commit ended that was synced. What is written beside a commit goes
/// through at once, and ends what is in memory. Each method gives one of the engine's codes.
/// </remarks>
/// <param name="file">The system's; of one connection, so of one thread at a time.</param>
internal sealed unsafe class LogFile(OpenFile* file)
{
    private const int Capacity = 1 << 25;

    /// <summary>The log's own head, which is another each time that it begins anew.</summary>
    private const int HeadBytes = 32;

    /// <summary>The system's file takes less than 128 KiB at a time.</summary>
    private const int Piece = 1 << 16;

    // Of the log, from its start: how much is in memory, and how much of that has been written.
    private byte* _image;
    private long _end;
    private long _written;
    private bool _isGathering;
    private bool _isCopying;

    /// <summary>What is written from now on is of a commit.</summary>
    public void Gather() => _isGathering = true;

    /// <summary>
    /// What has not been written by now never is: it is of a commit that has failed, of which
    /// nobody may find the end one day.
    /// </summary>
    public void Drop() => (_isGathering, _end) = (false, _written);

    /// <summary>What is read from now on is the log that is to be copied.</summary>
    public void BeginCopying()
    {
        // Whoever has the file open by other means than this server may have begun it anew.
        var head = stackalloc byte[HeadBytes];
        _isCopying = _written >= HeadBytes
            && file->Methods->Read(file, head, HeadBytes, 0) == raw.SQLITE_OK
            && new ReadOnlySpan<byte>(head, HeadBytes).SequenceEqual(new(_image, HeadBytes));
    }

    public void EndCopying() => _isCopying = false;

    /// <summary>Writes what is gathered.</summary>
    public int Complete()
    {
        while (_written < _end)
        {
            var count = (int)Math.Min(_end - _written, Piece);
            var code = file->Methods->Write(file, _image + _written, count, _written);
            if (code != raw.SQLITE_OK)
            {
                _end = _written;
                return code;
            }

            _written += count;
        }

        return raw.SQLITE_OK;
    }

    public int Write(byte* from, int count, long at)
    {
        if (at == 0)
        {
            (_end, _written) = (0, 0);
        }

        if (!_isGathering || at != _end || at + count > Capacity)
        {
            return WriteThrough(from, count, at);
        }

        if (_image is null)
        {
            _image = (byte*)NativeMemory.Alloc(Capacity);
        }

        NativeMemory.Copy(from, _image + at, (nuint)count);
        _end += count;
        return raw.SQLITE_OK;
    }

    public int Read(byte* into, int count, long at)
    {
        if (_isCopying && at + count <= _written)
        {
            NativeMemory.Copy(_image + at, into, (nuint)count);
            return raw.SQLITE_OK;
        }

        var code = Complete();
        return code == raw.SQLITE_OK ? file->Methods->Read(file, into, count, at) : code;
    }

    public int Truncate(long size)
    {
        (_end, _written) = (Math.Min(_end, size), Math.Min(_written, size));
        var code = Complete();
        return code == raw.SQLITE_OK ? file->Methods->Truncate(file, size) : code;
    }

    public int Sync(int flags)
    {
        var code = Complete();
        return code == raw.SQLITE_OK ? file->Methods->Sync(file, flags) : code;
    }

    public int Size(long* size)
    {
        var code = Complete();
        return code == raw.SQLITE_OK ? file->Methods->Size(file, size) : code;
    }

    public int Close()
    {
        NativeMemory.Free(_image);
        return file->Methods->Close(file);
    }

    private int WriteThrough(byte* from, int count, long at)
    {
        var code = Complete();
        (_end, _written) = (Math.Min(_end, at), Math.Min(_written, at));
        return code == raw.SQLITE_OK ? file->Methods->Write(file, from, count, at) : code;
    }
}
