using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// A statement's parameters, read off records: each property is a parameter of its name, and what
/// a record holds in further records (a user's balance, a lot's price) comes along.
/// </summary>
/// <remarks>
/// Left to itself, Dapper would send enums as numbers, and would have to be told of every type
/// whose column is not its own; here each value becomes what its column holds.
/// </remarks>
internal readonly struct Row(params object[] sources)
{
    private static readonly ConcurrentDictionary<Type, Column[]> _columns = new();

    public void Fill(DbCommand command)
    {
        command.Parameters.Clear();
        foreach (var source in sources)
        {
            foreach (var column in _columns.GetOrAdd(source.GetType(), ColumnsOf))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = column.Name;
                parameter.Value = column.Read(source) ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }
        }
    }

    private static Column[] ColumnsOf(Type type) =>
        [.. Public(type).SelectMany(property => ColumnsOf(property, source => source))];

    private static IEnumerable<Column> ColumnsOf(PropertyInfo property, Func<object, object?> owner)
    {
        object? Read(object source) =>
            owner(source) is { } holder ? property.GetValue(holder) : null;

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(Email))
        {
            return
            [
                new("@Email", source => (Read(source) as Email?)?.Text),
                new("@EmailFold", source => (Read(source) as Email?)?.Fold),
            ];
        }

        if (ColumnTypes.Holds(type))
        {
            return [new("@" + property.Name, source => ColumnTypes.Write(Read(source)))];
        }

        // What a record computes (a lot's balance) is no column of its table.
        return property.CanWrite
            ? Public(type).Where(inner => inner.CanWrite).SelectMany(i => ColumnsOf(i, Read))
            : [];
    }

    private static PropertyInfo[] Public(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>A parameter, and how it is read off the source.</summary>
    private sealed record Column(string Name, Func<object, object?> Read);
}
