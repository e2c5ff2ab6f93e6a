using System.Runtime.InteropServices;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>The engine's sqlite3_file: whatever it is, its methods come first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OpenFile
{
    public FileMethods* Methods;
}

/// <summary>
/// The engine's sqlite3_io_methods; each gives one of its codes, or what its name says.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<OpenFile*, int> Close;
    public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<OpenFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<OpenFile*, long*, int> Size;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Lock;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Unlock;
    public delegate* unmanaged[Cdecl]<OpenFile*, int*, int> IsReserved;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, void*, int> Control;
    public delegate* unmanaged[Cdecl]<OpenFile*, int> SectorBytes;
    public delegate* unmanaged[Cdecl]<OpenFile*, int> Traits;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, void**, int> MapIndex;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, int> LockIndex;
    public delegate* unmanaged[Cdecl]<OpenFile*, void> OrderIndex;
    public delegate* unmanaged[Cdecl]<OpenFile*, int, int> UnmapIndex;
    public delegate* unmanaged[Cdecl]<OpenFile*, long, int, void**, int> Fetch;
    public delegate* unmanaged[Cdecl]<OpenFile*, long, void*, int> Unfetch;
}
