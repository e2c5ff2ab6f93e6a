using System.Globalization;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>The points of one award, from approval to its last point (ledger.md, 1-5).</summary>
public class LotTests
{
    private static readonly Calendar Berlin = Calendar.In("Europe/Berlin");

    private static readonly Lot New = Lot.Of(
        Transaction.Of(TransactionType.Award, "t1", "u1", Some.Noon) with { Points = 100 },
        Some.Fixed with { PointsExpirationPeriod = 1 },
        new(100, 1, 1, Rounding.Floor));

    [Fact]
    public void A_new_lot_is_pending_and_counts_towards_no_level()
    {
        New.Balance.Should().Be(new Balance(0, 100, 0, 0));
        New.QualifyingPoints.Should().Be(0);
        New.StatusWhen(null).Should().Be(PointsStatus.Pending);
        New.HasLapsed(DateTimeOffset.MaxValue.AddYears(-10)).Should().BeFalse();
    }

    [Fact]
    public void Approval_opens_it_and_starts_its_months()
    {
        var lot = New.Approve(Berlin, At("2026-01-31T22:59:00Z"));

        lot.Balance.Should().Be(new Balance(100, 0, 0, 0));
        lot.QualifyingPoints.Should().Be(100);
        lot.ExpiresAt.Should().Be(At("2026-02-28T22:59:00Z"));
        lot.ValidUntil.Should().Be(At("2026-02-28T23:00:00Z"), "it is valid through that day");
        lot.HasLapsed(At("2026-02-28T22:59:59.999Z")).Should().BeFalse();
        lot.HasLapsed(At("2026-02-28T23:00:00Z")).Should().BeTrue();
    }

    [Fact]
    public void A_second_approval_keeps_the_first_ones_expiry()
    {
        var first = New.Approve(Berlin, At("2026-01-31T12:00:00Z"));

        var second = (first with { State = LotState.Rejected })
            .Approve(Berlin, At("2026-02-10T12:00:00Z"));

        second.Should().Be(first);
    }

    [Fact]
    public void Without_months_it_never_lapses()
    {
        var lot = (New with { PointsExpirationPeriod = 0 }).Approve(Berlin, Some.Noon);

        lot.ExpiresAt.Should().BeNull();
        lot.ValidUntil.Should().Be(Calendar.Never);
    }

    [Theory]
    [InlineData(LotState.Pending, 0, 0, 0, null, PointsStatus.Pending)]
    [InlineData(LotState.Rejected, 40, 0, 0, null, PointsStatus.Rejected)]
    [InlineData(LotState.AutoRejected, 0, 100, 0, null, PointsStatus.AutoRejected)]
    [InlineData(LotState.Approved, 0, 0, 0, null, PointsStatus.AutoApproved)]
    [InlineData(LotState.Approved, 0, 0, 0, "api", PointsStatus.Approved)]
    [InlineData(LotState.Approved, 99, 0, 0, null, PointsStatus.AutoApproved)]
    [InlineData(LotState.Approved, 100, 0, 0, null, PointsStatus.Exhausted)]
    [InlineData(LotState.Approved, 1, 99, 0, "api", PointsStatus.Exhausted)]
    [InlineData(LotState.Approved, 0, 100, 0, null, PointsStatus.AutoApproved)]
    [InlineData(LotState.Approved, 0, 100, 0, "api", PointsStatus.Approved)]
    [InlineData(LotState.Approved, 40, 0, 60, "api", PointsStatus.Expired)]
    public void Its_awards_status_follows_from_where_its_points_went(
        LotState state, long used, long deducted, long expired, string? by, PointsStatus status) =>
        (New with
        {
            State = state,
            PointsUsed = used,
            PointsDeducted = deducted,
            PointsExpired = expired,
        }).StatusWhen(by).Should().Be(status);

    [Fact]
    public void What_is_taken_and_given_back_keeps_the_equation()
    {
        var lot = New.Approve(Berlin, Some.Noon).Use(30).Deduct(20);

        lot.Remaining.Should().Be(50);
        lot.AvailablePoints.Should().Be(50);
        lot.PointsUsed.Should().Be(30);
        lot.PointsDeducted.Should().Be(20);
        lot.Deduct(-20).Remaining.Should().Be(70);
    }

    [Fact]
    public void Redemptions_and_expiry_do_not_lower_what_counts_towards_levels()
    {
        var lot = New.Approve(Berlin, Some.Noon);

        lot.Use(60).QualifyingPoints.Should().Be(100);
        lot.Deduct(60).QualifyingPoints.Should().Be(100);
        (lot with { PointsExpired = 60 }).QualifyingPoints.Should().Be(100);
        (lot with { QualifiedPoints = false }).QualifyingPoints.Should().Be(0);
    }

    [Fact]
    public void Returns_and_rejections_lower_what_counts_towards_levels()
    {
        var lot = New.Approve(Berlin, Some.Noon).Use(60);

        lot.Return(new("t1", 10, 10)).QualifyingPoints.Should().Be(90);
        (lot with { State = LotState.Rejected }).QualifyingPoints
            .Should().Be(60, "what was spent stays spent");
        (lot.Deduct(10).Return(new("t1", 10, 10)) with { State = LotState.Rejected })
            .QualifyingPoints.Should().Be(60);
        (New with { State = LotState.Rejected }).QualifyingPoints.Should().Be(0);
    }

    [Fact]
    public void A_pending_lot_that_is_returned_whole_is_rejected_by_itself()
    {
        var part = New.Deduct(40).Return(new("t1", 40, 40));
        var whole = part.Deduct(60).Return(new("t1", 60, 60));

        part.State.Should().Be(LotState.Pending);
        whole.State.Should().Be(LotState.AutoRejected);
        whole.UndoReturn(new("t1", 60, 60)).Deduct(-60).Should().Be(part);
    }

    [Fact]
    public void An_approved_lot_that_is_returned_whole_stays_approved()
    {
        var lot = New.Approve(Berlin, Some.Noon).Deduct(100).Return(new("t1", 100, 100));

        lot.State.Should().Be(LotState.Approved);
        lot.ValueLeft.Should().Be(0);
    }

    [Theory]
    [InlineData(LotState.Pending, 70)]
    [InlineData(LotState.Approved, 70)]
    [InlineData(LotState.Rejected, 0)]
    [InlineData(LotState.AutoRejected, 0)]
    public void A_rejected_award_has_nothing_left_to_return(LotState state, int left) =>
        (New with { State = state, ReturnedAmount = 30 }).ValueLeft.Should().Be(left);

    [Theory]
    [InlineData(Rounding.Floor, "9.99", "0.01", 0)]
    [InlineData(Rounding.Floor, "9.99", "0.99", 0)]
    [InlineData(Rounding.Floor, "9.99", "1", 1)]
    [InlineData(Rounding.Floor, "9.99", "9.98", 9)]
    [InlineData(Rounding.Ceiling, "9.99", "0.99", 1)]
    [InlineData(Rounding.Ceiling, "9.99", "9.98", 9)]
    [InlineData(Rounding.Nearest, "9.99", "0.5", 1)]
    [InlineData(Rounding.Nearest, "9.99", "0.49", 0)]
    [InlineData(Rounding.Floor, "9.99", "9.99", 9)]
    [InlineData(Rounding.Floor, "9.99", "1000", 9)]
    public void A_return_is_worth_what_the_award_loses_when_it_is_priced_again(
        Rounding rounding, string value, string returned, long due)
    {
        var price = new Price(Number(value), 1, 1, rounding);
        var lot = New with { Price = price, Points = price.Points!.Value };

        lot.PointsDueFor(Number(returned)).Should().Be(due);
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
