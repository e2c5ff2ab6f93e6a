using System.Data.Common;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Transactions, as they are written down, moved and found.</summary>
public sealed class TransactionsTests : IDisposable
{
    private static readonly Transaction Full = new(
        "t1", "u1", TransactionType.Deduct, PointsStatus.PendingDeduction, 100, Some.At,
        Some.At.AddDays(1), Some.At.AddDays(2), Some.At.AddDays(3), "api", null, null, "order-1",
        null, null, null, null, "Why not", 30);

    private static readonly Transaction Bare =
        Transaction.Of(TransactionType.Redeem, "t2", "u1", Some.At);

    private static readonly Transaction Redeem = Bare with
    {
        Id = "t3",
        RedemptionId = "gift_card",
        RedemptionName = "Gift card",
        RedemptionValue = "$5",
        CouponCode = "C1",
    };

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_line_comes_back_as_it_was()
    {
        var award = Some.Award("t4", "u1");
        await Add(Full, Bare, Redeem, award);

        Find("t1").Should().Be(Full);
        Find("t2").Should().Be(Bare);
        Find("t3").Should().Be(Redeem);
        Find("t4").Should().Be(award);
        _store.Read(session => session.Transactions.Find(2, "t1")).Should().BeNull();
    }

    [Fact]
    public async Task A_move_changes_the_status_and_what_goes_with_it_and_nothing_else()
    {
        await Add(Full);
        var moved = Full with
        {
            Status = PointsStatus.Deducted,
            Points = 7,
            UpdatedAt = Some.At,
            ApprovedAt = null,
            ApprovedBy = null,
            AutoApprovalAt = null,
            OrderId = null,
            Reason = null,
            Debt = 0,
        };

        await _store.Write(session => session.Transactions.Change(Some.Program, Full, moved));

        Find("t1").Should().Be(Full with
        {
            Status = PointsStatus.Deducted,
            UpdatedAt = Some.At,
            ApprovedAt = null,
            ApprovedBy = null,
            Debt = 0,
        });
    }

    [Fact]
    public async Task An_order_is_awarded_once_for_an_activity()
    {
        var award = Some.Award("t1", "u1") with { OrderId = "order-1" };
        await Add(
            award,
            award with { Id = "t2", ActivityId = "review" },
            award with { Id = "t3", OrderId = null },
            award with { Id = "t4", OrderId = null },
            Full with { Id = "t5", OrderId = "order-1" });

        await FluentActions.Awaiting(() => _store.Write(session =>
            session.Add(award with { Id = "t9" })))
            .Should().ThrowAsync<DbException>().WithMessage("*UNIQUE*");
        _store.Read(session => session.Transactions.FindAward(
            Some.Program, "review", "order-1"))!.Id.Should().Be("t2");
        _store.Read(session => session.Transactions.FindAward(2, "review", "order-1"))
            .Should().BeNull();
        _store.Read(session => session.Transactions.ListAwardsOfOrder(
            Some.Program, "order-1")).Select(line => line.Id).Should().Equal("t1", "t2");
    }

    [Fact]
    public async Task A_code_is_issued_once()
    {
        await Add(Redeem);

        await FluentActions.Awaiting(() => _store.Write(session =>
            session.Transactions.Add(Some.Program, Redeem with { Id = "t9" })))
            .Should().ThrowAsync<DbException>().WithMessage("*UNIQUE*");
    }

    [Fact]
    public async Task Debt_is_listed_from_the_oldest()
    {
        var debt = Full with { CouponCode = null };
        await Add(
            debt with { Id = "t3" },
            debt with { Id = "t4", Debt = 0 },
            debt with { Id = "t2" },
            debt with { Id = "t5" });

        _store.Read(session => session.Transactions.ListInDebt(Some.Program, "u1"))
            .Select(line => line.Id).Should().Equal(["t3", "t2", "t5"], "they were made so");
    }

    [Fact]
    public async Task Awards_are_counted_from_an_instant_without_rejected_ones_and_up_to_the_cap()
    {
        var award = Some.Award("t1", "u1");
        await Add(
            award with { Id = "t2", CreatedAt = Some.At.AddMilliseconds(-1) },
            award,
            award with { Id = "t3", Status = PointsStatus.Rejected },
            award with { Id = "t4", Status = PointsStatus.AutoRejected },
            award with { Id = "t5", Status = PointsStatus.Exhausted },
            award with { Id = "t6", ActivityId = "other" },
            Full with { Id = "t7" });

        Count(Some.At, 9).Should().Be(2);
        Count(Some.At.AddMilliseconds(-1), 9).Should().Be(3);
        Count(Some.At, 1).Should().Be(1);

        long Count(DateTimeOffset from, long cap) => _store.Read(session =>
            session.Transactions.CountAwards(
                Some.Program,
                Some.User("u1", "jane@shop.example"),
                Some.Activity with { Cap = new(cap, Interval.Day) },
                from));
    }

    [Fact]
    public async Task Awards_are_counted_in_the_members_row_and_in_her_history()
    {
        var award = Some.Award("t0", "u1");
        await Add(
            [.. Enumerable.Range(1, 8).Select(number => award with
            {
                Id = $"t{number}",
                CreatedAt = Some.At.AddDays(number),
                ActivityId = number == 6 ? "other" : award.ActivityId,
                Status = number == 7 ? PointsStatus.Rejected : PointsStatus.Exhausted,
            })]);
        _store.Run("DELETE FROM histories WHERE number > 4");

        Count(9, fromDay: 0).Should().Be(6);
        Count(9, fromDay: 4).Should().Be(3);
        Count(9, fromDay: 5).Should().Be(2);
        Count(9, fromDay: 8).Should().Be(1);
        Count(9, fromDay: 9).Should().Be(0);
        Count(4, fromDay: 0).Should().Be(4);

        long Count(long cap, int fromDay) => _store.Read(session =>
            session.Transactions.CountAwards(
                Some.Program,
                Some.User("u1", "jane@shop.example") with
                {
                    Recent = RecentTransactions.Of(5, 6, 7, 8),
                },
                Some.Activity with { Cap = new(cap, Interval.Day) },
                Some.At.AddDays(fromDay)));
    }

    [Fact]
    public async Task Each_program_counts_its_lines_through_and_one_that_is_undone_leaves_no_gap()
    {
        await Add(Some.Award("t1", "u1"));
        await _store.Write(session =>
        {
            session.Users.Add(2, Some.User("u1", "jane@shop.example"));
            session.Add(Some.Award("t1", "u1"), program: 2);
        });
        await _store.Database.Write<bool>(session =>
        {
            session.Add(Some.Award("t2", "u1"));
            return Refusal.InvalidUser;
        });
        await _store.Write(session => session.Add(Some.Award("t3", "u1")));

        _store.Rows<string>(
            "SELECT 'p' || program || id || number FROM transactions ORDER BY program, number")
            .Should().Equal("p1t11", "p1t32", "p2t11");
    }

    [Fact]
    public async Task The_newest_is_known_and_a_program_without_lines_has_none()
    {
        await Add(Bare, Bare with { Id = "t9", CreatedAt = Some.At.AddDays(1) });

        _store.Read(session => session.Transactions.NewestAt(Some.Program))
            .Should().Be(Some.At.AddDays(1));
        _store.Read(session => session.Transactions.NewestAt(2)).Should().BeNull();
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1_000_000_000_000_001, 0)]
    [InlineData(10, 11)]
    [InlineData(10, -1)]
    public async Task A_line_that_cannot_be_is_not_written(long points, long debt) =>
        await FluentActions.Awaiting(() => Add(Full with { Points = points, Debt = debt }))
            .Should().ThrowAsync<DbException>().WithMessage("*CHECK*");

    private async Task Add(params Transaction[] lines)
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            foreach (var line in lines)
            {
                session.Add(line);
            }
        });
    }

    private Transaction? Find(string id) =>
        _store.Read(session => session.Transactions.Find(Some.Program, id));
}
