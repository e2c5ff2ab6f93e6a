using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <remarks>
/// Whatever text comes, numbers are what big arithmetic makes of its digits, and dates are days
/// of a calendar that is counted here a second time. A failure prints the seed that found it.
/// </remarks>
public sealed partial class ConversionsTests
{
    private const int Texts = 20_000;

    /// <summary>Digits, what readers of numbers let pass too, and what looks like digits.</summary>
    private static readonly char[] _ofNumbers =
    [
        .. "0123456789012345678901234567890123456789...",
        .. ",-+eE _\0\t\n\u0660\u0967\uFF10\u00BD'x",
    ];

    private static readonly string[] _months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] _expiries = ["dd-MMM-yyyy", "dd-MMM-yy", "M/d/yyyy"];

    [Fact]
    public void A_whole_number_is_what_big_arithmetic_makes_of_its_digits() =>
        Holds(Numbers(20), text => Conversions.Integer(text) == (
            text.Length is >= 1 and <= 15 && text.All(char.IsAsciiDigit)
                ? (long)BigInteger.Parse(text, CultureInfo.InvariantCulture)
                : null));

    [Fact]
    public void A_decimal_is_what_big_arithmetic_makes_of_its_digits() =>
        Holds(Numbers(34), text =>
        {
            var parts = text.Split('.');
            var isNumber = parts.Length <= 2
                && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
                && parts[0].Length <= 15 && parts[^1].Length <= (parts.Length == 2 ? 18 : 15)
                && parts.Sum(part => part.Length) <= 28;
            if (Conversions.Decimal(text) is not { } read)
            {
                return !isNumber;
            }

            var places = parts.Length == 2 ? parts[1].Length : 0;
            return isNumber && Scaled(read, places)
                == BigInteger.Parse(string.Concat(parts), CultureInfo.InvariantCulture);
        });

    [Fact]
    public void A_plain_date_is_a_day_of_the_second_calendar() =>
        Holds(Dates, given => Agree(
            $"{given.Month:00}/{given.Day:00}/{given.Year:0000}", Conversions.PlainDate, given));

    [Fact]
    public void An_expiry_is_a_day_of_the_second_calendar_in_each_of_its_forms() =>
        Holds(Dates, given => Spellings(given).All(text => Agree(text, _expiries, given)));

    [Fact]
    public void Of_two_digits_a_year_is_one_of_a_hundred_and_the_same_for_every_day() =>
        Holds(Dates, given =>
        {
            var (year, month, day) = (given.Year % 100, given.Month, given.Day);
            var century = Conversions.Date($"01-Jan-{year:00}", _expiries)!.Value.Year - year;
            var meant = (century + year, month, day);
            return month is < 1 or > 12
                || Agree($"{day:00}-{_months[month - 1]}-{year:00}", _expiries, meant);
        });

    [Fact]
    public void An_instant_is_so_many_milliseconds_of_the_second_calendar() =>
        Holds(
            from date in Dates
            from time in Gen.Choose(-1, (25 * 60 * 60) + 1)
            from thousandths in Gen.Choose(0, 999)
            from offset in Gen.Choose(-14 * 60, 14 * 60)
            select (date, time, thousandths, offset),
            given =>
            {
                var (date, time, thousandths, offset) = given;
                var (hours, minutes, seconds) = (time / 3600, time / 60 % 60, time % 60);
                var sign = offset < 0 ? '-' : '+';
                var (east, of) = Math.DivRem(Math.Abs(offset), 60);
                var text = $"{date.Year:0000}-{date.Month:00}-{date.Day:00}T{hours:00}:"
                    + $"{minutes:00}:{seconds:00}.{thousandths:000}{sign}{east:00}:{of:00}";
                long? expected = IsDay(date) && time >= 0 && hours < 24
                    ? ((((DaysSince1970(date) * 86_400) + time - (offset * 60)) * 1000)
                        + thousandths)
                    : null;
                expected = expected is >= 0 and <= 253_402_300_799_999 ? expected : null;
                return Conversions.Instant(text)?.ToUnixTimeMilliseconds() == expected;
            });

    private static Gen<string> Numbers(int longest) =>
        from length in Gen.Choose(0, longest)
        from oddities in Gen.Choose(0, 3)
        from characters in Gen.ArrayOf(
            Gen.Elements(oddities == 0 ? [.. "0123456789"] : _ofNumbers), length)
        select new string(characters);

    /// <summary>Days that there are, and days that there are not.</summary>
    private static Gen<(int Year, int Month, int Day)> Dates =>
        from year in Gen.OneOf(Gen.Choose(0, 9999), Gen.Choose(1890, 2110),
            Gen.Elements(1600, 1700, 1900, 2000, 2100, 2400))
        from month in Gen.Choose(0, 13)
        from day in Gen.OneOf(Gen.Choose(0, 32), Gen.Choose(28, 31))
        select (year, month, day);

    private static IEnumerable<string> Spellings((int Year, int Month, int Day) given)
    {
        var (year, month, day) = given;
        yield return $"{month}/{day}/{year:0000}";
        if (month is >= 1 and <= 12)
        {
            yield return $"{day:00}-{_months[month - 1]}-{year:0000}";
            yield return $"{day:00}-{_months[month - 1].ToUpperInvariant()}-{year:0000}";
        }
    }

    private static bool Agree(
        string text, IReadOnlyList<string> forms, (int Year, int Month, int Day) given) =>
        Conversions.Date(text, forms) is { } read
            ? IsDay(given) && read.DayNumber == DaysSince1970(given) + 719_162
            : !IsDay(given);

    private static bool IsDay((int Year, int Month, int Day) given) =>
        given.Year >= 1 && given.Month is >= 1 and <= 12
        && given.Day >= 1 && given.Day <= Length(given.Year, given.Month);

    private static int Length(int year, int month) => month switch
    {
        2 => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>
    /// Counted in years that begin in March, so that the leap day is the last one of its year.
    /// </summary>
    private static long DaysSince1970((int Year, int Month, int Day) given)
    {
        long year = given.Month > 2 ? given.Year : given.Year - 1;
        long month = (given.Month + 9) % 12;
        var days = (365 * year) + (year / 4) - (year / 100) + (year / 400)
            + (((153 * month) + 2) / 5) + given.Day - 1;
        return days - 719_468;
    }

    private static void Holds<T>(Gen<T> given, Func<T, bool> holds) =>
        Prop.ForAll(given.ToArbitrary(), holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Texts));
}
