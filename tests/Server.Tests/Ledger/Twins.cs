using System.Text.RegularExpressions;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>
/// Programs in which the same story happens, and what all their reads say but for the ids that the
/// server makes: those are numbered as they are met.
/// </summary>
public static class Twins
{
    private const string Range = "from_date=01/01/2000&to_date=12/31/2199&count=1000";

    private static readonly Regex _id = new("(?<![0-9a-f])([0-9a-f]{24}|[0-9a-f]{32})(?![0-9a-f])");

    /// <summary>Every address that reads a member of a story, or what its members change.</summary>
    public static IReadOnlyList<string> Addresses(string email) =>
    [
        $"users/{email}", $"users/{email}/transactions?{Range}", $"users/{email}/redemptions",
        $"users?{Range}", $"users?{Range}&filter_by=last_activity_date", $"transactions?{Range}",
        $"transactions?{Range}&points_status=pending,auto_approved,expired,pending_deduction",
        "redemptions", "redemptions/fifty", "levels", "activities",
    ];

    /// <summary>What one address says.</summary>
    public static async Task<string> Says(this ProgramClient program, string address) =>
        Plain(await program.Get(address));

    /// <summary>What every address says of these members, and each of their lines.</summary>
    public static async Task<IReadOnlyList<string>> SaysAll(
        this ProgramClient program, params string[] emails)
    {
        var said = new List<string>();
        foreach (var address in emails.SelectMany(Addresses).Distinct())
        {
            said.Add($"{address}: {await program.Says(address)}");
        }

        foreach (var email in emails)
        {
            foreach (var line in await program.Lines(email))
            {
                said.Add(await program.Says($"transactions/{line.Text("id")}"));
            }
        }

        return said;
    }

    /// <summary>A shop with a bit of everything that time moves.</summary>
    public static async Task<ProgramClient> TwinShop(
        this LoyaltyServer server, string now, Terms? terms = null)
    {
        var program = await server.Sandbox(now, terms);
        await program.Purchase(
            "bought", ("approval_method", "monthly"), ("bonus_multiplier", "1.5"),
            ("points_expiration_period", "3"));
        await program.Hundred(
            "signed_up", ("points_expiration_period", "2"), ("max_award_frequency", "1"),
            ("max_award_frequency_interval", "month"));
        await program.Hundred(
            "reviewed", ("approval_method", "manual"), ("qualified_points", "false"));
        await program.Redemption(
            "fifty", 50, [.. Enumerable.Range(1, 12).Select(n => $"F-{n:00}")]);
        await program.Level("bronze", "period", 0);
        await program.Level("silver", "period", 200, "2");
        await program.Level("gold", "lifetime", 600, "3");
        return program;
    }

    /// <summary>What an answer says, its ids numbered.</summary>
    public static string Plain(Answer answer)
    {
        var numbers = new Dictionary<string, int>();
        return _id.Replace(answer.Json.GetRawText(), found =>
        {
            numbers.TryAdd(found.Value, numbers.Count);
            return $"#{numbers[found.Value]}";
        });
    }
}
