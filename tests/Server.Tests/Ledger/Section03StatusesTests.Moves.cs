using FluentAssertions;
using FluentAssertions.Execution;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>The whole table of statuses: which line may be moved to which by hand.</summary>
public sealed partial class Section03StatusesTests
{
    private static readonly string[] _statuses =
    [
        "pending", "auto_approved", "approved", "auto_rejected", "rejected", "exhausted", "expired",
        "redeemed", "pending_deduction", "deducted",
    ];

    /// <summary>
    /// What is done on 31 January, on 20 February and on 10 March, when lots that lapse have
    /// lapsed; then what the line is, and all that it may become.
    /// </summary>
    private static readonly (string Name, string[] Deeds, string Is, string MayBecome)[] _kinds =
    [
        ("waits for a hand", ["manual", "", ""], "pending", "approved rejected"),
        ("waits for time", ["", "monthly", ""], "pending", "approved rejected"),
        ("at once", ["immediate", "", ""], "auto_approved", "rejected"),
        ("by time", ["monthly", "", ""], "auto_approved", "rejected"),
        ("by hand", ["manual", "approved", ""], "approved", "rejected"),
        ("before time", ["monthly", "approved", ""], "approved", "rejected"),
        ("returned whole", ["monthly", "return", ""], "auto_rejected", ""),
        ("never approved", ["manual", "rejected", ""], "rejected", "approved"),
        ("approved once", ["immediate", "rejected", ""], "rejected", "approved"),
        ("lapsed while rejected", ["lapsing", "rejected", ""], "rejected", ""),
        ("redeemed of", ["immediate", "hundred", ""], "exhausted", ""),
        ("approved, redeemed of", ["manual", "approved", "hundred"], "exhausted", "approved"),
        ("lapsed", ["lapsing", "", ""], "expired", ""),
        ("approved, lapsed", ["lapsing_by_hand approved", "", ""], "expired", "approved"),
        ("redeem", ["immediate", "hundred!", ""], "redeemed", ""),
        ("deduct", ["immediate", "deduct!", ""], "deducted", ""),
        ("return", ["immediate", "return!", ""], "pending_deduction", "deducted rejected"),
        ("return by time", ["immediate return!", "", ""], "deducted", ""),
        ("return by hand", ["immediate", "return! deducted", ""], "deducted", ""),
        ("return rejected", ["immediate", "return! rejected", ""], "rejected", ""),
    ];

    public static TheoryData<string> Kinds => [.. _kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_other_move_is_an_invalid_points_status(string name)
    {
        var (_, deeds, status, mayBecome) = _kinds.Single(kind => kind.Name == name);
        var legal = mayBecome.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var program = await Shop("2026-01-31T09:00:00Z");
        var ids = legal.Append("other").ToDictionary(whose => whose, _ => "");
        string[] days = ["2026-01-31T09:00:00Z", "2026-02-20T09:00:00Z", "2026-03-10T09:00:00Z"];
        foreach (var (day, asked) in days.Zip(deeds))
        {
            await program.At(day);
            foreach (var whose in ids.Keys)
            {
                ids[whose] = await Do(program, asked, whose, ids[whose]);
            }
        }

        using var scope = new AssertionScope(name);
        await ShouldRefuse(program, ids["other"], status, _statuses.Except([status, .. legal]));
        foreach (var next in legal)
        {
            // Approved by hand and spent or lapsed since: said again, it stays what it is.
            var becomes = status is "exhausted" or "expired" ? status : next;
            var moved = await program.Move(ids[next], next);
            moved.Data.ShouldSay(("points_status", becomes));
            (await program.Get($"transactions/{ids[next]}")).Json.GetRawText()
                .Should().Be(moved.Json.GetRawText());
        }
    }

    /// <summary>
    /// A line says what it is, refuses these moves, and takes what it is already for granted.
    /// </summary>
    private static async Task ShouldRefuse(
        ProgramClient program, string id, string status, IEnumerable<string> moves)
    {
        var before = await program.Get($"transactions/{id}");
        before.Text("points_status").Should().Be(status);
        foreach (var next in moves)
        {
            (await program.Move(id, next)).ShouldBe(No.InvalidStatus, [], $"of > {next}");
        }

        foreach (var answer in new[]
        {
            await program.Get($"transactions/{id}"), await program.Move(id, status),
        })
        {
            answer.Json.GetRawText().Should().Be(before.Json.GetRawText());
        }
    }

    /// <summary>
    /// Does what is asked for, by a member of its own; what ends in '!' makes the line meant.
    /// </summary>
    private static async Task<string> Do(
        ProgramClient program, string deeds, string whose, string id)
    {
        var email = $"{whose}@example.com";
        foreach (var deed in deeds.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var made = deed.TrimEnd('!') switch
            {
                "hundred" => await program.Redeem(email, "hundred").Id(),
                "deduct" => await program.Deduct(email, 100).Id(),
                "return" => await program.Return(whose).Id(),
                "approved" or "rejected" or "deducted" => await program.Move(id, deed).Id(),
                var activity => await program.Award(email, activity, ("order_id", whose)).Id(),
            };
            id = id.Length == 0 || deed.EndsWith('!') ? made : id;
        }

        return id;
    }
}
