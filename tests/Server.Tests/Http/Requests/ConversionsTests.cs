using System.Globalization;
using System.Numerics;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>Values out of text: of the form, or nothing.</summary>
public sealed partial class ConversionsTests
{
    /// <summary>What the framework's own readers take, and no client means.</summary>
    public static TheoryData<string> NoNumbers { get; } =
    [
        "", " ", "-1", "+1", " 1", "1 ", "1\0", "1\n", "1,000", "1_000", "(1)", "$1", "¤1", "0x1",
        "5\0\0", "1\u0085", "1\u00a0", "1e2", "1E2", "NaN", "Infinity", "∞", "٧",
        "７", "½", "one", "--1", "1-",
    ];

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("007", 7)]
    [InlineData("999999999999999", 999_999_999_999_999)]
    [InlineData("000000000000001", 1)]
    public void A_whole_number_is_digits(string text, long expected) =>
        Conversions.Integer(text).Should().Be(expected);

    [Theory]
    [MemberData(nameof(NoNumbers))]
    [InlineData("1.0")]
    [InlineData("1000000000000000")]
    [InlineData("9223372036854775808")]
    public void A_whole_number_is_nothing_else(string text) =>
        Conversions.Integer(text).Should().BeNull();

    [Theory]
    [InlineData("0", "0")]
    [InlineData("59.90", "59.90")]
    [InlineData("1.5", "1.5")]
    [InlineData("00.10", "0.10")]
    [InlineData("999999999999999.9999999999999", "999999999999999.9999999999999")]
    [InlineData("0.000000000000000001", "0.000000000000000001")]
    public void A_decimal_is_digits_and_maybe_a_point_and_more(string text, string expected) =>
        Conversions.Decimal(text)
            .Should().Be(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(NoNumbers))]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1.-5")]
    [InlineData("1.5e2")]
    [InlineData("1000000000000000")]
    [InlineData("0.0000000000000000001")]
    [InlineData("999999999999999.99999999999999")]
    public void A_decimal_is_nothing_else(string text) =>
        Conversions.Decimal(text).Should().BeNull();

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("Yes", true)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("no", false)]
    [InlineData("", null)]
    [InlineData("y", null)]
    [InlineData("on", null)]
    [InlineData("2", null)]
    [InlineData("01", null)]
    [InlineData("true ", null)]
    [InlineData("ｔｒｕｅ", null)]
    [InlineData("ye\u017F", null)]
    [InlineData("fal\u017Fe", null)]
    [InlineData("true\0", null)]
    public void Truth_has_six_words(string text, bool? expected) =>
        Conversions.Boolean(text).Should().Be(expected);

    [Theory]
    [InlineData("03/01/2015", true)]
    [InlineData("02/29/2016", true)]
    [InlineData("12/31/9999", true)]
    [InlineData("02/29/2015", false)]
    [InlineData("3/1/2015", false)]
    [InlineData("03/01/15", false)]
    [InlineData("03/01/02015", false)]
    [InlineData("03-01-2015", false)]
    [InlineData("2015-03-01", false)]
    [InlineData(" 03/01/2015", false)]
    [InlineData("03/01/2015\0", false)]
    [InlineData("03/ 1/2015", false)]
    [InlineData("", false)]
    public void A_plain_date_has_the_reference_s_form(string text, bool isDate) =>
        Conversions.Date(text, Conversions.PlainDate).HasValue.Should().Be(isDate);

    [Fact]
    public void A_plain_date_names_the_month_first() =>
        Conversions.Date("03/01/2015", Conversions.PlainDate)
            .Should().Be(new DateOnly(2015, 3, 1));

    /// <summary>A decimal's digits as a whole number, with so many after the point.</summary>
    private static BigInteger Scaled(decimal number, int places)
    {
        var bits = decimal.GetBits(number);
        var digits = bits[..3].Reverse().Aggregate(
            BigInteger.Zero, (sum, part) => (sum << 32) + unchecked((uint)part));
        return digits * BigInteger.Pow(10, places - number.Scale);
    }

    [Theory]
    [InlineData("2026-01-31T09:00:00Z", "2026-01-31T09:00:00.000")]
    [InlineData("2026-01-31T09:00Z", "2026-01-31T09:00:00.000")]
    [InlineData("2026-01-31T09:00:00.5Z", "2026-01-31T09:00:00.500")]
    [InlineData("2026-01-31T09:00:00.123456Z", "2026-01-31T09:00:00.123")]
    [InlineData("2026-01-31T09:00:00+02:00", "2026-01-31T07:00:00.000")]
    [InlineData("2026-01-31T09:00:00-05:30", "2026-01-31T14:30:00.000")]
    [InlineData("2026-01-31T09:00:00", null)]
    [InlineData("2026-01-31", null)]
    [InlineData("1969-12-31T23:59:59Z", null)]
    [InlineData("2026-02-29T09:00:00Z", null)]
    public void An_instant_has_an_offset(string text, string? utc) =>
        Conversions.Instant(text)?.UtcDateTime
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture)
            .Should().Be(utc);
}
