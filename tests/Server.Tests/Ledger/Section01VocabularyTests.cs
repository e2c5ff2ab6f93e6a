using FluentAssertions;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 1: what a lot and a member's totals are, as time passes.</summary>
public sealed class Section01VocabularyTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    [Fact]
    public async Task Used_deducted_expired_and_remaining_make_up_a_lot_at_every_instant()
    {
        var program = await server.Sandbox("2026-01-31T09:00:00Z");
        await program.Purchase("year", ("points_expiration_period", "1"));
        await program.Purchase("monthly", ("approval_method", "monthly"));
        await program.Redemption("gift", 30, "A", "B");
        var lot = await program.Award(Ann, "year", ("points_passed", "100")).Id();
        await program.Award(Ann, "monthly", ("points_passed", "50"), ("order_id", "o-1")).Id();
        await program.Redeem(Ann, "gift");
        await program.Deduct(Ann, 20);
        await program.Return("o-1", "10");

        foreach (var now in new[] { "2026-02-28T08:59:59Z", "2026-02-28T09:00:00Z",
            "2026-03-01T00:00:00Z", "2027-01-01T00:00:00Z" })
        {
            await program.At(now);
            await program.ShouldBalance(Ann);
        }

        var shown = await program.Line(Ann, lot);
        (shown.Number("points_used"), shown.Number("points_deducted"),
            shown.Number("points_expired"), shown.Number("available_points"))
            .Should().Be((30, 20, 50, 0));
        (await program.Points(Ann)).Should().Be((40, 0));
    }
}
