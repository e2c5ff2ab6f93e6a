using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Moves by hand, and what they do to points (ledger.md, section 3).</summary>
public sealed class UpdateTransactionTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    private static readonly DateTimeOffset Later = LoyaltyHouse.Noon.AddDays(3);

    public void Dispose() => house.Verify();

    [Fact]
    public async Task Approval_opens_the_points_and_says_by_whom_and_when()
    {
        var (program, id) = await Pending();

        var line = (await Move(program, id, PointsStatus.Approved)).Value().Transaction;

        line.Status.Should().Be(PointsStatus.Approved);
        line.ApprovedBy.Should().Be("api");
        line.ApprovedAt.Should().Be(Later);
        line.UpdatedAt.Should().Be(Later);
        house.Find(program, Given.Jane).Balance.Should().Be(new Balance(100, 0, 0, 0));
    }

    [Fact]
    public async Task Saying_the_same_again_changes_nothing_and_is_answered_alike()
    {
        var (program, id) = await Pending();
        var first = (await Move(program, id, PointsStatus.Approved)).Value();

        var again = await house.At(Later.AddDays(1)).Move.Run(
            program, (id, PointsStatus.Approved));

        again.Value().Should().Be(first);
    }

    [Fact]
    public async Task Rejecting_takes_back_what_is_left_and_leaves_what_was_spent()
    {
        var (program, id) = await Pending();
        await Move(program, id, PointsStatus.Approved);
        await house.At(Later).Deduct.Run(program, new(Given.Jane, "Gone", 30));

        await Move(program, id, PointsStatus.Rejected);

        var user = house.Find(program, Given.Jane);
        user.Balance.AvailablePoints.Should().Be(0);
        user.Standing.LifetimePoints.Should().Be(30);
        house.Lot(program, id).PointsDeducted.Should().Be(30);
    }

    [Fact]
    public async Task A_rejected_award_may_be_approved_and_keeps_its_first_expiry()
    {
        var program = await house.CreateProgram();
        await house.Activity(
            program, "short", Given.Purchase with { PointsExpirationPeriod = 1 });
        var award = (await house.Award.Run(
            program, new(Given.Jane, "short", 100, null))).Value().Transaction;
        await Move(program, award.Id, PointsStatus.Rejected);

        await Move(program, award.Id, PointsStatus.Approved);

        house.Lot(program, award.Id).ExpiresAt.Should().Be(
            new DateTimeOffset(2026, 2, 28, 12, 0, 0, TimeSpan.Zero));
        house.Find(program, Given.Jane).Balance.AvailablePoints.Should().Be(100);
    }

    [Fact]
    public async Task A_rejected_award_that_has_lapsed_is_not_approved()
    {
        var program = await house.CreateProgram();
        await house.Activity(
            program, "short", Given.Purchase with { PointsExpirationPeriod = 1 });
        var award = (await house.Award.Run(
            program, new(Given.Jane, "short", 100, null))).Value().Transaction;
        await Move(program, award.Id, PointsStatus.Rejected);

        var outcome = await house.At(LoyaltyHouse.Noon.AddMonths(2)).Move.Run(
            program, (award.Id, PointsStatus.Approved));

        outcome.Reason().Should().Be(Refusal.InvalidPointsStatus);
    }

    [Theory]
    [InlineData(PointsStatus.Pending)]
    [InlineData(PointsStatus.AutoApproved)]
    [InlineData(PointsStatus.Exhausted)]
    [InlineData(PointsStatus.Deducted)]
    public async Task Any_other_move_is_refused(PointsStatus next)
    {
        var (program, id) = await Pending();
        await Move(program, id, PointsStatus.Approved);

        (await Move(program, id, next)).Reason().Should().Be(Refusal.InvalidPointsStatus);
    }

    [Fact]
    public async Task A_transaction_of_another_program_is_unknown()
    {
        var (_, id) = await Pending();
        var other = await house.CreateProgram();

        (await Move(other, id, PointsStatus.Approved)).Reason()
            .Should().Be(Refusal.InvalidTransactionId);
    }

    private async Task<(Partner Program, string Id)> Pending()
    {
        var program = await house.CreateProgram();
        await house.Activity(
            program, "by_hand", Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual });
        var awarded = await house.Award.Run(
            program, new(Given.Jane, "by_hand", 100, null));
        return (program, awarded.Value().Transaction.Id);
    }

    private Task<Outcome<Entry>> Move(Partner program, string id, PointsStatus next) =>
        house.At(Later).Move.Run(program, (id, next));
}
