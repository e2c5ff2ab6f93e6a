using System.Collections.Concurrent;
using System.Reflection;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// How one parameter of a statement is read off a record of a type, and handed over: an enum as its
/// name, an instant as its milliseconds (see <see cref="ColumnTypes"/>).
/// </summary>
/// <remarks>
/// Each property of a record is a parameter of its name, and what a record holds in further records
/// (a user's balance, a lot's price) comes along. The readers are made once a type.
/// </remarks>
internal abstract class Binding
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Binding>> _known = new();

    /// <summary>Binds the parameter of a number, from 1, to what a record holds.</summary>
    public abstract void Bind(object source, Statement statement, int number);

    /// <summary>What a type has for parameters, by their names with the @.</summary>
    public static IReadOnlyDictionary<string, Binding> Of(Type type) =>
        _known.GetOrAdd(type, made => Public(made).SelectMany(Of).ToDictionary());

    private static IEnumerable<KeyValuePair<string, Binding>> Of(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(Email))
        {
            return
            [
                new("@Email", Make(property, ColumnTypes.BindEmail)),
                new("@EmailFold", Make(property, ColumnTypes.BindEmailFold)),
            ];
        }

        if (ColumnTypes.Holds(type))
        {
            Delegate? bind = property.PropertyType == typeof(DateTimeOffset?)
                ? ColumnTypes.BindInstant
                : null;
            return [new("@" + property.Name, Make(property, bind))];
        }

        // What a record computes (a lot's balance) is no column of its table.
        return property.CanWrite
            ? Public(type).Where(inner => inner.CanWrite).SelectMany(Of)
                .Select(inner => KeyValuePair.Create(
                    inner.Key, Make(typeof(Inner<>), property, inner.Value)))
            : [];
    }

    private static PropertyInfo[] Public(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static Binding Make(PropertyInfo property, Delegate? bind) =>
        Make(typeof(Own<,>), property, bind);

    private static Binding Make(Type kind, PropertyInfo property, object? further)
    {
        var owner = property.ReflectedType!;
        var made = kind == typeof(Inner<>)
            ? kind.MakeGenericType(owner)
            : kind.MakeGenericType(owner, property.PropertyType);
        return (Binding)Activator.CreateInstance(made, property, further)!;
    }

    /// <summary>A property that is a column.</summary>
    private sealed class Own<TSource, TValue>(PropertyInfo property, Delegate? bind) : Binding
        where TSource : class
    {
        private readonly Func<TSource, TValue> _read =
            property.GetMethod!.CreateDelegate<Func<TSource, TValue>>();

        private readonly Action<Statement, int, TValue> _bind = bind switch
        {
            null => ColumnTypes.Bind,
            Action<Statement, int, TValue> given => given,
            Action<Statement, int, Email?> given => (statement, number, value) =>
                given(statement, number, value as Email?),
            _ => throw new ArgumentException("It binds something else.", nameof(bind)),
        };

        public override void Bind(object source, Statement statement, int number) =>
            _bind(statement, number, _read((TSource)source));
    }

    /// <summary>A column of a record that a property holds; null where there is none.</summary>
    private sealed class Inner<TSource>(PropertyInfo property, Binding column) : Binding
        where TSource : class
    {
        private readonly Func<TSource, object?> _read =
            property.GetMethod!.CreateDelegate<Func<TSource, object?>>();

        public override void Bind(object source, Statement statement, int number)
        {
            if (_read((TSource)source) is { } holder)
            {
                column.Bind(holder, statement, number);
            }
            else
            {
                statement.Bind(number, null);
            }
        }
    }
}
