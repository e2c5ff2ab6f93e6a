using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What an activity's awards are priced by (ledger.md, section 6).</summary>
public class ActivityTests
{
    [Fact]
    public void A_fixed_activity_pays_its_own_points_without_its_multiplier() =>
        Some.Fixed.PriceOf(null, 1.5m, Rounding.Floor)
            .Should().Be(new Price(50, 1, 1.5m, Rounding.Floor));

    [Fact]
    public void A_fixed_activity_pays_the_points_that_are_passed_instead() =>
        Some.Fixed.PriceOf(80, 1, Rounding.Nearest)
            .Should().Be(new Price(80, 1, 1, Rounding.Nearest));

    [Fact]
    public void A_bonus_multiplier_activity_pays_for_the_amount_that_is_passed() =>
        Some.Purchase.PriceOf(19.99m, 1.25m, Rounding.Ceiling)
            .Should().Be(new Price(19.99m, 2, 1.25m, Rounding.Ceiling));

    [Fact]
    public void A_bonus_multiplier_activity_has_no_price_without_an_amount() =>
        Some.Purchase.PriceOf(null, 1, Rounding.Floor).Should().BeNull();
}
