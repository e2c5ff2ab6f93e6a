using System.Buffers;
using System.Text;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>A prepared statement, run without an ADO command in between.</summary>
internal sealed class SqliteStatement : Statement
{
    private const int ShortText = 256;

    private readonly SqliteFile _file;
    private readonly sqlite3_stmt _handle;

    // Of the handle, which lives as long as this.
    private readonly nint _pointer;
    private readonly SqliteRow _row;

    public SqliteStatement(SqliteFile file, string sql)
    {
        _file = file;
        file.Check(raw.sqlite3_prepare_v3(
            file.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
        _pointer = _handle.DangerousGetHandle();
        _row = new(_handle);
        Parameters = [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(_handle))
            .Select(number => raw.sqlite3_bind_parameter_name(_handle, number).utf8_to_string())];
    }

    protected override IReadOnlyList<string> Parameters { get; }

    public override void Run(object[] parameters) => _ = RunCounted(parameters);

    public override int RunCounted(object[] parameters)
    {
        BindAll(parameters);
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_file.Handle);
        }
        finally
        {
            raw.sqlite3_reset(_handle);
        }
    }

    public override IEnumerable<T> Rows<T>(RowShape<T> shape, object[] parameters)
    {
        BindAll(parameters);
        try
        {
            var parts = new object?[shape.Parts.Count];
            while (Step())
            {
                yield return Parse(_row, shape, parts);
            }
        }
        finally
        {
            raw.sqlite3_reset(_handle);
        }
    }

    public override void Bind(int number, string? text)
    {
        if (text is null)
        {
            Check(Native.BindNull(_pointer, number));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > ShortText ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[ShortText];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        Check(raw.sqlite3_bind_text(_handle, number, bytes[..length]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public override void Bind(int number, long value) =>
        Check(Native.BindWhole(_pointer, number, value));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
            _handle.Dispose();
        }
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            _file.Check(code);
        }
    }

    /// <summary>Whether there is a further row.</summary>
    private bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            _file.Check(code);
        }

        return code == raw.SQLITE_ROW;
    }
}
