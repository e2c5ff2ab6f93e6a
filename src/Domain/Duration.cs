using System.Globalization;
using System.Text.RegularExpressions;

namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// A stretch of time as ISO 8601 writes it: <c>P2M</c>, <c>P1Y6M</c>, <c>P35D</c>, <c>PT1H30M</c>.
/// </summary>
/// <param name="Months">Calendar months; a year is 12 of them.</param>
/// <param name="Days">Calendar days; a week is 7 of them.</param>
/// <param name="Time">Hours, minutes and seconds, of fixed length.</param>
public readonly record struct Duration(int Months, int Days, TimeSpan Time)
{
    /// <summary>It says nothing of a last P or T, which something must follow.</summary>
    private static readonly Regex _form = new(
        """
        ^P((?<years>[0-9]{1,6})Y)?((?<months>[0-9]{1,6})M)?((?<weeks>[0-9]{1,6})W)?
        ((?<days>[0-9]{1,6})D)?(T((?<hours>[0-9]{1,6})H)?((?<minutes>[0-9]{1,6})M)?
        ((?<seconds>[0-9]{1,6})(\.(?<fraction>[0-9]{1,3}))?S)?)?\z
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.NonBacktracking);

    /// <summary>
    /// Reads whole numbers of up to six digits, each unit at most once and in order, with up to
    /// three decimals in the seconds; never negative.
    /// </summary>
    public static bool TryParse(string? text, out Duration duration)
    {
        duration = default;
        if (text is null || text.EndsWith('P') || text.EndsWith('T')
            || _form.Match(text) is not { Success: true } match)
        {
            return false;
        }

        int Whole(string unit) => match.Groups[unit] is { Success: true } digits
            ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

        var thousandths = match.Groups["fraction"].Value.PadRight(3, '0');
        duration = new(
            (12 * Whole("years")) + Whole("months"),
            (7 * Whole("weeks")) + Whole("days"),
            new TimeSpan(
                0,
                Whole("hours"),
                Whole("minutes"),
                Whole("seconds"),
                int.Parse(thousandths, NumberStyles.None, CultureInfo.InvariantCulture)));
        return true;
    }

    /// <summary>The instant that lies so much later, months first and hours last.</summary>
    public DateTimeOffset After(Calendar calendar, DateTimeOffset at) =>
        calendar.Add(at, Months, Days) + Time;
}
