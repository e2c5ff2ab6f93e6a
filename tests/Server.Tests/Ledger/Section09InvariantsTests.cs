using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Server.Jobs;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 9: what holds of the books, told by the health answer.</summary>
public sealed class Section09InvariantsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    [Fact]
    public async Task The_books_are_sound_before_and_after_what_is_due_has_been_written_down()
    {
        var program = await server.Sandbox("2026-01-31T09:00:00Z");
        await program.Purchase("month", ("points_expiration_period", "1"));
        await program.Purchase("monthly", ("approval_method", "monthly"));
        await program.Redemption("gift", 30, "A");
        await program.Award(Ann, "month", ("points_passed", "100"), ("order_id", "o-1")).Id();
        await program.Award(Bob, "monthly", ("points_passed", "50")).Id();
        await program.Redeem(Ann, "gift");
        await program.Return("o-1", "40");

        await server.PassUnseen(program, "2027-01-31T09:00:00Z");
        (await Verified()).Should().Be(("Healthy", 4, 0), "what is merely due is no breach");
        await program.At("2027-02-01T09:00:00Z");
        (await Verified()).Should().Be(("Healthy", 4, 0));

        (await program.Points(Bob)).Should().Be((50, 0));
        (await program.Points(Ann)).Should().Be((0, 0));
    }

    private async Task<(string? Status, long Transactions, long Breaches)> Verified()
    {
        await server.Services.GetRequiredService<Verification>().Run(default);
        var ledger = (await server.Ready()).Ledger;
        return (ledger.Text("status"), ledger.Number("transactions"), ledger.Number("breaches"));
    }
}
