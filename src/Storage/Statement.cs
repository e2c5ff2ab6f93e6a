using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// A statement of one connection, kept with its plan and with Dapper's readers of its rows: to
/// prepare a short statement costs more than to run it.
/// </summary>
internal sealed partial class Statement : IDisposable
{
    private readonly DbCommand _command;
    private Func<DbDataReader, object>[]? _parsers;

    public Statement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    /// <summary>Runs it and counts the rows that it changed.</summary>
    public int Run(Row parameters)
    {
        parameters.Fill(_command);
        return _command.ExecuteNonQuery();
    }

    /// <summary>
    /// Its rows, read no further than the caller goes; meanwhile it cannot be run again.
    /// </summary>
    /// <param name="parameters">What it is run with; of the same shape each time.</param>
    /// <param name="parts">The types that a row's columns fill, from left to right.</param>
    /// <param name="splitOn">The first column of each part but the first.</param>
    /// <param name="join">Makes the row of its parts, null where a part's first column is.</param>
    public IEnumerable<T> Rows<T>(
        Row parameters,
        IReadOnlyList<Type> parts,
        IReadOnlyList<string> splitOn,
        Func<object?[], T> join)
    {
        parameters.Fill(_command);
        using var reader = _command.ExecuteReader();
        _parsers ??= Parsers(reader, parts, splitOn);
        var row = new object?[parts.Count];
        while (reader.Read())
        {
            Parse(reader, row);
            yield return join(row);
        }
    }

    public void Dispose() => _command.Dispose();

    /// <exception cref="FormatException">A value does not belong into its column.</exception>
    private void Parse(DbDataReader reader, object?[] row)
    {
        try
        {
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = _parsers![i](reader);
            }
        }
        catch (DataException fault)
        {
            // Its message has the value, which may be an e-mail; the column's name will do.
            var column = ColumnNumber().Match(fault.Message);
            var name = column.Success
                ? reader.GetName(int.Parse(column.Value, CultureInfo.InvariantCulture))
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
