using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>How debt comes, and how later points pay it off (ledger.md, 7.3).</summary>
public sealed class AccountTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    private static readonly Terms MayOwe =
        Terms.Standard with { ReturnsWhenSpent = ReturnPolicy.AllowNegative };

    private static readonly DateTimeOffset Later = LoyaltyHouse.Noon.AddDays(1);

    public void Dispose() => house.Verify();

    [Fact]
    public async Task A_return_of_spent_points_makes_debt()
    {
        var (program, debt) = await Owing(100);

        debt.Points.Should().Be(100);
        debt.Debt.Should().Be(100);
        house.Find(program, Given.Jane).Balance.Should().Be(new Balance(-100, 0, 0, 100));
    }

    [Fact]
    public async Task New_points_pay_debt_off_first()
    {
        var (program, debt) = await Owing(100);

        var part = await house.Points(program, 70);
        var rest = await house.Points(program, 50);

        part.User.Balance.Should().Be(new Balance(-30, 0, 0, 30));
        rest.User.Balance.Should().Be(new Balance(20, 0, 0, 0));
        house.Line(program, debt.Id).Debt.Should().Be(0);
        house.Lot(program, part.Transaction.Id).PointsDeducted.Should().Be(70);
        house.Lot(program, rest.Transaction.Id).PointsDeducted.Should().Be(30);
        house.Line(program, part.Transaction.Id).Status.Should().Be(
            PointsStatus.AutoApproved, "all of it was deducted, nothing redeemed");
    }

    [Fact]
    public async Task Points_pay_when_they_are_approved_and_not_before()
    {
        var (program, _) = await Owing(100);
        var byHand = Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual };
        await house.Activity(program, "by_hand", byHand);
        var award = (await house.At(Later).Award.Run(
            program, new(Given.Jane, "by_hand", 100, null))).Value().Transaction;

        house.Find(program, Given.Jane).Balance.Should().Be(new Balance(-100, 100, 0, 100));
        await house.At(Later).Move.Run(program, (award.Id, PointsStatus.Approved));
        house.Find(program, Given.Jane).Balance.Should().Be(Balance.Nothing);
    }

    [Fact]
    public async Task The_oldest_debt_is_paid_first()
    {
        var program = await house.CreateProgram(MayOwe);
        await house.Points(program, 100, "order-1");
        await house.Points(program, 40, "order-2");
        await house.Deduct.Run(program, new(Given.Jane, "Gone", 140));
        var older = await Return(program, "order-2", LoyaltyHouse.Noon.AddHours(1));
        var newer = await Return(program, "order-1", Later);

        await house.Points(program, 110);

        house.Line(program, newer.Id).Debt.Should().Be(30);
        house.Line(program, older.Id).Debt.Should().Be(0);
    }

    [Fact]
    public async Task A_debt_that_nothing_pays_is_not_touched()
    {
        var (program, debt) = await Owing(100);
        var byHand = Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual };
        await house.Activity(program, "by_hand", byHand);

        await house.At(Later).Award.Run(program, new(Given.Jane, "by_hand", 100, null));

        house.Line(program, debt.Id).UpdatedAt.Should().Be(debt.UpdatedAt);
    }

    [Fact]
    public async Task Rejecting_the_return_forgives_the_debt_and_gives_back_what_was_paid()
    {
        var (program, debt) = await Owing(100);
        await house.Points(program, 70);

        await house.At(Later).Move.Run(program, (debt.Id, PointsStatus.Rejected));

        house.Find(program, Given.Jane).Balance.Should().Be(new Balance(70, 0, 0, 0));
    }

    [Fact]
    public async Task What_a_rejected_return_gives_back_pays_the_debt_of_another()
    {
        var (program, first) = await Owing(100);
        await house.Points(program, 100);
        var second = await OweMore(program, 40, "order-2");

        await house.At(Later).Move.Run(program, (first.Id, PointsStatus.Rejected));

        house.Line(program, second.Id).Debt.Should().Be(0);
        house.Find(program, Given.Jane).Balance.Should().Be(new Balance(60, 0, 0, 0));
    }

    [Fact]
    public async Task The_schedule_follows_every_lot_that_is_made_taken_and_lapses()
    {
        var (march, april) = (At(2026, 3, 1), At(2026, 4, 1));
        var program = await house.CreateProgram();
        await house.Activity(
            program, "month", Given.Purchase with { PointsExpirationPeriod = 1 });
        await house.Activity(
            program, "two_months", Given.Purchase with { PointsExpirationPeriod = 2 });
        foreach (var (activity, points) in new[] { ("month", 20), ("two_months", 40) })
        {
            await house.Award.Run(program, new(Given.Jane, activity, points, null));
            await house.Award.Run(program, new(Given.Jane, activity, points, null));
        }

        await house.Points(program, 5);
        Schedule().Should().Be(Domain.Schedule.Of(new Lapse(march, 40), new Lapse(april, 80)));

        await house.Deduct.Run(program, new(Given.Jane, "Gone", 30));
        Schedule().Should().Be(Domain.Schedule.Of(new Lapse(march, 10), new Lapse(april, 80)));

        await house.At(march).Settle.Run(program);
        Schedule().Should().Be(Domain.Schedule.Of(new Lapse(april, 80)));

        await house.At(march).Deduct.Run(program, new(Given.Jane, "Gone", 85));
        Schedule().Should().Be(Domain.Schedule.Empty, "what never expires is in no schedule");

        Schedule Schedule() => house.Find(program, Given.Jane).Schedule;

        static DateTimeOffset At(int year, int month, int day) =>
            new(year, month, day, 0, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task A_purse_has_the_first_lots_and_lets_go_of_what_is_used_up()
    {
        var program = await house.CreateProgram();
        var lots = new List<string>();
        for (var i = 0; i < Purse.MostLots + 2; i++)
        {
            lots.Add((await house.Points(program, 10)).Transaction.Id);
        }

        InPurse().Should().Equal(lots[..Purse.MostLots]);

        await house.Deduct.Run(program, new(Given.Jane, "Gone", 25));
        lots.Add((await house.Points(program, 10)).Transaction.Id);

        InPurse().Should().Equal([.. lots[2..Purse.MostLots], lots[^1]]);
        InPurse().Should().HaveCount(Purse.MostLots - 1);

        await house.Deduct.Run(program, new(Given.Jane, "Gone", 95));
        InPurse().Should().Equal([lots[^1]], "what is listed was older");
        await house.Deduct.Run(program, new(Given.Jane, "Gone", 10));
        InPurse().Should().BeEmpty();
        house.Find(program, Given.Jane).Balance.Should().Be(Balance.Nothing);

        IEnumerable<string> InPurse() =>
            house.Find(program, Given.Jane).Purse.Lots.Select(lot => lot.Id);
    }

    [Fact]
    public async Task Transactions_are_named_in_the_members_row_until_they_are_ten()
    {
        var program = await house.CreateProgram();
        var numbers = new List<long>();
        for (var round = 1; round <= 12; round++)
        {
            house.Now = LoyaltyHouse.Noon.AddHours(round);
            await house.Points(program, 10);
            await house.Award.Run(program, new(Given.Bob, "purchase", 5, null));
            await house.Deduct.Run(program, new(Given.Jane, "Gone", 1));
            numbers.AddRange([(round * 3) - 2, round * 3]);
            var inHistory = round * 2 / RecentTransactions.Most * RecentTransactions.Most;

            house.Find(program, Given.Jane).Recent.Numbers
                .Should().Equal(numbers.Skip(inHistory));
            house.Rows<long>(
                "SELECT number FROM histories AS h JOIN users AS u ON u.id = h.user_id "
                + "WHERE h.program = @Program AND email = 'jane@shop.example' ORDER BY number",
                program)
                .Should().Equal(numbers.Take(inHistory));
        }

        house.Verify();
    }

    [Fact]
    public async Task What_is_given_back_or_approved_late_is_listed_and_can_be_spent()
    {
        var program = await house.CreateProgram();
        var byHand = Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual };
        await house.Activity(program, "by_hand", byHand);
        await house.Points(program, 100, "order-1");
        var back = await Return(program, "order-1", Later);
        var late = (await house.At(Later).Award.Run(
            program, new(Given.Jane, "by_hand", 20, null))).Value().Transaction;
        await house.At(Later).Move.Run(program, (back.Id, PointsStatus.Rejected));
        await house.At(Later).Move.Run(program, (late.Id, PointsStatus.Approved));

        house.Find(program, Given.Jane).Purse.Should().Be(Purse.Empty);
        (await house.At(Later).Deduct.Run(program, new(Given.Jane, "Gone", 120)))
            .Value().User.Balance.Should().Be(Balance.Nothing);
    }

    [Fact]
    public async Task What_is_rejected_or_lapses_leaves_the_purse()
    {
        var program = await house.CreateProgram();
        await house.Activity(
            program, "month", Given.Purchase with { PointsExpirationPeriod = 1 });
        var rejected = (await house.Points(program, 10)).Transaction;
        await house.Award.Run(program, new(Given.Jane, "month", 20, null));
        var stays = (await house.Points(program, 30)).Transaction;

        await house.Move.Run(program, (rejected.Id, PointsStatus.Rejected));
        await house.At(LoyaltyHouse.Noon.AddMonths(2)).Settle.Run(program);

        house.Find(program, Given.Jane).Purse.Should().Be(
            Purse.Of(new PurseLot(stays.Id, Calendar.Never)));
    }

    [Theory]
    [InlineData("award")]
    [InlineData("redeem")]
    [InlineData("deduct")]
    public async Task Each_act_is_an_activity_on_its_day_in_the_programs_zone(string act)
    {
        var midnight = LoyaltyHouse.Noon.AddHours(-1);
        var program = await house.CreateProgram(
            Terms.Standard with { TimeZone = "Pacific/Auckland" });
        await house.Redemption(program, "gift_card");
        await house.At(midnight.AddHours(-2)).Points(program, 500);

        await Act(midnight.AddMilliseconds(-1));
        house.ActiveOn(program, new(2026, 1, 31)).Should().Equal(Given.Jane);

        await Act(midnight);
        house.ActiveOn(program, new(2026, 1, 31)).Should().BeEmpty();
        house.ActiveOn(program, new(2026, 2, 1)).Should().Equal(Given.Jane);

        async Task Act(DateTimeOffset at)
        {
            house.Now = at;
            _ = act switch
            {
                "award" => (await house.Points(program, 1)).User,
                "redeem" => (await house.Redeem.Run(program, new(Given.Jane, "gift_card")))
                    .Value().User,
                _ => (await house.Deduct.Run(program, new(Given.Jane, "Gone", 1))).Value().User,
            };
        }
    }

    [Fact]
    public async Task Within_a_day_the_active_stand_in_the_order_in_which_they_were_enrolled()
    {
        var program = await house.CreateProgram();
        await house.Activity(program, "visit");
        foreach (var email in new[] { Given.Jane, Given.Bob, Given.Jane })
        {
            await house.Award.Run(program, new(email, "visit", 1, null));
        }

        house.ActiveOn(program, new(2026, 1, 31)).Should().Equal(Given.Bob, Given.Jane);
    }

    /// <summary>A member who owes all the points of an order.</summary>
    private async Task<(Partner Program, Transaction Debt)> Owing(int points)
    {
        var program = await house.CreateProgram(MayOwe);
        return (program, await OweMore(program, points, "order-1"));
    }

    private async Task<Transaction> OweMore(Partner program, int points, string orderId)
    {
        await house.Points(program, points, orderId);
        await house.Deduct.Run(program, new(Given.Jane, "Gone", points));
        return await Return(program, orderId, LoyaltyHouse.Noon);
    }

    private async Task<Transaction> Return(Partner program, string orderId, DateTimeOffset at) =>
        (await house.At(at).Return.Run(program, (orderId, null))).Value().Transaction;
}
