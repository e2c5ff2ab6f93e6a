using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// A statement of one connection, kept prepared, with its plan and with Dapper's readers of its
/// rows: to prepare a short statement costs more than to run it.
/// </summary>
internal sealed partial class Statement : IDisposable
{
    private const int ShortText = 256;

    private readonly Connection _connection;
    private readonly sqlite3_stmt _handle;

    // Of the handle, which lives as long as this.
    private readonly nint _pointer;
    private readonly RowReader _row;
    private (Binding Binding, int Source)[]? _bindings;
    private Func<DbDataReader, object>[]? _parsers;

    public Statement(Connection connection, string sql)
    {
        _connection = connection;
        connection.Check(raw.sqlite3_prepare_v3(
            connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
        _pointer = _handle.DangerousGetHandle();
        _row = new(_handle);
    }

    /// <summary>Runs it and counts the rows that it changed.</summary>
    /// <param name="parameters">What it is run with; of the same types each time.</param>
    public int Run(object[] parameters)
    {
        Bind(parameters);
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_connection.Handle);
        }
        finally
        {
            raw.sqlite3_reset(_handle);
        }
    }

    /// <summary>
    /// Its rows, read no further than the caller goes; meanwhile it cannot be run again.
    /// </summary>
    /// <param name="parameters">What it is run with; of the same types each time.</param>
    /// <param name="parts">The types that a row's columns fill, from left to right.</param>
    /// <param name="splitOn">The first column of each part but the first.</param>
    /// <param name="join">Makes the row of its parts, null where a part's first column is.</param>
    public IEnumerable<T> Rows<T>(
        object[] parameters,
        IReadOnlyList<Type> parts,
        IReadOnlyList<string> splitOn,
        Func<object?[], T> join)
    {
        Bind(parameters);
        try
        {
            var row = new object?[parts.Count];
            while (Step())
            {
                _parsers ??= Parsers(_row, parts, splitOn);
                Parse(row);
                yield return join(row);
            }
        }
        finally
        {
            raw.sqlite3_reset(_handle);
        }
    }

    /// <summary>Binds the parameter of a number, from 1, to a text or to null.</summary>
    public void Bind(int number, string? text)
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

    /// <summary>Binds the parameter of a number, from 1, to a whole number.</summary>
    public void Bind(int number, long value) =>
        Check(Native.BindWhole(_pointer, number, value));

    public void Dispose()
    {
        _row.Dispose();
        _handle.Dispose();
    }

    private void Bind(object[] parameters)
    {
        _bindings ??= Bindings(parameters);
        for (var i = 0; i < _bindings.Length; i++)
        {
            var (binding, source) = _bindings[i];
            binding.Bind(parameters[source], this, i + 1);
        }
    }

    private (Binding, int)[] Bindings(object[] parameters)
    {
        var known = parameters.Select(source => Binding.Of(source.GetType())).ToArray();
        var bindings = new (Binding, int)[raw.sqlite3_bind_parameter_count(_handle)];
        for (var i = 0; i < bindings.Length; i++)
        {
            var name = raw.sqlite3_bind_parameter_name(_handle, i + 1).utf8_to_string();
            var source = Array.FindIndex(known, one => one.ContainsKey(name));
            bindings[i] = source >= 0
                ? (known[source][name], source)
                : throw new InvalidOperationException($"Nothing is given for {name}.");
        }

        return bindings;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            _connection.Check(code);
        }
    }

    /// <summary>Whether there is a further row.</summary>
    private bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            _connection.Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <exception cref="FormatException">A value does not belong into its column.</exception>
    private void Parse(object?[] row)
    {
        try
        {
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = _parsers![i](_row);
            }
        }
        catch (DataException fault)
        {
            // Its message has the value, which may be an e-mail; the column's name will do.
            var column = ColumnNumber().Match(fault.Message);
            var name = column.Success
                ? _row.GetName(int.Parse(column.Value, CultureInfo.InvariantCulture))
                : "a column";
            throw new FormatException($"The value of {name} cannot be read.");
        }
    }

    private static Func<DbDataReader, object>[] Parsers(
        DbDataReader reader, IReadOnlyList<Type> parts, IReadOnlyList<string> splitOn)
    {
        var parsers = new Func<DbDataReader, object>[parts.Count];
        var end = reader.FieldCount;
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            // From the right: a name may stand in parts further left as well.
            var start = i == 0 ? 0 : end - 1;
            while (i > 0 && reader.GetName(start) != splitOn[i - 1])
            {
                start--;
            }

            parsers[i] = reader.GetRowParser(parts[i], start, end - start, i > 0);
            end = start;
        }

        return parsers;
    }

    [GeneratedRegex("(?<=column )[0-9]+")]
    private static partial Regex ColumnNumber();
}
