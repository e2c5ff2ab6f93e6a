using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Which awards are made, and which reason is heard when several say no.</summary>
public class AwardTests
{
    private static readonly Award Plain = new(
        Terms.Standard, Some.Fixed, Some.User(), default, null, OrderIsTaken: false, 0);

    /// <summary>Each step mends what the step before was refused for.</summary>
    private static readonly (Refusal Heard, Award Award)[] FromWorstToBest = MendedStepByStep();

    public static TheoryData<int> Steps => new(Enumerable.Range(0, FromWorstToBest.Length));

    [Fact]
    public void An_award_is_priced_by_activity_level_and_terms()
    {
        var award = Plain with
        {
            Activity = Some.Purchase,
            PointsPassed = 10.5m,
            Terms = Terms.Standard with { Rounding = Rounding.Ceiling },
            Place = new(Some.Level("silver", 0, multiplier: 1.25m), null),
        };

        award.Decide().Granted(out var price, out _).Should().BeTrue();

        price.Should().Be(new Price(10.5m, 2, 1.25m, Rounding.Ceiling));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Of_several_reasons_the_first_in_the_table_is_heard(int step) =>
        Refused(FromWorstToBest[step].Award).Should().Be(FromWorstToBest[step].Heard);

    [Fact]
    public void The_table_is_heard_in_the_order_of_the_enum() =>
        FromWorstToBest.Select(step => step.Heard).Should()
            .BeInAscendingOrder().And.OnlyHaveUniqueItems();

    [Fact]
    public void An_unknown_e_mail_is_enrolled_by_its_award() =>
        (Plain with { User = null }).Decide().Granted(out _, out _).Should().BeTrue();

    [Theory]
    [InlineData("0.4", Rounding.Floor, false)]
    [InlineData("0.5", Rounding.Floor, true)]
    [InlineData("0.1", Rounding.Ceiling, true)]
    public void An_award_of_no_points_is_refused(string passed, Rounding rounding, bool isGranted)
    {
        var award = Plain with
        {
            Activity = Some.Purchase,
            PointsPassed = decimal.Parse(passed, null),
            Terms = Terms.Standard with { Rounding = rounding },
        };

        award.Decide().Granted(out _, out var refused).Should().Be(isGranted);

        refused?.Reason.Should().Be(Refusal.InvalidParameters);
    }

    [Theory]
    [InlineData(Price.MostPoints - 50, 0, true)]
    [InlineData(Price.MostPoints - 49, 0, false)]
    [InlineData(Price.MostPoints - 60, 10, true)]
    [InlineData(Price.MostPoints - 60, 11, false)]
    public void An_award_that_would_burst_the_balance_is_refused(
        long available, long pending, bool isGranted)
    {
        var user = Some.User(balance: new(available, pending, 0, 0));

        (Plain with { User = user }).Decide().Granted(out _, out _).Should().Be(isGranted);
    }

    [Fact]
    public void The_parameter_to_blame_is_named()
    {
        var missing = Plain with { Activity = Some.Purchase };

        missing.Decide().Granted(out _, out var refused).Should().BeFalse();

        refused!.Reason.Should().Be(Refusal.MissingParameters);
        refused.Parameters.Should().Equal("PointsPassed");
    }

    private static Refusal? Refused(Award award) =>
        award.Decide().Granted(out _, out var refused) ? null : refused.Reason;

    private static (Refusal Heard, Award Award)[] MendedStepByStep()
    {
        var capped = Some.Purchase with { Cap = new(1, Interval.Day), IsActive = false };
        var worst = new Award(
            Terms.Standard with { EnrollOnAward = false }, capped, null, default, null, true, 1);
        var tooMuch = worst with { PointsPassed = 1_000_000_000_000_000 };
        var unknown = worst with { PointsPassed = 10 };
        var blocked = unknown with { User = Some.User(UserStatus.Blocked) };
        var noActivity = unknown with { User = Some.User(), Activity = null };
        var taken = noActivity with { Activity = capped };
        var paused = taken with { OrderIsTaken = false };
        var often = paused with { Activity = capped with { IsActive = true } };
        return
        [
            (Refusal.MissingParameters, worst),
            (Refusal.InvalidParameters, tooMuch),
            (Refusal.InvalidUser, unknown),
            (Refusal.UserBlocked, blocked),
            (Refusal.InvalidActivityId, noActivity),
            (Refusal.DuplicateOrderId, taken),
            (Refusal.ActivityPaused, paused),
            (Refusal.AwardLimitExceeded, often),
        ];
    }
}
