using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A deduct takes exactly its points, or nothing.</summary>
public sealed class DeductPointsTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    public void Dispose() => house.Verify();

    [Fact]
    public async Task A_deduct_says_why_and_takes_its_points()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 100);

        var spent = (await house.Deduct.Run(
            program, new(Given.Jane, "Mistake", 100))).Value();

        spent.Transaction.Reason.Should().Be("Mistake");
        spent.Transaction.Status.Should().Be(PointsStatus.Deducted);
        spent.User.Balance.Should().Be(Balance.Nothing);
    }

    [Fact]
    public async Task More_than_there_is_takes_nothing()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 100);

        var outcome = await house.Deduct.Run(
            program, new(Given.Jane, "Mistake", 101));

        outcome.Reason().Should().Be(Refusal.InsufficientPointsToDeduct);
        house.Find(program, Given.Jane).Balance.AvailablePoints.Should().Be(100);
    }

    [Fact]
    public async Task An_unknown_member_is_not_enrolled()
    {
        var program = await house.CreateProgram();

        (await house.Deduct.Run(program, new(Given.Jane, "Mistake", 1)))
            .Reason().Should().Be(Refusal.InvalidUser);
        house.Find(program, Given.Jane).Should().BeNull();
    }
}
