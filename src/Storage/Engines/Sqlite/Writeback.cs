using Microsoft.Win32.SafeHandles;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// Brings to the disk what has been written to a file up to now, as a sync would, but part by part:
/// whoever syncs another file there in the meantime has to wait for one of them, and not for all.
/// It takes a sync to be sure of it.
/// </summary>
internal sealed class Writeback
{
    /// <summary>So many pages go to the disk together, or thereabouts.</summary>
    public const int PartPages = 32;

    private readonly SafeFileHandle _file;
    private readonly Action _rest;
    private readonly long _length;
    private readonly long _part;
    private long _start;

    /// <param name="file">The file.</param>
    /// <param name="pages">How many pages of it are to be written, or thereabouts.</param>
    /// <param name="rest">Called before each part.</param>
    public Writeback(SafeFileHandle file, long pages, Action rest)
    {
        (_file, _rest) = (file, rest);
        _length = RandomAccess.GetLength(file);
        var parts = FileSync.KnowsParts ? Math.Max(1, pages / PartPages) : 1;
        _part = (_length / parts) + 1;
    }

    /// <summary>Whether all of it has been written, and the last part been waited for.</summary>
    public bool IsDone => _start >= _length + _part;

    /// <summary>Goes on by so many pages, in whole parts.</summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public void Write(long pages)
    {
        for (var parts = pages / PartPages; parts > 0 && !IsDone; parts--)
        {
            // One part is on its way while the next is begun.
            _rest();
            if (_start < _length)
            {
                FileSync.BeginWriting(_file, _start, _part);
            }

            FileSync.WaitForWriting(_file, Math.Max(0, _start - _part), _part);
            _start += _part;
        }
    }
}
