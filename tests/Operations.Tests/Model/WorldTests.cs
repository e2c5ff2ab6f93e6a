using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>The reference model against stories that were worked out by hand.</summary>
public class WorldTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    private static readonly ActivityTerms AtOnce =
        new("at_once", true, Approval.Immediate, 0, 1, true, 1, true, 0, Window.Day);

    private static readonly ActivityTerms Monthly =
        AtOnce with { Id = "monthly", Approval = Approval.Monthly, Months = 0 };

    private static readonly Shop Shop = new(
        "UTC",
        Rounding.Floor,
        WhenSpent.AllowNegative,
        1,
        [AtOnce, Monthly],
        [new("silver", true, 1, 100, 2, true), new("star", false, 1, 300, 3, true)],
        []);

    private readonly List<Deed> _history = [];

    [Fact]
    public void Points_expire_at_the_end_of_a_day_one_month_later()
    {
        Do(new Awarding(Start, "ann", "at_once", 50, null));

        At(new(2026, 2, 28, 23, 59, 59, TimeSpan.Zero)).Members[0].Available.Should().Be(50);
        var after = At(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        after.Members[0].Available.Should().Be(0);
        after.Lines[0].Status.Should().Be(Status.Expired);
        after.Lots[0].Expired.Should().Be(50);
    }

    [Fact]
    public void A_monthly_award_is_approved_by_time_alone()
    {
        Do(new Awarding(Start, "ann", "monthly", 50, null));

        At(Start.AddDays(27)).Members[0].Pending.Should().Be(50);
        var line = At(Start.AddDays(60)).Lines[0];
        line.Status.Should().Be(Status.AutoApproved);
        line.Approved.Should().Be(new DateTimeOffset(2026, 2, 28, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_return_of_spent_points_is_owed_and_later_points_pay_it_first()
    {
        Do(new Awarding(Start, "ann", "at_once", 50, "o1"));
        Do(new Deducting(Start, "ann", 50));
        Do(new Returning(Start, "o1", null)).Line.Should().Be(3);
        At(Start).Members[0].Available.Should().Be(-50);

        Do(new Awarding(Start, "ann", "at_once", 80, null));
        var after = At(Start);
        after.Members[0].Available.Should().Be(30);
        after.Gifts.Should().Equal(new GiftView(2, 1, 50), new GiftView(3, 4, 50));
    }

    [Fact]
    public void A_level_is_reached_at_once_and_kept_to_the_end_of_the_next_period()
    {
        Do(new Awarding(Start, "ann", "at_once", 120, null));
        Do(new Awarding(Start, "ann", "at_once", 10, null));

        World.After(Shop, _history).ViewLine(2).Points.Should().Be(20);
        At(new(2027, 12, 31, 23, 0, 0, TimeSpan.Zero)).Members[0].PeriodLevel.Should().Be("silver");
        At(new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero)).Members[0].PeriodLevel.Should().Be("");
    }

    [Fact]
    public void A_pending_award_that_comes_back_whole_is_rejected_and_revives_with_it()
    {
        Do(new Awarding(Start, "ann", "monthly", 50, "o1"));
        Do(new Returning(Start.AddDays(20), "o1", null));
        At(Start.AddDays(20)).Lines[0].Status.Should().Be(Status.AutoRejected);

        Do(new Moving(Start.AddDays(40), 2, Status.Rejected));
        var line = At(Start.AddDays(40)).Lines[0];
        line.Status.Should().Be(Status.AutoApproved);
        line.Approved.Should().Be(Start.AddDays(40));
    }

    private Reply Do(Deed deed)
    {
        _history.Add(deed);
        return World.After(Shop, _history).Last;
    }

    private ProgramView At(DateTimeOffset at) =>
        World.After(Shop, _history.Append(new Waited(at))).View();
}
