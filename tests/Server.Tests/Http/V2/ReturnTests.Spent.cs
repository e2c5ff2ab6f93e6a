using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>What a return takes of points already spent, and the debt it may leave.</summary>
public sealed partial class ReturnTests
{
    /// <summary>The order's lot has 20 of 100 left; another lot has 50.</summary>
    [Theory]
    [InlineData(ReturnPolicy.WithinBalance, "", 70, 0)]
    [InlineData(ReturnPolicy.WithinBalance, "50 50", 70, 0)]
    [InlineData(ReturnPolicy.WithinBalance, "20", 20, 50)]
    [InlineData(ReturnPolicy.WithinBalance, "30", 30, 40)]
    [InlineData(ReturnPolicy.Refuse, "20", 20, 50)]
    [InlineData(ReturnPolicy.AllowNegative, "", 100, -30)]
    [InlineData(ReturnPolicy.AllowNegative, "90 10", 100, -30)]
    [InlineData(ReturnPolicy.AllowNegative, "60", 60, 10)]
    public async Task Points_already_spent_are_taken_as_the_program_says(
        ReturnPolicy policy, string parts, long takenBack, long available)
    {
        var program = await SpentShop(policy);

        long points = 0;
        foreach (var part in parts.Split(' '))
        {
            points += (await program.Return("o-1", part)).Number("points");
        }

        points.Should().Be(takenBack);
        (await program.Available(Ann)).Should().Be(available);
        (await program.ShouldBalance(Ann)).Should().Be(Math.Max(0, -available));
    }

    [Theory]
    [InlineData("")]
    [InlineData("21")]
    [InlineData("100")]
    public async Task A_program_may_refuse_to_take_what_is_spent(string amount)
    {
        var program = await SpentShop(ReturnPolicy.Refuse);
        await program.Ask("award", $"user_email={Ann}&activity_id=bought&points_passed=500");

        var refused = await program.Return("o-1", amount);

        refused.ShouldBe(No.ReturnTooLarge);
        (await program.Available(Ann)).Should().Be(570, "nothing is taken");
        (await program.Lines(Ann, "transaction_type=deduct")).Should().BeEmpty();
    }

    [Fact]
    public async Task Debt_is_paid_off_before_anything_is_spent()
    {
        var program = await SpentShop(ReturnPolicy.AllowNegative);
        await program.Activity("gift", ("points_per_activity", "20"));
        await program.Activity(
            "manual", ("points_per_activity", "50"), ("approval_method", "manual"));
        await program.Return("o-1");
        (await program.Deduct(Ann, 1)).ShouldBe(No.TooFewToDeduct);

        var gift = await program.Award(Ann, "gift");
        (await program.Available(Ann)).Should().Be(-10);
        (await program.Redeem(Ann, "ten")).ShouldBe(No.TooFewToRedeem);
        (await program.Line(Ann, gift.Id())).Number("points_deducted").Should().Be(20);

        var late = await program.Award(Ann, "manual");
        (await program.Available(Ann)).Should().Be(-10, "what waits pays nothing");
        await program.Move(late.Id(), "approved");
        (await program.Available(Ann)).Should().Be(40);
        (await program.Line(Ann, late.Id())).Number("points_deducted").Should().Be(10);
        (await program.ShouldBalance(Ann)).Should().Be(0);

        (await program.Redeem(Ann, "ten")).Success.Should().BeTrue();
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_rejected_return_frees_points_that_pay_off_other_debt()
    {
        var program = await Shop(
            Terms.Standard with { ReturnsWhenSpent = ReturnPolicy.AllowNegative });
        await program.Buy("100", "o-1");
        await program.Buy("100", "o-2");
        await program.Deduct(Ann, 200);
        var first = await program.Return("o-1");
        var second = await program.Return("o-2");
        (await program.Available(Ann)).Should().Be(-200);
        await program.Buy("150", "o-3");
        (await program.Available(Ann)).Should().Be(-50, "the older debt is paid first");

        await program.Move(first.Id(), "rejected");
        (await program.Available(Ann)).Should().Be(50);
        (await program.ShouldBalance(Ann)).Should().Be(0);

        await program.Move(second.Id(), "rejected");
        (await program.Available(Ann)).Should().Be(150);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_return_rejected_while_in_debt_is_owed_no_longer()
    {
        var program = await SpentShop(ReturnPolicy.AllowNegative);
        var back = await program.Return("o-1");
        (await program.Available(Ann)).Should().Be(-30);

        await program.Move(back.Id(), "rejected");

        (await program.Available(Ann)).Should().Be(70);
        (await program.Redeem(Ann, "ten")).Success.Should().BeTrue();
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task An_exhausted_award_that_gets_points_back_can_be_spent_again()
    {
        var program = await SpentShop(ReturnPolicy.WithinBalance);
        var back = await program.Return("o-1", "20");
        (await program.Lines(Ann, "points_status=exhausted")).Should().ContainSingle();

        await program.Move(back.Id(), "rejected");

        (await program.Lines(Ann, "points_status=exhausted")).Should().BeEmpty();
        await program.Deduct(Ann, 50);
        (await program.Redeem(Ann, "ten")).Success.Should().BeTrue();
        await program.ShouldBalance(Ann);
    }

    /// <summary>Ann has spent 80 of the 100 points of o-1; she has 50 others.</summary>
    private async Task<ProgramClient> SpentShop(ReturnPolicy policy)
    {
        var program = await Shop(Terms.Standard with { ReturnsWhenSpent = policy });
        await program.Activity(
            "gift_of_a_year", ("points_per_activity", "50"), ("points_expiration_period", "12"));
        await program.Redemption("eighty", 80, "E");
        await program.Redemption("ten", 10, "T");
        await program.Buy("100", "o-1");
        await program.Redeem(Ann, "eighty");
        await program.Award(Ann, "gift_of_a_year");
        return program;
    }
}
