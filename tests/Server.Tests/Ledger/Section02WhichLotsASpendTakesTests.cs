using FluentAssertions;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 2: which lots a spend takes, once time has passed over them.</summary>
public sealed class Section02WhichLotsASpendTakesTests(LoyaltyServer server)
    : IClassFixture<LoyaltyServer>
{
    [Fact]
    public async Task Soonest_expiry_first_then_oldest_approval_then_id_and_never_comes_last()
    {
        var program = await Shop("2026-01-10T09:00:00Z");
        var never = await program.Award(Ann, "never").Id();
        var late = await program.Award(Ann, "year").Id();
        var second = await program.Award(Ann, "by_hand").Id();
        var first = await program.Award(Ann, "by_hand").Id();
        await program.At("2026-01-11T09:00:00Z");
        await program.Move(first, "approved");
        await program.At("2026-01-11T10:00:00Z");
        await program.Move(second, "approved");
        var third = await program.Award(Ann, "half").Id();
        var fourth = await program.Award(Ann, "half").Id();
        await program.At("2026-06-01T09:00:00Z");
        var soonest = await program.Award(Ann, "month").Id();

        string[] inOrder = [soonest, first, second, third, fourth, late, never];
        foreach (var lot in inOrder)
        {
            await program.Deduct(Ann, 100);
            (await program.Line(Ann, lot)).Number("points_deducted").Should().Be(
                100, $"it is the turn of lot {Array.IndexOf(inOrder, lot)}");
        }
    }

    [Fact]
    public async Task A_spend_is_all_or_nothing_of_what_has_not_lapsed()
    {
        var program = await Shop("2026-01-10T09:00:00Z");
        await program.Redemption("all", 200, "A");
        await program.Award(Ann, "month").Id();
        await program.Award(Ann, "never").Id();
        await program.JustBefore("2026-02-11T00:00:00Z");
        await program.Redemption("most", 150, "B");
        await program.At("2026-02-11T00:00:00Z");
        var before = await program.Lines(Ann);

        (await program.Redeem(Ann, "all")).ShouldBe(No.TooFewToRedeem);
        (await program.Redeem(Ann, "most")).ShouldBe(No.TooFewToRedeem);
        (await program.Deduct(Ann, 101)).ShouldBe(No.TooFewToDeduct);

        (await program.Lines(Ann)).Select(line => line.GetRawText())
            .Should().Equal(before.Select(line => line.GetRawText()));
        (await program.Deduct(Ann, 100)).Success.Should().BeTrue();
    }

    [Fact]
    public async Task A_lot_that_is_spent_is_exhausted_if_any_of_it_was_redeemed_and_never_expires()
    {
        var program = await Shop("2026-01-10T09:00:00Z");
        await program.Redemption("ten", 10, "A");
        var redeemed = await program.Award(Ann, "month").Id();
        await program.Redeem(Ann, "ten");
        await program.Deduct(Ann, 90);
        var deducted = await program.Award(Ann, "month").Id();
        await program.Deduct(Ann, 100);

        await program.At("2027-01-10T09:00:00Z");

        (await program.Status(redeemed)).Should().Be("exhausted");
        (await program.Status(deducted)).Should().Be("auto_approved", "it keeps its status");
        (await program.Line(Ann, deducted)).Number("points_expired").Should().Be(0);
        await program.ShouldBalance(Ann);
    }

    private async Task<ProgramClient> Shop(string now)
    {
        var program = await server.Sandbox(now);
        await program.Hundred("never");
        await program.Hundred("year", ("points_expiration_period", "12"));
        await program.Hundred("half", ("points_expiration_period", "6"));
        await program.Hundred("month", ("points_expiration_period", "1"));
        await program.Hundred(
            "by_hand", ("points_expiration_period", "6"), ("approval_method", "manual"));
        return program;
    }
}
