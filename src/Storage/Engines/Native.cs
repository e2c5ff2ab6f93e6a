using System.Runtime.InteropServices;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// The engine's own looks at a row and at a statement's parameters, called without the ceremony
/// that other calls have: each takes some nanoseconds, and a row has dozens of columns; by
/// SQLitePCL they took twice as long together as to find the row.
/// </summary>
internal static class Native
{
    private const string Library = "e_sqlite3";

    // Words of the engine's header: SQLITE_OK, SQLITE_FCNTL_FILE_POINTER, SQLITE_SYNC_NORMAL, and
    // the place of xSync in sqlite3_io_methods.
    private const int Ok = 0;
    private const int FilePointer = 7;
    private const int NormalSync = 2;
    private const int SyncMethod = 5;

    /// <summary>The engine's xSync of a file.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Sync(nint file, int flags);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_type")]
    public static extern int ColumnType(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static extern long ColumnWhole(nint statement, int column);

    public static string ColumnText(nint statement, int column)
    {
        var start = TextStart(statement, column);
        var length = TextLength(statement, column);
        return length == 0 ? "" : Marshal.PtrToStringUTF8(start, length);
    }

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_bind_null")]
    public static extern int BindNull(nint statement, int number);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static extern int BindWhole(nint statement, int number, long value);

    /// <summary>
    /// Syncs the file of a connection, as the engine itself does it: by a handle of its own, for to
    /// close any other gives up all that this process has locked.
    /// </summary>
    /// <returns>The engine's code: 0, or that of an error.</returns>
    public static int SyncFile(nint database)
    {
        var code = FileControl(database, "main", FilePointer, out var file);
        if (code != Ok)
        {
            return code;
        }

        var methods = Marshal.ReadIntPtr(file);
        var sync = Marshal.ReadIntPtr(methods, SyncMethod * nint.Size);
        return Marshal.GetDelegateForFunctionPointer<Sync>(sync)(file, NormalSync);
    }

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_text")]
    private static extern nint TextStart(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static extern int TextLength(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_file_control")]
    public static extern int FileControl(
        nint database,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string schema,
        int what,
        out nint file);
}
