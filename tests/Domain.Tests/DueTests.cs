using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What time does to a line and its lot, and when.</summary>
public class DueTests
{
    private static readonly Calendar Utc = Calendar.In("UTC");

    private static readonly Due Waiting = new(
        Line(TransactionType.Award, PointsStatus.Pending), Some.Lot("t1", 100) with
        {
            State = LotState.Pending,
            ApprovedAt = null,
            PointsExpirationPeriod = 1,
        });

    [Fact]
    public void An_award_that_waits_is_approved_and_then_expires()
    {
        Waiting.At.Should().Be(Some.Noon.AddMonths(1));

        var approved = Waiting.Move(Utc, Some.Noon.AddMonths(1));

        (approved.Line.Status, approved.Line.ApprovedAt).Should().Be(
            (PointsStatus.AutoApproved, Some.Noon.AddMonths(1)));
        approved.Lot!.AvailablePoints.Should().Be(100);
        approved.At.Should().Be(new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero));

        var expired = approved.Move(Utc, approved.At!.Value);

        expired.Line.Status.Should().Be(PointsStatus.Expired);
        (expired.Lot!.PointsExpired, expired.Lot.Remaining).Should().Be((100, 0));
        expired.At.Should().BeNull();
    }

    [Fact]
    public void Only_what_is_left_of_a_lot_expires()
    {
        var spent = Waiting.Move(Utc, Some.Noon);
        spent = spent with { Lot = spent.Lot!.Use(70).Deduct(10) };

        var expired = spent.Move(Utc, spent.At!.Value);

        (expired.Lot!.PointsUsed, expired.Lot.PointsDeducted, expired.Lot.PointsExpired)
            .Should().Be((70, 10, 20));
        (spent with { Lot = spent.Lot.Use(20) }).At.Should().BeNull("nothing is left to lapse");
    }

    [Fact]
    public void The_deduct_of_a_return_is_settled_once()
    {
        var pending = new Due(
            Line(TransactionType.Deduct, PointsStatus.PendingDeduction), Lot: null);

        var settled = pending.Move(Utc, pending.At!.Value);

        settled.Line.Status.Should().Be(PointsStatus.Deducted);
        settled.At.Should().BeNull();
    }

    [Theory]
    [InlineData(PointsStatus.Approved)]
    [InlineData(PointsStatus.Rejected)]
    [InlineData(PointsStatus.AutoRejected)]
    public void A_line_that_waits_no_more_is_not_moved(PointsStatus status) =>
        new Due(Line(TransactionType.Award, status), Lot: null).At.Should().BeNull();

    [Fact]
    public void Points_that_never_expire_are_never_due() =>
        (Waiting with { Lot = Waiting.Lot! with { PointsExpirationPeriod = 0 } })
            .Move(Utc, Some.Noon).At.Should().BeNull();

    [Fact]
    public void What_is_due_first_comes_first_and_then_the_smaller_id()
    {
        Due[] due =
        [
            Waiting with { Line = Waiting.Line with { AutoApprovalAt = Some.Noon.AddDays(2) } },
            Waiting with { Line = Waiting.Line with { Id = "b" } },
            Waiting with { Line = Waiting.Line with { Id = "a" } },
        ];

        due.Order(Due.InOrder).Should().Equal(due[0], due[2], due[1]);
    }

    private static Transaction Line(TransactionType type, PointsStatus status) =>
        Transaction.Of(type, "t1", "u1", Some.Noon) with
        {
            Status = status,
            AutoApprovalAt = Some.Noon.AddMonths(1),
        };
}
