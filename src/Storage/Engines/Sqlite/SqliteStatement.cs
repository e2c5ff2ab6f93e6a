using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>A prepared statement, run without an ADO command in between.</summary>
internal sealed class SqliteStatement : Statement
{
    // What stands in a member's row is not longer.
    private const int ShortText = 1536;

    private readonly SqliteFile _file;
    private readonly sqlite3_stmt _handle;

    // Of the handle, which lives as long as this.
    private readonly nint _pointer;
    private readonly SqliteRow _row;

    // The engine keeps it from run to run, as null in the beginning; and of what a run is given,
    // most is what the last one was given.
    private readonly Bound[] _bound;

    public SqliteStatement(SqliteFile file, string sql)
    {
        _file = file;
        file.Check(raw.sqlite3_prepare_v3(
            file.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
        _pointer = _handle.DangerousGetHandle();
        _row = new(_handle);
        Parameters = [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(_handle))
            .Select(number => raw.sqlite3_bind_parameter_name(_handle, number).utf8_to_string())];
        _bound = new Bound[Parameters.Count];
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
        ref var bound = ref _bound[number - 1];
        if (bound.IsText(text))
        {
            return;
        }

        bound = Bound.Other;
        if (text is null)
        {
            Check(Native.BindNull(_pointer, number));
        }
        else
        {
            BindText(number, text);
        }

        bound = new(text);
    }

    public override void Bind(int number, ReadOnlySpan<char> text)
    {
        _bound[number - 1] = Bound.Other;
        BindText(number, text);
    }

    public override void Bind(int number, long value)
    {
        ref var bound = ref _bound[number - 1];
        if (!bound.IsWhole(value))
        {
            bound = Bound.Other;
            Check(Native.BindWhole(_pointer, number, value));
            bound = new(value);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
            _handle.Dispose();
        }
    }

    [SkipLocalsInit]
    private void BindText(int number, ReadOnlySpan<char> text)
    {
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

    /// <summary>
    /// What a parameter is bound to: null, as in the beginning, a text or a whole number; or
    /// something that is not kept here.
    /// </summary>
    private readonly struct Bound
    {
        private readonly string? _text;
        private readonly long? _whole;
        private readonly bool _isOther;

        public Bound(string? text) => _text = text;

        public Bound(long whole) => _whole = whole;

        private Bound(bool isOther) => _isOther = isOther;

        public static Bound Other => new(isOther: true);

        public bool IsText(string? text) => !_isOther && _whole is null && _text == text;

        public bool IsWhole(long whole) => _whole == whole;
    }
}
