using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What is found in a member's books, and what is none (ledger.md, section 9).</summary>
public class AuditTests
{
    private static readonly DateTimeOffset MonthLater = Some.Noon.AddMonths(1);

    private static readonly Purse Named = Purse.Of(new PurseLot("a1", Calendar.Never));

    /// <summary>An award, spent and returned in part, and one that waits for approval.</summary>
    private static readonly Books Sound = new(
        Some.User(balance: new(30, 50, 60, 0)) with
        {
            Standing = Standing.From(2026).Count(90, 2026),
            NextDueAt = MonthLater,
            LastActivityAt = Some.Noon,
            LastAward = new(Some.Noon, 50, ""),
        },
        [1, 3, 4, 9],
        [
            Award("a1", Some.Lot("a1", 100, used: 60, deducted: 10) with
            {
                ReturnedAmount = 10,
                ReturnedPoints = 10,
            }),
            Award("a2", Some.Lot("a2", 50) with { State = LotState.Pending, ApprovedAt = null }),
            Spend(TransactionType.Redeem, "r1", 60, line => line with { CouponCode = "C1" }),
            Spend(TransactionType.Deduct, "d1", 10, line => line with
            {
                Status = PointsStatus.PendingDeduction,
                OrderId = "o1",
                AutoApprovalAt = MonthLater,
            }),
        ],
        [new("r1", "a1", 60), new("d1", "a1", 10)],
        [new("d1", new("a1", 10, 10))]);

    /// <summary>Each breach by its words, and a change of sound books that makes it.</summary>
    private static readonly Dictionary<string, Func<Books, Books>> Changes = new()
    {
        [": names 5 transactions, of which 4 are hers"] = books =>
            books with { Numbers = [1, 3, 4, 9, 10] },
        [": names her transactions twice, or out of order"] = books =>
            books with { Numbers = [1, 3, 3, 9] },
        [", award a1: has a lot of 100 points, of which 60 used, 10 deducted, 0 expired, "
            + "31 remaining"] = books => Line(books, "a1", a => a with { KeptRemaining = 31 }),
        [", award a1: has -1 points remaining"] = books =>
            Lot(books, "a1", lot => lot with { PointsExpired = 31 }),
        [", award a1: has 100 points, its lot 101"] = books =>
            Lot(books, "a1", lot => lot with { Points = 101 }),
        [", award a1: is AutoApproved, its lot says Rejected"] = books =>
            Lot(books, "a1", lot => lot with { State = LotState.Rejected }),
        [", award a1: has a lot of user u2"] = books =>
            Lot(books, "a1", lot => lot with { UserId = "u2" }),
        [", award a1: has 61 points used and 10 deducted, its allocations say 60 and 10"] = books =>
            Lot(books, "a1", lot => lot with { PointsUsed = 61 }),
        [", award a1: has 60 points used and 11 deducted, its allocations say 60 and 10"] = books =>
            Lot(books, "a1", lot => lot with { PointsDeducted = 11 }),
        [", award a1: has 10 points returned for 9, its returns say 10 for 10"] = books =>
            Lot(books, "a1", lot => lot with { ReturnedAmount = 9 }),
        [", award a1: has 10 points returned for 10, its returns say 0 for 0"] = books =>
            Of(books, "d1", line => line with { Status = PointsStatus.Rejected }),
        [", award a2: has no lot"] = books => Line(books, "a2", a => a with { Lot = null }),
        [", award a2: has a coupon code and is no redeem"] = books =>
            Of(books, "a2", line => line with { CouponCode = "C9" }),
        [", award a2: takes 0 points and owes 5, as no award may"] = books =>
            Of(books, "a2", line => line with { Debt = 5 }),
        [", award a2: takes 60 points and owes 0, as no award may"] = books =>
            books with { Allocations = [new("a2", "a1", 60), books.Allocations[1]] },
        [", redeem r1: has a lot"] = books =>
            Line(books, "r1", r => r with { Lot = Some.Lot("r1", 1), KeptRemaining = 1 }),
        [", redeem r1: is Deducted, as no redeem may be"] = books =>
            Of(books, "r1", line => line with { Status = PointsStatus.Deducted }),
        [", redeem r1: is Redeemed with 60 points, its allocations cover 59 and its debt 0"] =
            books => books with { Allocations = [new("r1", "a1", 59), books.Allocations[1]] },
        [", redeem r1: owes 1 points and is no return"] = books =>
            Of(books, "r1", line => line with { Debt = 1 }),
        [", redeem r1: has 60 points, and booked 7 as returned on its awards"] = books =>
            books with { Returns = [.. books.Returns, new("r1", new("a1", 7, 7))] },
        [", deduct d1: is PendingDeduction with 10 points, its allocations cover 10 and its "
            + "debt 1"] = books => Of(books, "d1", line => line with { Debt = 1 }),
        [", deduct d1: is Rejected with 10 points, its allocations cover 10 and its debt 0"] =
            books => Of(books, "d1", line => line with { Status = PointsStatus.Rejected }),
        [", deduct d1: has 10 points, and booked 9 as returned on its awards"] = books =>
            books with { Returns = [new("d1", new("a1", 10, 9))] },
        [", deduct d1: has a coupon code and is no redeem"] = books =>
            Of(books, "d1", line => line with { CouponCode = "C9" }),
        [": transaction r1 takes 60 points of award a9, which is not hers"] = books =>
            books with { Allocations = [new("r1", "a9", 60), books.Allocations[1]] },
        [": transaction d1 returns award a9, which is not hers"] = books =>
            books with { Returns = [new("d1", new("a9", 10, 10))] },
        [": has 31 available points, her rows say 30"] = books =>
            User(books, user => user with { Balance = new(31, 50, 60, 0) }),
        [": has 49 pending points, her rows say 50"] = books =>
            User(books, user => user with { Balance = new(30, 49, 60, 0) }),
        [": has 61 redeemed points, her rows say 60"] = books =>
            User(books, user => user with { Balance = new(30, 50, 61, 0) }),
        [": has 2 points of debt, her rows say 0"] = books =>
            User(books, user => user with { Balance = new(30, 50, 60, 2) }),
        [": has points that lapse: 7 at 2026-02-28T12:00:00.0000000+00:00; her rows say nothing"] =
            books => User(books, user => user with
            {
                Schedule = Schedule.Of(new Lapse(MonthLater, 7)),
            }),
        [": has points that lapse: nothing; her rows say 30 at 2026-02-28T12:00:00.0000000+00:00"] =
            books => Lot(books, "a1", lot => lot with { ValidUntil = MonthLater }),
        [": has in her purse a1 until 9999-12-31T00:00:00.0000000+00:00; her rows say nothing"] =
            books => User(books, user => user with { Purse = Named }),
        [": has in her purse nothing; her rows say a1 until 9999-12-31T00:00:00.0000000+00:00"] =
            books => Line(books, "a1", booked => booked with { IsListed = false }),
        [": has in her purse a1 until 2026-02-28T12:00:00.0000000+00:00; her rows say a1 until "
            + "9999-12-31T00:00:00.0000000+00:00"] = books =>
            User(
                Line(books, "a1", booked => booked with { IsListed = false }),
                user => user with { Purse = Purse.Of(new PurseLot("a1", MonthLater)) }),
        [": has -3 available points, below 0 by more than debt"] = books =>
            User(books, user => user with { Balance = new(-3, 50, 60, 2) }),
        [": owes 4 points with 30 left to spend"] = books =>
            Of(books, "d1", line => line with { Debt = 4 }),
        [": has 91 qualifying points, her rows say 90"] = books =>
            User(books, user => user with { Standing = user.Standing.Count(1, 2020) }),
        [": has 91 qualifying points of period 2026, her rows say 90"] = books =>
            User(books, user => user with { Standing = user.Standing.Count(1, 2026) }),
        [": has 1 qualifying points of period 2025, her rows say 0"] = books =>
            User(books, user => user with { Standing = user.Standing.Count(1, 2025) }),
        [", award a1: is approved and says not when"] = books =>
            Of(books, "a1", line => line with { ApprovedAt = null }),
        [", award a1: expires after 3 months, on , and is valid until "
            + "9999-12-31T00:00:00.0000000+00:00"] = books =>
            Lot(books, "a1", lot => lot with { PointsExpirationPeriod = 3 }),
        [": stands in period 2027, the program in 2026"] = books =>
            User(books, user => user with { Standing = user.Standing.In(2027) }),
        [": was active at , her rows say 2026-01-31T12:00:00.0000000+00:00"] = books =>
            User(books, user => user with { LastActivityAt = null }),
        [": shows the award , her rows say LastAward { AwardedAt = 01/31/2026 12:00:00 +00:00, "
            + "AwardedPoints = 50, AwardedFor =  }"] = books =>
            User(books, user => user with { LastAward = null }),
        [": is next due never, her rows say at 2026-02-28T12:00:00.0000000+00:00"] = books =>
            User(books, user => user with { NextDueAt = null }),
        [": is next due at 2026-02-28T12:00:00.0000000+00:00, her rows say at "
            + "2026-02-28T11:00:00.0000000+00:00"] = books =>
            Lot(books, "a1", lot => lot with { ValidUntil = MonthLater.AddHours(-1) }),
    };

    public static TheoryData<string> Breaches => [.. Changes.Keys];

    [Fact]
    public void Sound_books_have_no_breach() => Find(Sound, Some.Noon).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Breaches))]
    public void A_breach_is_said_with_its_ids(string breach) =>
        Find(Changes[breach](Sound), Some.Noon).Should().Contain("program p1, user u1" + breach);

    [Fact]
    public void What_is_due_and_not_yet_settled_is_no_breach() =>
        Find(
            User(
                Lot(Sound, "a1", lot => lot with
                {
                    PointsExpirationPeriod = 1,
                    ExpiresAt = MonthLater,
                    ValidUntil = MonthLater,
                }),
                user => user with { Schedule = Schedule.Of(new Lapse(MonthLater, 30)) }),
            MonthLater.AddDays(1)).Should().BeEmpty();

    [Fact]
    public void A_purse_names_what_is_not_listed() =>
        Find(
            User(
                Line(Sound, "a1", booked => booked with { IsListed = false }),
                user => user with { Purse = Named }),
            Some.Noon).Should().BeEmpty();

    [Fact]
    public void A_member_may_be_looked_at_too_early() =>
        Find(User(Sound, user => user with { NextDueAt = Some.Noon }), Some.Noon)
            .Should().BeEmpty();

    [Fact]
    public void Points_stay_in_the_period_that_earned_them_when_it_turns()
    {
        Find(Sound, Some.Noon.AddYears(1)).Should().BeEmpty();
        Find(Sound, Some.Noon.AddYears(2)).Should().BeEmpty();
    }

    [Fact]
    public void What_a_rejected_return_booked_does_not_count()
    {
        var undone = Of(Sound, "d1", line => line with { Status = PointsStatus.Rejected });
        undone = Lot(undone, "a1", lot => lot with
        {
            PointsDeducted = 0,
            ReturnedAmount = 0,
            ReturnedPoints = 0,
        });
        undone = undone with { Allocations = [undone.Allocations[0]] };
        undone = User(undone, user => user with
        {
            Balance = user.Balance with { AvailablePoints = 40 },
            Standing = user.Standing.Count(10, 2026),
            NextDueAt = null,
        });

        Find(undone, Some.Noon).Should().BeEmpty();
    }

    [Fact]
    public void Debt_takes_the_available_points_below_zero()
    {
        var owing = Of(Sound, "d1", line => line with { Points = 45, Debt = 5 });
        owing = Lot(owing, "a1", lot => lot with { PointsDeducted = 40, ReturnedPoints = 45 });
        owing = User(owing, user => user with
        {
            Balance = new(-5, 50, 60, 5),
            Standing = Standing.From(2026).Count(55, 2026),
        });
        owing = owing with
        {
            Allocations = [owing.Allocations[0], new("d1", "a1", 40)],
            Returns = [new("d1", new("a1", 10, 45))],
        };
        owing = Of(owing, "a1", line => line with { Status = PointsStatus.Exhausted });

        Find(owing, Some.Noon).Should().BeEmpty();
    }

    private static IEnumerable<string> Find(Books books, DateTimeOffset now) =>
        Audit.Of(books, Some.Partner, now).Select(breach => breach.ToString());

    private static BookedLine Award(string id, Lot lot) => new(
        Transaction.Of(TransactionType.Award, id, "u1", Some.Noon) with
        {
            Points = lot.Points,
            Status = lot.StatusWhen(approvedBy: null),
            ApprovedAt = lot.ApprovedAt,
            OrderId = "o1",
        },
        lot,
        lot.Remaining,
        IsListed: true);

    private static BookedLine Spend(
        TransactionType type, string id, long points, Func<Transaction, Transaction> with) => new(
        with(Transaction.Of(type, id, "u1", Some.Noon) with { Points = points }), null, 0,
        IsListed: true);

    private static Books User(Books books, Func<User, User> change) =>
        books with { User = change(books.User) };

    private static Books Of(Books books, string id, Func<Transaction, Transaction> change) =>
        Line(books, id, booked => booked with { Line = change(booked.Line) });

    /// <summary>A lot is changed in its row, so that what remains is changed with it.</summary>
    private static Books Lot(Books books, string id, Func<Lot, Lot> change) =>
        Line(books, id, booked => change(booked.Lot!) is var lot
            ? booked with { Lot = lot, KeptRemaining = lot.Remaining }
            : booked);

    private static Books Line(Books books, string id, Func<BookedLine, BookedLine> change) =>
        books with
        {
            Lines = [.. books.Lines.Select(
                booked => booked.Line.Id == id ? change(booked) : booked)],
        };
}
