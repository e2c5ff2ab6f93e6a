using System.Runtime.InteropServices;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// The engine's own looks at a row, called without the ceremony that other calls have: each takes
/// some nanoseconds, a row has dozens of columns, and by SQLitePCL they took twice as long together
/// as to find the row.
/// </summary>
internal static class Columns
{
    private const string Library = "e_sqlite3";

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_type")]
    public static extern int Type(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static extern long Whole(nint statement, int column);

    public static string Text(nint statement, int column)
    {
        var start = Start(statement, column);
        var length = Length(statement, column);
        return length == 0 ? "" : Marshal.PtrToStringUTF8(start, length);
    }

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_text")]
    private static extern nint Start(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static extern int Length(nint statement, int column);
}
