using System.Data;
using System.Globalization;
using Dapper;
using ShopSocially.Loyalty.Domain;

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
        || type == typeof(DateTimeOffset) || type == typeof(AssociatedLevels);

    public static object? Write(object? value) => value switch
    {
        DateTimeOffset at => at.ToUnixTimeMilliseconds(),
        decimal number => Plain(number),
        DateOnly day => day.ToString(Day, CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        AssociatedLevels levels => string.Join('\n', levels.LevelIds),
        int number => (long)number,
        _ => value,
    };

    /// <summary>Without trailing zeros, so that equal decimals are equal texts.</summary>
    private static string Plain(decimal number) =>
        (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static bool RegisterOnce()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Read(value => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0);
        Read(value => Convert.ToInt32(value, CultureInfo.InvariantCulture));
        Read(value => decimal.Parse((string)value, CultureInfo.InvariantCulture));
        Read(value => DateTimeOffset.FromUnixTimeMilliseconds((long)value));
        Read(value => DateOnly.ParseExact((string)value, Day, CultureInfo.InvariantCulture));
        Read(value => new AssociatedLevels(((string)value).Split('\n')));
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
            parameter.Value = Write(value) ?? DBNull.Value;
    }
}
