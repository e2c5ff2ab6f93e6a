using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>What comes back of an order (ledger.md, section 7).</summary>
public sealed class ReturnOrderTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    private static readonly DateTimeOffset Later = LoyaltyHouse.Noon.AddMonths(12);

    public void Dispose() => house.Verify();

    [Fact]
    public async Task A_whole_return_takes_all_and_waits_a_month_to_settle()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 99.99m, "order-1");

        var spent = (await Return(program, null)).Value();

        spent.Transaction.Points.Should().Be(99);
        spent.Transaction.Status.Should().Be(PointsStatus.PendingDeduction);
        spent.Transaction.Reason.Should().Be("Order Fully Returned");
        spent.Transaction.OrderId.Should().Be("order-1");
        spent.Transaction.AutoApprovalAt.Should().Be(
            new DateTimeOffset(2026, 2, 28, 12, 0, 0, TimeSpan.Zero));
        spent.User.Balance.Should().Be(Balance.Nothing);
    }

    [Fact]
    public async Task Parts_add_up_to_the_whole_and_then_nothing_is_left()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 99.99m, "order-1");

        (await Return(program, 33.33m)).Value().Transaction.Points.Should().Be(33);
        (await Return(program, 66.67m)).Reason().Should().Be(Refusal.ReturnExceedsOrder);
        (await Return(program, 33.33m)).Value().Transaction.Points.Should().Be(33);
        var rest = (await Return(program, null)).Value();

        rest.Transaction.Points.Should().Be(33);
        rest.User.Balance.AvailablePoints.Should().Be(0);
        (await Return(program, 0.01m)).Reason().Should().Be(Refusal.ReturnExceedsOrder);
        (await Return(program, null)).Reason().Should().Be(Refusal.ReturnExceedsOrder);
    }

    [Fact]
    public async Task An_order_nobody_was_awarded_for_is_unknown()
    {
        var (program, other) = (await house.CreateProgram(), await house.CreateProgram());
        await house.Points(other, 10, "order-1");

        (await Return(program, null)).Reason().Should().Be(Refusal.InvalidOrderId);
    }

    [Fact]
    public async Task A_pending_award_that_is_returned_whole_is_rejected_by_itself()
    {
        var program = await house.CreateProgram();
        await house.Activity(
            program, "by_hand", Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual });
        var award = (await house.Award.Run(
            program, new(Given.Jane, "by_hand", 40, "order-1"))).Value();

        var spent = (await Return(program, null)).Value();

        spent.User.Balance.Should().Be(Balance.Nothing);
        house.Line(program, award.Transaction.Id).Status.Should().Be(PointsStatus.AutoRejected);
    }

    [Fact]
    public async Task A_rejected_return_gives_everything_back_and_may_be_made_again()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 100, "order-1");
        var spent = (await Return(program, 60)).Value().Transaction;

        await house.Move.Run(program, (spent.Id, PointsStatus.Rejected));

        house.Find(program, Given.Jane).Balance.AvailablePoints.Should().Be(100);
        (await Return(program, 100)).Value().Transaction.Points.Should().Be(100);
    }

    [Fact]
    public async Task A_return_takes_its_points_out_of_the_period_that_earned_them()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 100, "order-1");

        var spent = (await house.At(Later).Return.Run(program, ("order-1", 40))).Value();

        spent.User.Standing.LifetimePoints.Should().Be(60);
        spent.User.Standing.Period.Should().Be(2027);
        spent.User.Standing.PeriodPoints.Should().Be(0);
        spent.User.Standing.PointsBefore.Should().Be(60);
    }

    [Fact]
    public async Task Where_spent_points_are_needed_the_policy_may_refuse()
    {
        var program = await house.CreateProgram(
            Terms.Standard with { ReturnsWhenSpent = ReturnPolicy.Refuse });
        await house.Points(program, 100, "order-1");
        await house.Deduct.Run(program, new(Given.Jane, "Gone", 60));

        (await Return(program, 41)).Reason().Should().Be(Refusal.ReturnExceedsOrder);
        house.Find(program, Given.Jane).Balance.AvailablePoints.Should().Be(40);
        (await Return(program, 40)).Value().Transaction.Points.Should().Be(40);
    }

    private Task<Outcome<Spent>> Return(Partner program, decimal? amount) =>
        house.Return.Run(program, ("order-1", amount));
}
