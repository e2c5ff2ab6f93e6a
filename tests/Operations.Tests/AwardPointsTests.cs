using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>What an award makes of a member, an order and a lot.</summary>
public sealed class AwardPointsTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    public void Dispose() => house.Verify();

    [Fact]
    public async Task An_award_enrols_whom_it_finds_unknown()
    {
        var program = await house.CreateProgram();

        var awarded = await house.Points(program, 12.5m);

        awarded.Transaction.Points.Should().Be(12);
        awarded.Transaction.Status.Should().Be(PointsStatus.AutoApproved);
        awarded.IsReplayed.Should().BeFalse();
        house.Find(program, Given.Jane).Should().Be(awarded.User);
        awarded.User.Balance.AvailablePoints.Should().Be(12);
        awarded.User.LastAward.Should().Be(new LastAward(LoyaltyHouse.Noon, 12, "Purchase"));
    }

    [Fact]
    public async Task A_refused_award_enrols_nobody()
    {
        var program = await house.CreateProgram();

        var outcome = await house.Award.Run(
            program, new(Given.Jane, "no_such_activity", 1, null));

        outcome.Reason().Should().Be(Refusal.InvalidActivityId);
        house.Find(program, Given.Jane).Should().BeNull();
    }

    [Fact]
    public async Task The_same_call_again_is_answered_with_the_first_award()
    {
        var program = await house.CreateProgram();
        var first = await house.Points(program, 10.50m, "order-1");

        var again = await house.Points(program, 10.5m, "order-1");

        again.IsReplayed.Should().BeTrue();
        again.Transaction.Should().Be(first.Transaction);
        again.User.Balance.AvailablePoints.Should().Be(10);
    }

    [Theory]
    [InlineData("jane@shop.example", 11)]
    [InlineData("bob@shop.example", 10)]
    public async Task With_other_facts_the_order_is_a_duplicate(string email, int passed)
    {
        var program = await house.CreateProgram();
        await house.Points(program, 10, "order-1");

        var outcome = await house.Award.Run(
            program, new(Given.Mail(email), "purchase", passed, "order-1"));

        outcome.Reason().Should().Be(Refusal.DuplicateOrderId);
    }

    [Fact]
    public async Task An_order_is_awarded_once_for_each_activity_and_in_each_program()
    {
        var (program, other) = (await house.CreateProgram(), await house.CreateProgram());
        await house.Points(program, 10, "order-1");
        await house.Activity(program, "review");

        var second = await house.Award.Run(
            program, new(Given.Jane, "review", 5, "order-1"));

        second.Value().User.Balance.AvailablePoints.Should().Be(15);
        (await house.Points(other, 10, "order-1")).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task A_manual_award_is_pending_and_kept_out_of_the_balance()
    {
        var program = await house.CreateProgram();
        var byHand = Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual };
        await house.Activity(program, "by_hand", byHand);

        var awarded = (await house.Award.Run(
            program, new(Given.Jane, "by_hand", 40, null))).Value();

        awarded.Transaction.Status.Should().Be(PointsStatus.Pending);
        awarded.Transaction.ApprovedAt.Should().BeNull();
        awarded.User.Balance.Should().Be(new Balance(0, 40, 0, 0));
    }

    [Fact]
    public async Task The_cap_counts_this_days_awards_of_this_member_that_were_not_rejected()
    {
        var program = await house.CreateProgram(Terms.Standard with { TimeZone = "Europe/Berlin" });
        await house.Activity(program, "visit", Given.Purchase with
        {
            MaxAwardFrequency = 2,
            MaxAwardFrequencyInterval = Interval.Day,
        });
        var first = await Visit(Given.Jane, LoyaltyHouse.Noon);
        await Visit(Given.Jane, LoyaltyHouse.Noon);

        (await Visit(Given.Jane, LoyaltyHouse.Noon)).Reason()
            .Should().Be(Refusal.AwardLimitExceeded);
        (await Visit(Given.Bob, LoyaltyHouse.Noon)).Reason().Should().BeNull();
        await house.Move.Run(
            program, (first.Value().Transaction.Id, PointsStatus.Rejected));
        (await Visit(Given.Jane, LoyaltyHouse.Noon)).Reason().Should().BeNull();
        (await Visit(Given.Jane, LoyaltyHouse.Noon.AddHours(10))).Reason()
            .Should().Be(Refusal.AwardLimitExceeded, "it is 23 o'clock in Berlin");
        (await Visit(Given.Jane, LoyaltyHouse.Noon.AddHours(11))).Reason()
            .Should().BeNull("a new day has begun in Berlin");

        Task<Outcome<Awarded>> Visit(Email email, DateTimeOffset at) =>
            house.At(at).Award.Run(program, new(email, "visit", 1, null));
    }

    [Fact]
    public async Task A_level_multiplies_the_award_after_the_one_that_reached_it()
    {
        var program = await house.CreateProgram();
        await house.Level(program, "silver", new("", "", LevelType.Period, 1, 100, 1.5m, true));

        (await house.Points(program, 100)).Transaction.Points.Should().Be(100);
        (await house.Points(program, 100)).Transaction.Points.Should().Be(150);
    }

    [Fact]
    public async Task Changing_an_activity_changes_no_award_that_was_made()
    {
        var program = await house.CreateProgram();
        var awarded = await house.Points(program, 10, "order-1");
        await house.Activities.Change(
            program,
            ("purchase", Given.Purchase with { BonusMultiplier = 5, PointsExpirationPeriod = 3 }));

        var lot = house.Lot(program, awarded.Transaction.Id);

        lot.Price.ActivityMultiplier.Should().Be(1);
        lot.ValidUntil.Should().Be(Calendar.Never);
    }
}
