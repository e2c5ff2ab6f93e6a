using System.Text.Json;
using FluentAssertions;
using FluentAssertions.Execution;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// A member's books as the API shows them, and what must add up in them whatever was done
/// (ledger.md, sections 1 and 9).
/// </summary>
public static class Books
{
    /// <returns>The debt: what returns took and no award has covered yet.</returns>
    public static async Task<long> ShouldBalance(this ProgramClient program, string email)
    {
        var user = await program.Get($"users/{email}");
        var lines = await program.Lines(email);
        var awards = lines.Where(line => line.Text("transaction_type") == "award").ToList();
        var redeemed = Sum(lines.Where(line => line.Text("transaction_type") == "redeem"));
        var deducted = Sum(lines.Where(line => line.Text("transaction_type") == "deduct"
            && line.Text("points_status") != "rejected"));
        var debt = deducted - Sum(awards, "points_deducted");
        var available = Sum(awards, "available_points");

        using var scope = new AssertionScope($"the books of {email}");
        awards.ForEach(ShouldAddUp);
        Sum(awards, "points_used").Should().Be(redeemed, "awards pay for every redeem in full");
        user.Number("redeemed_points").Should().Be(redeemed);
        user.Number("available_points").Should().Be(available - debt);
        user.Number("pending_points").Should().Be(
            awards.Where(line => line.Text("points_status") == "pending")
                .Sum(line => line.Number("points") - Spent(line)));
        debt.Should().BeGreaterThanOrEqualTo(0);
        (debt == 0 || available == 0).Should().BeTrue("points pay off debt before all else");
        return debt;
    }

    private static void ShouldAddUp(JsonElement award)
    {
        var (points, available) = (award.Number("points"), award.Number("available_points"));
        var isOpen = award.Text("points_status")
            is "auto_approved" or "approved" or "exhausted" or "expired";
        var remaining = points - Spent(award);
        available.Should().Be(isOpen ? remaining : 0, "of {0}", award);
        remaining.Should().BeGreaterThanOrEqualTo(0, "of {0}", award);
    }

    private static long Spent(JsonElement award) => award.Number("points_used")
        + award.Number("points_deducted") + award.Number("points_expired");

    private static long Sum(IEnumerable<JsonElement> lines, string key = "points") =>
        lines.Sum(line => line.Number(key));
}
