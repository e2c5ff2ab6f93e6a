using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Who may redeem what, and which reason is heard when several say no.</summary>
public class RedemptionTests
{
    private static readonly DateOnly LastDay = Some.GiftCard.CouponExpiresOn;

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, null)]
    [InlineData(99, Refusal.InsufficientPointsToRedeem)]
    [InlineData(-1, Refusal.InsufficientPointsToRedeem)]
    public void It_takes_as_many_points_as_it_asks_for(long available, Refusal? refusal) =>
        Some.GiftCard.Refuse(default, LastDay, hasCodes: true, available).Should().Be(refusal);

    [Fact]
    public void It_is_valid_through_the_day_on_which_its_coupons_expire()
    {
        Some.GiftCard.Refuse(default, LastDay, true, 100).Should().BeNull();
        Some.GiftCard.Refuse(default, LastDay.AddDays(1), true, 100)
            .Should().Be(Refusal.CouponExpired);
    }

    [Fact]
    public void Of_several_reasons_the_first_in_the_table_is_heard()
    {
        var noneButGold = new AssociatedLevels("gold");
        var worst = Some.GiftCard with { IsActive = false, AssociatedLevels = noneButGold };
        var late = LastDay.AddDays(1);

        worst.Refuse(default, late, hasCodes: true, 0).Should().Be(Refusal.RedemptionInactive);
        (worst with { IsActive = true }).Refuse(default, late, hasCodes: false, 0)
            .Should().Be(Refusal.CouponExpired);
        (worst with { IsActive = true }).Refuse(default, LastDay, hasCodes: false, 0)
            .Should().Be(Refusal.RedemptionNotForLevel);
        Some.GiftCard.Refuse(default, LastDay, hasCodes: false, 0)
            .Should().Be(Refusal.CouponsExhausted);
    }

    [Fact]
    public void One_that_paused_itself_with_its_last_code_is_heard_as_exhausted() =>
        (Some.GiftCard with { IsActive = false }).Refuse(default, LastDay, hasCodes: false, 100)
            .Should().Be(Refusal.CouponsExhausted);

    [Theory]
    [InlineData("all", true)]
    [InlineData("silver", true)]
    [InlineData("fan", true)]
    [InlineData("gold", false)]
    [InlineData("Silver", false)]
    [InlineData("gold|silver", true)]
    [InlineData("gold|all", true)]
    public void It_admits_everyone_or_the_members_of_its_levels(string levels, bool isAdmitted)
    {
        var place = new Place(
            Some.Level("silver", 0), Some.Level("fan", 0, LevelType.Lifetime));

        new AssociatedLevels(levels.Split('|')).Admit(place).Should().Be(isAdmitted);
    }

    [Fact]
    public void A_member_without_levels_is_admitted_where_everyone_is()
    {
        AssociatedLevels.Everyone.Admit(default).Should().BeTrue();
        new AssociatedLevels("gold").Admit(default).Should().BeFalse();
    }
}
