using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>The row at which a prepared statement stands.</summary>
internal sealed class SqliteRow(sqlite3_stmt statement) : RowReader
{
    // Most numbers are small, and each would be an object of its own.
    private static readonly object[] _small =
        [.. Enumerable.Range(0, 256).Select(number => (object)(long)number)];

    private readonly string[] _names = [.. Enumerable
        .Range(0, raw.sqlite3_column_count(statement))
        .Select(column => raw.sqlite3_column_name(statement, column).utf8_to_string())];

    // The statement is disposed of after its last row.
    private readonly nint _row = statement.DangerousGetHandle();

    public override int FieldCount => _names.Length;

    public override object GetValue(int ordinal) =>
        Native.ColumnType(_row, ordinal) switch
        {
            raw.SQLITE_INTEGER => Boxed(Native.ColumnWhole(_row, ordinal)),
            raw.SQLITE_TEXT => Native.ColumnText(_row, ordinal),
            raw.SQLITE_NULL => DBNull.Value,
            var type => throw new NotSupportedException($"No column holds values of type {type}."),
        };

    /// <summary>Of the column where it is a table's, else of its value.</summary>
    public override Type GetFieldType(int ordinal) =>
        raw.sqlite3_column_decltype(statement, ordinal).utf8_to_string() switch
        {
            "TEXT" => typeof(string),
            null when raw.sqlite3_column_type(statement, ordinal) == raw.SQLITE_TEXT =>
                typeof(string),
            _ => typeof(long),
        };

    public override string GetName(int ordinal) => _names[ordinal];

    public override int GetOrdinal(string name) => Array.IndexOf(_names, name);

    public override bool IsDBNull(int ordinal) =>
        Native.ColumnType(_row, ordinal) == raw.SQLITE_NULL;

    private static object Boxed(long number) =>
        number >= 0 && number < _small.Length ? _small[number] : number;
}
