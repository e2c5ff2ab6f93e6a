using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>
/// A statement of one connection, kept prepared, with its plan and with Dapper's readers of its
/// rows: to prepare a short statement costs more than to run it.
/// </summary>
internal abstract partial class Statement : IDisposable
{
    private (Binding Binding, int Source)[]? _bindings;
    private Func<DbDataReader, object>[]? _parsers;

    /// <summary>The names of its parameters with the @, in the order of their numbers.</summary>
    protected abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Runs it; what it changes is there for every later statement.</summary>
    /// <param name="parameters">What it is run with; of the same types each time.</param>
    public abstract void Run(object[] parameters);

    /// <summary>Runs it and counts the rows that it changed.</summary>
    /// <param name="parameters">What it is run with; of the same types each time.</param>
    public abstract int RunCounted(object[] parameters);

    /// <summary>
    /// Its rows, read no further than the caller goes; meanwhile the connection runs nothing else.
    /// </summary>
    /// <param name="shape">How a row makes a value; the same each time.</param>
    /// <param name="parameters">What it is run with; of the same types each time.</param>
    public abstract IEnumerable<T> Rows<T>(RowShape<T> shape, object[] parameters);

    /// <summary>
    /// Its first row, null when there is none; at once, or when its connection answers together.
    /// </summary>
    /// <param name="shape">How a row makes a value; the same each time.</param>
    /// <param name="parameters">What it is run with; of the same types each time.</param>
    public virtual ValueTask<T?> First<T>(RowShape<T> shape, object[] parameters)
        where T : class => new(Rows(shape, parameters).FirstOrDefault());

    /// <summary>Binds the parameter of a number, from 1, to a text or to null.</summary>
    public abstract void Bind(int number, string? text);

    /// <summary>The same, of a text that is hardly ever what the last one was.</summary>
    public virtual void Bind(int number, ReadOnlySpan<char> text) =>
        Bind(number, text.ToString());

    /// <summary>Binds the parameter of a number, from 1, to a whole number.</summary>
    public abstract void Bind(int number, long value);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    protected void BindAll(object[] parameters)
    {
        _bindings ??= Bindings(parameters);
        for (var i = 0; i < _bindings.Length; i++)
        {
            var (binding, source) = _bindings[i];
            binding.Bind(parameters[source], this, i + 1);
        }
    }

    /// <summary>The value of the row at which a reader stands.</summary>
    /// <param name="reader">The same each time.</param>
    /// <param name="shape">The same each time.</param>
    /// <param name="parts">Room for its parts.</param>
    /// <exception cref="FormatException">A value does not belong into its column.</exception>
    protected T Parse<T>(DbDataReader reader, RowShape<T> shape, object?[] parts)
    {
        _parsers ??= Parsers(reader, shape.Parts, shape.SplitOn);
        try
        {
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = _parsers[i](reader);
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

        return shape.Join(parts);
    }

    private (Binding, int)[] Bindings(object[] parameters)
    {
        var known = parameters.Select(source => Binding.Of(source.GetType())).ToArray();
        return [.. Parameters.Select(name =>
        {
            var source = Array.FindIndex(known, one => one.ContainsKey(name));
            return source >= 0
                ? (known[source][name], source)
                : throw new InvalidOperationException($"Nothing is given for {name}.");
        })];
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
