using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Which levels a member is in (ledger.md, section 10).</summary>
public class LadderTests
{
    private static readonly Level Bronze = Some.Level("bronze", 0, multiplier: 1.1m);
    private static readonly Level Silver = Some.Level("silver", 100, multiplier: 1.2m);
    private static readonly Level Gold = Some.Level("gold", 1000, multiplier: 1.3m);
    private static readonly Level Fan = Some.Level("fan", 200, LevelType.Lifetime, 1.25m);
    private static readonly Level Star = Some.Level("star", 2000, LevelType.Lifetime, 1.5m);

    private static readonly Ladder Five = new([Gold, Star, Bronze, Fan, Silver]);
    private static readonly Standing Start = Standing.From(2026);

    [Theory]
    [InlineData(0, "bronze", null)]
    [InlineData(99, "bronze", null)]
    [InlineData(100, "silver", null)]
    [InlineData(199, "silver", null)]
    [InlineData(200, "silver", "fan")]
    [InlineData(1000, "gold", "fan")]
    [InlineData(2000, "gold", "star")]
    public void A_level_is_reached_by_its_minimum_points(
        long points, string period, string? life) =>
        ShouldBeIn(Five, Start.Count(points, 2026), period, life);

    [Fact]
    public void Without_a_level_for_no_points_a_member_begins_in_none() =>
        ShouldBeIn(new([Silver, Fan]), Start, null, null);

    [Fact]
    public void Of_levels_with_equal_minimum_the_later_position_is_higher()
    {
        var first = Silver with { Id = "2", LevelId = "first", Position = 1 };
        var second = Silver with { Id = "1", LevelId = "second", Position = 2 };

        ShouldBeIn(new([second, first]), Start.Count(100, 2026), "second", null);
    }

    [Fact]
    public void The_minimum_counts_before_the_position()
    {
        var low = Silver with { Position = 9 };
        var high = Gold with { Position = 1 };

        ShouldBeIn(new([high, low]), Start.Count(1000, 2026), "gold", null);
    }

    [Fact]
    public void An_inactive_level_does_not_count()
    {
        var ladder = new Ladder([Bronze, Silver with { IsActive = false }, Gold]);

        ShouldBeIn(ladder, Start.Count(500, 2026), "bronze", null);
        ShouldBeIn(ladder, Start.MoveTo(Silver), "bronze", null);
        ladder.Find("silver").Should().BeNull();
        ladder.Find("gold").Should().Be(Gold);
    }

    [Fact]
    public void A_period_level_lasts_to_the_end_of_the_next_period()
    {
        var earned = Start.Count(1000, 2026);

        ShouldBeIn(Five, earned.In(2027), "gold", "fan");
        ShouldBeIn(Five, earned.In(2028), "bronze", "fan");
        ShouldBeIn(Five, earned.In(2027).In(2028), "bronze", "fan");
    }

    [Fact]
    public void Points_of_two_periods_are_not_added_up() =>
        ShouldBeIn(Five, Start.Count(600, 2026).In(2027).Count(600, 2027), "silver", "fan");

    [Fact]
    public void An_upgrade_is_immediate_also_in_the_next_period() =>
        ShouldBeIn(Five, Start.Count(100, 2026).In(2027).Count(1000, 2027), "gold", "fan");

    [Fact]
    public void What_a_return_takes_back_may_take_a_level_with_it() =>
        ShouldBeIn(Five, Start.Count(1000, 2026).Count(-950, 2026), "bronze", null);

    [Fact]
    public void A_level_set_by_hand_holds_up_and_down()
    {
        var earned = Start.Count(100, 2026);

        ShouldBeIn(Five, earned.MoveTo(Gold), "gold", null);
        ShouldBeIn(Five, earned.MoveTo(Bronze), "bronze", null);
        ShouldBeIn(Five, earned.MoveTo(Star), "silver", "star");
    }

    [Fact]
    public void A_higher_level_earned_meanwhile_wins()
    {
        ShouldBeIn(Five, Start.MoveTo(Silver).Count(1000, 2026), "gold", "fan");
        ShouldBeIn(Five, Start.MoveTo(Fan).Count(2000, 2026), "gold", "star");
        ShouldBeIn(Five, Start.Count(100, 2026).MoveTo(Bronze).Count(900, 2026), "gold", "fan");
    }

    [Fact]
    public void A_level_that_was_earned_before_does_not_undo_a_move_down()
    {
        ShouldBeIn(Five, Start.Count(1000, 2026).MoveTo(Bronze).Count(50, 2026), "bronze", "fan");
        ShouldBeIn(Five, Start.Count(200, 2026).In(2027).MoveTo(Bronze), "bronze", "fan");
    }

    [Fact]
    public void A_move_down_from_last_years_level_yields_to_the_same_level_earned_this_year() =>
        ShouldBeIn(
            Five,
            Start.Count(200, 2026).In(2027).MoveTo(Bronze).Count(200, 2027), "silver", "fan");

    [Fact]
    public void A_lower_level_earned_meanwhile_does_not_end_a_move_up() =>
        ShouldBeIn(Five, Start.MoveTo(Gold).Count(100, 2026), "gold", null);

    [Fact]
    public void A_period_level_set_by_hand_ends_with_the_period_and_a_lifetime_one_never()
    {
        var moved = Start.MoveTo(Gold).MoveTo(Star);

        ShouldBeIn(Five, moved.In(2026), "gold", "star");
        ShouldBeIn(Five, moved.In(2027), "bronze", "star");
        ShouldBeIn(Five, moved.In(2127), "bronze", "star");
    }

    [Fact]
    public void Moving_back_takes_what_was_set_by_hand_away() =>
        ShouldBeIn(
            Five, Start.Count(200, 2026).MoveTo(Gold).MoveTo(Star).MoveBack(), "silver", "fan");

    [Fact]
    public void The_larger_multiplier_of_the_two_levels_counts()
    {
        new Place(Gold, Fan).Multiplier.Should().Be(1.3m);
        new Place(Silver, Fan).Multiplier.Should().Be(1.25m);
        new Place(Silver, null).Multiplier.Should().Be(1.2m);
        new Place(null, Star).Multiplier.Should().Be(1.5m);
        new Place(null, null).Multiplier.Should().Be(1);
        new Place(Bronze with { BonusMultiplier = 0.5m }, null).Multiplier.Should().Be(0.5m);
    }

    private static void ShouldBeIn(Ladder ladder, Standing standing, string? period, string? life)
    {
        var place = ladder.PlaceOf(standing);

        place.Period?.LevelId.Should().Be(period);
        place.Lifetime?.LevelId.Should().Be(life);
        (place.Period is null).Should().Be(period is null);
        (place.Lifetime is null).Should().Be(life is null);
        place.IsIn(period ?? "no such level").Should().Be(period is not null);
    }
}
