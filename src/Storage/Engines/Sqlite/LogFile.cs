using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// The write-ahead log as its one writer has it: what a commit adds is gathered in memory, and goes
/// to the file in pieces of many pages when the engine syncs it. There the newest of it is still
/// when the engine copies the log into the database. By itself the engine makes three calls of the
/// system for each page of it.
/// </summary>
/// <remarks>
/// Gathered is only within a commit, where nobody else may write; whoever else reads the log does
/// so up to where the last commit ended that was synced. What is written beside a commit goes
/// through at once, and ends what is in memory. Each method gives one of the engine's codes.
/// </remarks>
/// <param name="file">The system's; of one connection, so of one thread at a time.</param>
/// <param name="handle">Syncs the same file, where there is a better way to do that.</param>
internal sealed unsafe class LogFile(OpenFile* file, SafeFileHandle? handle)
{
    /// <summary>What is further from the end is in the file alone.</summary>
    private const int Capacity = 1 << 23;

    /// <summary>The log's own head, which is another each time that it begins anew.</summary>
    private const int HeadBytes = 32;

    /// <summary>The system's file takes less than 128 KiB at a time.</summary>
    private const int Piece = 1 << 16;

    private readonly byte[] _head = new byte[HeadBytes];

    // Of the log: from where and up to where it is in memory, each byte at its place modulo the
    // capacity, and up to where that has been written.
    private byte* _image;
    private long _start;
    private long _end;
    private long _written;
    private bool _isGathering;
    private bool _isCopying;

    // What others see of it.
    private readonly object _turn = new();
    private bool _isSyncing;

    private long Oldest => Math.Max(_start, _end - Capacity);

    /// <summary>What is written from now on is of a commit.</summary>
    public void Gather() => _isGathering = true;

    /// <summary>
    /// What has not been written by now never is: it is of a commit that has failed, of which
    /// nobody may find the end one day.
    /// </summary>
    public void Drop()
    {
        _isGathering = false;
        if (_end != _written)
        {
            BeginAt(_written);
        }
    }

    /// <summary>What is read from now on is the log that is to be copied.</summary>
    public void BeginCopying()
    {
        // Whoever has the file open by other means than this server may have begun it anew.
        var head = stackalloc byte[HeadBytes];
        _isCopying = _written > _start
            && file->Methods->Read(file, head, HeadBytes, 0) == raw.SQLITE_OK
            && new ReadOnlySpan<byte>(head, HeadBytes).SequenceEqual(_head);
    }

    public void EndCopying() => _isCopying = false;

    /// <summary>Writes what is gathered.</summary>
    public int Complete()
    {
        while (_written < _end)
        {
            var place = (int)(_written % Capacity);
            var count = (int)Math.Min(_end - _written, Math.Min(Piece, Capacity - place));
            var code = file->Methods->Write(file, _image + place, count, _written);
            if (code != raw.SQLITE_OK)
            {
                BeginAt(_written);
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
            new ReadOnlySpan<byte>(from, Math.Min(count, HeadBytes)).CopyTo(_head);
        }

        var isKept = _isGathering && count <= Capacity;
        if (!isKept || at != _end || _end + count - _written > Capacity)
        {
            var code = Complete();
            if (code != raw.SQLITE_OK)
            {
                return code;
            }
        }

        if (!isKept)
        {
            BeginAt(at + count);
            return file->Methods->Write(file, from, count, at);
        }

        if (at != _end)
        {
            BeginAt(at);
        }

        Remember(from, count);
        return raw.SQLITE_OK;
    }

    public int Read(byte* into, int count, long at)
    {
        if (_isCopying && at >= Oldest && at + count <= _written)
        {
            Recall(into, count, at);
            return raw.SQLITE_OK;
        }

        var code = Complete();
        return code == raw.SQLITE_OK ? file->Methods->Read(file, into, count, at) : code;
    }

    public int Truncate(long size)
    {
        var code = Complete();
        BeginAt(size);
        return code == raw.SQLITE_OK ? file->Methods->Truncate(file, size) : code;
    }

    public int Sync(int flags)
    {
        var code = Complete();
        if (code != raw.SQLITE_OK)
        {
            return code;
        }

        SetSyncing(true);
        code = handle is null ? file->Methods->Sync(file, flags)
            : FileSync.Sync(handle) ? raw.SQLITE_OK
            : raw.SQLITE_IOERR_FSYNC;
        SetSyncing(false);
        return code;
    }

    /// <summary>Waits while it is being synced; from any thread.</summary>
    public void WaitForSync()
    {
        lock (_turn)
        {
            while (_isSyncing)
            {
                Monitor.Wait(_turn);
            }
        }
    }

    public int Size(long* size)
    {
        var code = Complete();
        return code == raw.SQLITE_OK ? file->Methods->Size(file, size) : code;
    }

    public int Close()
    {
        NativeMemory.Free(_image);
        handle?.Dispose();
        return file->Methods->Close(file);
    }

    private void BeginAt(long at) => (_start, _end, _written) = (at, at, at);

    private void Remember(byte* from, int count)
    {
        if (_image is null)
        {
            _image = (byte*)NativeMemory.Alloc(Capacity);
        }

        var place = (int)(_end % Capacity);
        var first = Math.Min(count, Capacity - place);
        NativeMemory.Copy(from, _image + place, (nuint)first);
        NativeMemory.Copy(from + first, _image, (nuint)(count - first));
        _end += count;
    }

    private void Recall(byte* into, int count, long at)
    {
        var place = (int)(at % Capacity);
        var first = Math.Min(count, Capacity - place);
        NativeMemory.Copy(_image + place, into, (nuint)first);
        NativeMemory.Copy(_image, into + first, (nuint)(count - first));
    }

    private void SetSyncing(bool isSyncing)
    {
        lock (_turn)
        {
            _isSyncing = isSyncing;
            Monitor.PulseAll(_turn);
        }
    }
}
