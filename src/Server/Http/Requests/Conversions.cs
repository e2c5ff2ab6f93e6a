using System.Globalization;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Reads values out of text, strictly: what is not of a form is null, never a guess. Numbers are
/// ASCII digits only; the framework's own readers take signs, blanks and trailing NULs too.
/// </summary>
public static class Conversions
{
    /// <summary>The forms of the reference's from_date and to_date.</summary>
    public static IReadOnlyList<string> PlainDate { get; } = ["MM/dd/yyyy"];

    private static readonly string[] _instants =
    [
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>The largest whole number: as many digits as a double keeps.</summary>
    public const long MostInteger = 999_999_999_999_999;

    /// <summary>1 to 15 digits.</summary>
    public static long? Integer(string text) =>
        text.Length is >= 1 and <= 15 && AreDigits(text)
            ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    /// <summary>
    /// 1 to 15 digits, then maybe a point and 1 to 18 more; 28 in all, so that amounts add up and
    /// subtract without a digit lost.
    /// </summary>
    public static decimal? Decimal(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text.AsSpan(0, point);
        var fraction = point < 0 ? "0" : text.AsSpan(point + 1);
        var isNumber = whole.Length is >= 1 and <= 15 && fraction.Length is >= 1 and <= 18
            && whole.Length + fraction.Length <= 28 && AreDigits(whole) && AreDigits(fraction);
        return isNumber
            ? Plain(decimal.Parse(
                text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
            : null;
    }

    public static bool? Boolean(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => null,
    };

    public static DateOnly? Date(string text, IReadOnlyList<string> forms) =>
        DateOnly.TryParseExact(
            text, [.. forms], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>
    /// An instant as ISO 8601 writes it, with its offset: <c>2026-01-31T09:00:00Z</c>; never before
    /// 1970; what is finer than a millisecond is cut off.
    /// </summary>
    public static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(
            text, _instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var at)
            && at >= DateTimeOffset.UnixEpoch
            ? DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds())
            : null;

    /// <summary>Without trailing zeros: 1.50 is answered as 1.5, at once and ever after.</summary>
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private static bool AreDigits(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange('0', '9');
}
