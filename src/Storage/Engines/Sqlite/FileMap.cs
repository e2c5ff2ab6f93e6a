using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// The database's file as memory, once for all connections that read it. By itself the engine maps
/// it for each of them, and anew whenever one sees that something has been written: then each page
/// that it looks at is a fault of the processor again.
/// </summary>
/// <remarks>
/// Room is taken for as much as is ever shown of the file, so that nothing moves when it grows;
/// what lies beyond its end is not shown. It never becomes shorter while somebody has it open:
/// nothing here vacuums it, and nobody else may. The room is given up with its last user.
/// </remarks>
internal sealed unsafe class FileMap : IDisposable
{
    private const string Library = "libc";

    // Of the system's headers: PROT_READ, MAP_SHARED, MAP_FAILED.
    private const int Readable = 1;
    private const int Shared = 1;
    private const nint Failed = -1;

    // Of the engine's: the first version of a file's methods that gives out pages.
    private const int GivesPages = 3;

    private readonly object _turn = new();
    private readonly Room* _room;
    private bool _isLeft;

    private FileMap(nint start, long length)
    {
        _room = (Room*)NativeMemory.AllocZeroed((nuint)sizeof(Room));
        _room->Start = (byte*)start;
        (_room->Length, _room->Users) = (length, 1);
    }

    /// <param name="file">Is to stay open for longer than all who are served.</param>
    /// <param name="length">So many bytes of it are shown at most.</param>
    /// <returns>Null where the system has no such thing.</returns>
    public static FileMap? TryMap(SafeFileHandle file, long length)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var start = Map(0, (nuint)length, Readable, Shared, file, 0);
        return start == Failed ? null : new(start, length);
    }

    /// <summary>
    /// From now on the file of a connection gives out pages from here. All else it does as ever.
    /// </summary>
    public void ServeTo(OpenFile* file)
    {
        lock (_turn)
        {
            if (_room->System is null && file->Methods->Version >= GivesPages)
            {
                _room->System = file->Methods;
                _room->Methods = *file->Methods;
                _room->Methods.Close = &Close;
                _room->Methods.Fetch = &Fetch;
                _room->Methods.Unfetch = &Unfetch;
            }

            if (_room->System == file->Methods)
            {
                _ = Interlocked.Increment(ref _room->Users);
                file->Methods = &_room->Methods;
            }
        }
    }

    public void Dispose()
    {
        if (!_isLeft)
        {
            _isLeft = true;
            Leave(_room);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Fetch(OpenFile* file, long at, int count, void** page)
    {
        var room = (Room*)file->Methods;
        var end = at + count;
        if (end > room->Shown)
        {
            // Of two at once the one who looked first may have the last word: the next looks again.
            long size;
            room->Shown = room->System->Size(file, &size) == raw.SQLITE_OK
                ? Math.Min(size, room->Length)
                : 0;
        }

        *page = end <= room->Shown ? room->Start + at : null;
        return raw.SQLITE_OK;
    }

    /// <summary>
    /// Neither a page, nor all of them when something has been written, has to be taken back.
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unfetch(OpenFile* file, long at, void* page) => raw.SQLITE_OK;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(OpenFile* file)
    {
        var room = (Room*)file->Methods;
        var code = room->System->Close(file);
        Leave(room);
        return code;
    }

    private static void Leave(Room* room)
    {
        if (Interlocked.Decrement(ref room->Users) == 0)
        {
            _ = Unmap(room->Start, (nuint)room->Length);
            NativeMemory.Free(room);
        }
    }

    [DllImport(Library, EntryPoint = "mmap")]
    private static extern nint Map(
        nint where, nuint length, int access, int kind, SafeFileHandle file, long from);

    [DllImport(Library, EntryPoint = "munmap")]
    private static extern int Unmap(byte* start, nuint length);

    /// <summary>What the methods of a file that is served find behind themselves.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Room
    {
        public FileMethods Methods;
        public FileMethods* System;
        public byte* Start;
        public long Length;
        public long Shown;
        public int Users;
    }
}
