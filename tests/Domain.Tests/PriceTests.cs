using System.Globalization;
using System.Numerics;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>How many points an award is worth (ledger.md, section 6).</summary>
public class PriceTests
{
    [Theory]
    [InlineData("100", "1", "1", 100, 100, 100)]
    [InlineData("99.99", "2", "1", 199, 200, 200)]
    [InlineData("10.5", "1", "1", 10, 11, 11)]
    [InlineData("10.49999999999999999999999999", "1", "1", 10, 10, 11)]
    [InlineData("33.33", "3", "1.1", 109, 110, 110)]
    [InlineData("0.1", "1", "1", 0, 0, 1)]
    [InlineData("0.5", "1", "1", 0, 1, 1)]
    [InlineData("0.0000000000000000000000000001", "1", "1", 0, 0, 1)]
    [InlineData("19.90", "1.5", "1.25", 37, 37, 38)]
    public void A_price_is_rounded_once_at_the_end(
        string value, string activity, string level, long floor, long nearest, long ceiling)
    {
        Points(Rounding.Floor).Should().Be(floor);
        Points(Rounding.Nearest).Should().Be(nearest);
        Points(Rounding.Ceiling).Should().Be(ceiling);

        long? Points(Rounding rounding) =>
            new Price(Number(value), Number(activity), Number(level), rounding).Points;
    }

    [Theory]
    [InlineData(Rounding.Floor, 999_999_999)]
    [InlineData(Rounding.Nearest, 1_000_000_000)]
    [InlineData(Rounding.Ceiling, 1_000_000_000)]
    public void A_product_of_84_digits_is_exact(Rounding rounding, long points)
    {
        // decimal alone would make 1000000000 of it before it is rounded.
        var nearlyOne = Number("0.9999999999999999999999999999");

        new Price(1_000_000_000, nearlyOne, nearlyOne, rounding).Points.Should().Be(points);
    }

    [Theory]
    [InlineData("1000000000000000", "1", true)]
    [InlineData("1000000000000000.9", "1", true)]
    [InlineData("1000000000000001", "1", false)]
    [InlineData("1000000000", "1000000", true)]
    [InlineData("1000000000", "1000001", false)]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335", false)]
    public void More_than_a_balance_may_hold_is_no_price(string value, string times, bool fits) =>
        (new Price(Number(value), Number(times), 1, Rounding.Floor).Points is not null)
            .Should().Be(fits);

    [Fact]
    public void Trailing_zeros_change_no_price() =>
        new Price(10.50m, 2.000m, 1.0m, Rounding.Floor).Points
            .Should().Be(new Price(10.5m, 2, 1, Rounding.Floor).Points).And.Be(21);

    [Fact]
    public void A_price_is_what_school_arithmetic_says_in_twenty_thousand_cases()
    {
        var random = new Random(20260131);
        var fitting = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var price = new Price(
                Any(random), Any(random), Any(random), (Rounding)random.Next(3));

            var expected = BySchoolArithmetic(price);

            price.Points.Should().Be(expected, "{0}", price);
            fitting += expected is > 0 ? 1 : 0;
        }

        fitting.Should().BeGreaterThan(5_000, "cases that fit are the ones that matter");
    }

    /// <summary>The product of the digits in the decimals' texts, divided and rounded.</summary>
    private static long? BySchoolArithmetic(Price price)
    {
        var (value, scale) = (BigInteger.One, 0);
        foreach (var factor in new[]
            { price.BaseValue, price.ActivityMultiplier, price.LevelMultiplier })
        {
            var text = factor.ToString(CultureInfo.InvariantCulture);
            var point = text.IndexOf('.', StringComparison.Ordinal);
            scale += point < 0 ? 0 : text.Length - point - 1;
            value *= BigInteger.Parse(
                text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }

        var one = BigInteger.Parse("1" + new string('0', scale), CultureInfo.InvariantCulture);
        var whole = BigInteger.DivRem(value, one, out var rest);
        var isUp = price.Rounding switch
        {
            Rounding.Floor => false,
            Rounding.Nearest => rest + rest >= one,
            _ => !rest.IsZero,
        };
        whole += isUp ? 1 : 0;
        return whole > 1_000_000_000_000_000 ? null : (long)whole;
    }

    /// <summary>Few digits or all 29, any scale; three of them often fit.</summary>
    private static decimal Any(Random random)
    {
        if (random.Next(3) == 0)
        {
            return random.Next(1, 100_000) / 100m;
        }

        var scale = (byte)random.Next(20, 29);
        var part = () => random.Next(2) == 0 ? -1 : random.Next(int.MinValue, int.MaxValue);
        return new decimal(part(), part(), random.Next(5) == 0 ? part() : 0, false, scale);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
