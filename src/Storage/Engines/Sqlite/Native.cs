using System.Runtime.InteropServices;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// The engine's own looks at a row and at a statement's parameters, called without the ceremony
/// that other calls have: each takes some nanoseconds, and a row has dozens of columns; by
/// SQLitePCL they took twice as long together as to find the row.
/// </summary>
internal static class Native
{
    private const string Library = "e_sqlite3";

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

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_text")]
    private static extern nint TextStart(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static extern int TextLength(nint statement, int column);
}
