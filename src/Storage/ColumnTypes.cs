using System.Data;
using System.Globalization;
using Dapper;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// How values stand in columns: instants as milliseconds since 1970 UTC, decimals, days and enums
/// as text, the rest as themselves.
/// </summary>
internal static class ColumnTypes
{
    private const string Day = "yyyy-MM-dd";

    private static readonly Lazy<bool> _registered = new(RegisterOnce);

    public static void Register() => _ = _registered.Value;

    /// <summary>Whether a value of the type is one column.</summary>
    public static bool Holds(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int)
        || type == typeof(long) || type == typeof(decimal) || type == typeof(DateOnly)
        || type == typeof(DateTimeOffset) || type == typeof(AssociatedLevels)
        || type == typeof(Schedule) || type == typeof(Purse)
        || type == typeof(RecentTransactions);

    /// <summary>Binds a statement's parameter of a number to a value.</summary>
    public static void Bind<T>(Statement statement, int number, T value)
    {
        switch (value)
        {
            case null:
                statement.Bind(number, null);
                break;
            case long whole:
                statement.Bind(number, whole);
                break;
            case int whole:
                statement.Bind(number, whole);
                break;
            case bool isSo:
                statement.Bind(number, isSo ? 1 : 0);
                break;
            case DateTimeOffset at:
                statement.Bind(number, at.ToUnixTimeMilliseconds());
                break;
            case Schedule schedule:
                ScheduleText.Bind(statement, number, schedule);
                break;
            case Purse purse:
                PurseText.Bind(statement, number, purse);
                break;
            case RecentTransactions recent:
                RecentTransactionsText.Bind(statement, number, recent);
                break;
            default:
                statement.Bind(number, Text(value));
                break;
        }
    }

    /// <summary>The same for an instant or null, of which it would make an object.</summary>
    public static void BindInstant(Statement statement, int number, DateTimeOffset? at)
    {
        if (at is { } known)
        {
            Bind(statement, number, known);
        }
        else
        {
            statement.Bind(number, null);
        }
    }

    public static void BindEmail(Statement statement, int number, Email? email) =>
        statement.Bind(number, email?.Text);

    public static void BindEmailFold(Statement statement, int number, Email? email) =>
        statement.Bind(number, email?.Fold);

    public static DateOnly ReadDay(string text) =>
        DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);

    private static string Text(object value) => value switch
    {
        string text => text,
        decimal number => Plain(number),
        DateOnly day => day.ToString(Day, CultureInfo.InvariantCulture),
        AssociatedLevels levels => string.Join('\n', levels.LevelIds),
        Enum name => name.ToString(),
        _ => throw new NotSupportedException($"No column holds a {value.GetType()}."),
    };

    /// <summary>Without trailing zeros, so that equal decimals are equal texts.</summary>
    private static string Plain(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return number.Scale == 0 ? text : text.TrimEnd('0').TrimEnd('.');
    }

    private static bool RegisterOnce()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Read(value => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0);
        Read(value => Convert.ToInt32(value, CultureInfo.InvariantCulture));
        Read(value => decimal.Parse((string)value, CultureInfo.InvariantCulture));
        Read(value => DateTimeOffset.FromUnixTimeMilliseconds((long)value));
        Read(value => ReadDay((string)value));
        Read(value => new AssociatedLevels(((string)value).Split('\n')));
        Read(value => ScheduleText.Read((string)value));
        Read(value => PurseText.Read((string)value));
        Read(value => RecentTransactionsText.Read((string)value));
        Read(value => Email.TryParse((string)value, out var email)
            ? email
            : throw new FormatException("A stored e-mail is none."));
        return true;
    }

    private static void Read<T>(Func<object, T> read) =>
        SqlMapper.AddTypeHandler(new Handler<T>(read));

    /// <summary>Tells Dapper how a type stands in its column.</summary>
    private sealed class Handler<T>(Func<object, T> read) : SqlMapper.TypeHandler<T>
    {
        public override T Parse(object value) => read(value);

        public override void SetValue(IDbDataParameter parameter, T? value) =>
            throw new NotSupportedException();
    }
}
