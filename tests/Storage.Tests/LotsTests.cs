using System.Data.Common;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Lots, and what each gave to which spend.</summary>
public sealed class LotsTests : IDisposable
{
    private static readonly Lot Full = Some.Lot("t1", "u1");

    private readonly Store _store = new();

    private bool _hasBegun;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_lot_comes_back_as_it_was()
    {
        var bare = Full with
        {
            Id = "t2",
            State = LotState.Pending,
            ApprovedAt = null,
            ExpiresAt = null,
            ValidUntil = Calendar.Never,
            PointsPassed = null,
            QualifiedPoints = false,
            ReturnedAmount = 0,
        };
        await Add(Full, bare);

        Find("t1").Should().Be(Full);
        Find("t2").Should().Be(bare);
        Find("t9").Should().BeNull();
        _store.Rows<long>("SELECT remaining FROM transactions").Should().Equal(11, 11);
    }

    [Fact]
    public async Task What_was_awarded_stays_and_what_became_of_it_changes()
    {
        var waiting = Full with
        {
            State = LotState.Pending,
            ApprovedAt = null,
            ExpiresAt = null,
            ValidUntil = Calendar.Never,
        };
        await Add(waiting);
        var changed = Full.Use(6).Return(new("t1", 2.5m, 3)) with { State = LotState.Rejected };

        await _store.Write(session => session.Lots.Change(Some.Program, waiting, changed));

        Find("t1").Should().Be(changed);
    }

    [Fact]
    public async Task Spends_take_the_soonest_expiry_then_the_oldest_approval_then_the_id()
    {
        var never = Full with { ValidUntil = Calendar.Never, ExpiresAt = null };
        await Add(
            never with { Id = "t1", ApprovedAt = Some.At.AddDays(-5) },
            Full with { Id = "t2" },
            Full with { Id = "t3" },
            Full with { Id = "t4", ApprovedAt = Some.At.AddMilliseconds(-1) },
            Full with { Id = "t5", ValidUntil = Full.ValidUntil.AddDays(-1) },
            Full with { Id = "t6", State = LotState.Pending },
            Full with { Id = "t7", State = LotState.Rejected },
            (Full with { Id = "t8" }).Use(11));

        Spendable().Should().Equal("t5", "t4", "t2", "t3", "t1");
    }

    [Fact]
    public async Task Lots_of_a_purse_take_their_place_among_those_that_are_listed()
    {
        await Add(Full with { Id = "t1" }, Full with { Id = "t2" });
        await AddUnlisted(
            Full with { Id = "t3", ValidUntil = Full.ValidUntil.AddDays(1) },
            Full with { Id = "t4", ApprovedAt = Full.ApprovedAt?.AddMilliseconds(1) },
            Full with { Id = "t5", ValidUntil = Full.ValidUntil.AddDays(-1) },
            Full with { Id = "t7" });
        await Add(Full with { Id = "t6" });

        Spendable("t5", "t7", "t4", "t3").Should().Equal(
            "t5", "t1", "t2", "t6", "t7", "t4", "t3");
        Spendable("t4").Should().Equal("t1", "t2", "t6", "t4");
        Spendable().Should().Equal("t1", "t2", "t6");
    }

    /// <summary>What it is given back it then has on the list.</summary>
    [Fact]
    public async Task A_lot_that_is_used_up_or_rejected_is_listed_from_then_on()
    {
        var used = Full.Use(Full.Remaining);
        var rejected = Full with { Id = "t2", State = LotState.Rejected };
        var partly = (Full with { Id = "t3" }).Use(1);
        await AddUnlisted(Full, Full with { Id = "t2" }, Full with { Id = "t3" });
        await _store.Write(session =>
        {
            session.Lots.Change(Some.Program, Full, used);
            session.Lots.Change(Some.Program, Full with { Id = "t2" }, rejected);
            session.Lots.Change(Some.Program, Full with { Id = "t3" }, partly);
        });
        Spendable().Should().BeEmpty();

        await _store.Write(session =>
        {
            session.Lots.Change(Some.Program, used, Full);
            session.Lots.Change(Some.Program, rejected, Full with { Id = "t2" });
        });

        Spendable().Should().Equal("t1", "t2");
        Spendable("t3").Should().Equal("t1", "t2", "t3");
    }

    /// <summary>However many there are between two of the purse, before and after.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(15, 1, 0)]
    [InlineData(16, 3, 40)]
    [InlineData(300, 0, 0)]
    [InlineData(0, 20, 300)]
    public async Task Many_lots_are_read_in_their_order_to_the_last(
        int before, int between, int after)
    {
        var (order, purse) = (new List<string>(), new List<string>());
        for (var i = 0; i < Purse.MostLots; i++)
        {
            await AddListed(i == 0 ? before : between);
            purse.Add(Next());
            await AddUnlisted(Full with { Id = purse[^1] });
        }

        await AddListed(after);

        Spendable([.. purse]).Should().Equal(order);
        Spendable([.. purse]).Take(9).Should().Equal(order.Take(9));

        Task AddListed(int count) =>
            Add([.. Enumerable.Range(0, count).Select(_ => Full with { Id = Next() })]);

        string Next()
        {
            order.Add($"t{order.Count + 1000}");
            return order[^1];
        }
    }

    [Fact]
    public async Task Shares_of_one_lot_add_up_and_are_forgotten_together()
    {
        await Add(Full, Full with { Id = "t2" });
        await _store.Write(session =>
        {
            session.Lots.Allocate(Some.Program, "t1", new(Full, 3));
            session.Lots.Allocate(Some.Program, "t1", new(Full with { Id = "t2" }, 4));
            session.Lots.Allocate(Some.Program, "t1", new(Full, 2));
            session.Lots.Allocate(Some.Program, "t2", new(Full, 1));
        });

        Allocated("t1").Should().Equal(("t1", 5), ("t2", 4));
        await _store.Write(session => session.Lots.Free(Some.Program, "t1"));
        Allocated("t1").Should().BeEmpty();
        Allocated("t2").Should().Equal(("t1", 1));
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public async Task A_lot_gives_no_more_than_it_has(long used, long deducted)
    {
        var lot = Full with { PointsUsed = used, PointsDeducted = deducted, PointsExpired = 0 };

        await FluentActions.Awaiting(() => Add(lot))
            .Should().ThrowAsync<DbException>().WithMessage("*CHECK*");
    }

    [Fact]
    public async Task A_lot_whose_points_do_not_add_up_is_not_kept()
    {
        await Add(Full);

        FluentActions.Invoking(() => _store.Run(
            "UPDATE transactions SET remaining = remaining + 1"))
            .Should().Throw<DbException>().WithMessage("*CHECK*");
    }

    [Theory]
    [InlineData("UPDATE transactions SET lot_approved_at = 1.5")]
    [InlineData("UPDATE transactions SET state = 'Lost'")]
    [InlineData("UPDATE transactions SET valid_until = NULL")]
    [InlineData("UPDATE users SET gender = 'x'")]
    [InlineData("UPDATE users SET debt = -1")]
    [InlineData("UPDATE partners SET period_start_month = 13")]
    [InlineData("UPDATE transactions SET status = 'Gone'")]
    public async Task A_value_of_the_wrong_kind_is_not_kept(string sql)
    {
        await Add(Full);

        FluentActions.Invoking(() => _store.Run(sql)).Should().Throw<DbException>();
    }

    [Theory]
    [InlineData("state = 'Approved'")]
    [InlineData("points_used = 0")]
    [InlineData("lot_approved_at = 0")]
    [InlineData("qualified_points = TRUE")]
    [InlineData("rounding = 'Floor'")]
    public async Task Only_an_award_has_a_lot(string column)
    {
        await Add(Full);
        await _store.Write(session => session.Add(
            Transaction.Of(TransactionType.Redeem, "t9", "u1", Some.At)));

        FluentActions.Invoking(() => _store.Corrupt(
            $"UPDATE transactions SET {column} WHERE type = 'Redeem'"))
            .Should().Throw<DbException>().WithMessage("*CHECK*");
        _store.Read(session => session.Lots.Find(Some.Program, "t9")).Should().BeNull();
    }

    [Theory]
    [InlineData("state")]
    [InlineData("points_used")]
    [InlineData("remaining")]
    [InlineData("qualified_points")]
    [InlineData("base_value")]
    public async Task An_award_has_a_whole_lot(string column)
    {
        await Add(Full);

        FluentActions.Invoking(() => _store.Corrupt($"UPDATE transactions SET {column} = NULL"))
            .Should().Throw<DbException>().WithMessage("*CHECK*");
    }

    private Task Add(params Lot[] lots) => Add(lots, isListed: true);

    private Task AddUnlisted(params Lot[] lots) => Add(lots, isListed: false);

    private async Task Add(Lot[] lots, bool isListed)
    {
        if (!_hasBegun)
        {
            await _store.Begin();
            _hasBegun = true;
        }

        await _store.Write(session =>
        {
            foreach (var lot in lots)
            {
                var award = Some.Award(lot.Id, "u1");
                session.Offer(award);
                session.Transactions.Add(Some.Program, award, lot, isListed);
            }
        });
    }

    private IEnumerable<string> Spendable(params string[] purse) =>
        _store.Read(session => session.Lots.ListSpendable(
            Some.Program,
            Some.User("u1", "jane@shop.example") with
            {
                Purse = Purse.Of([.. purse.Select(
                    id => new PurseLot(id, session.Lots.Find(Some.Program, id)!.ValidUntil))]),
            }).ToList())
            .Select(lot => lot.Id);

    private Lot? Find(string id) =>
        _store.Read(session => session.Lots.Find(Some.Program, id));

    private IReadOnlyList<(string, long)> Allocated(string id) =>
        _store.Read(session => session.Lots.ListAllocated(Some.Program, id));
}
