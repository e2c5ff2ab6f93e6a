using FluentAssertions;
using FluentAssertions.Execution;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>GET and PUT /v2/loyalty/transactions/{transaction_id}.</summary>
public sealed partial class TransactionsTests
{
    private static readonly string[] Statuses =
    [
        "pending", "auto_approved", "approved", "auto_rejected", "rejected", "exhausted", "expired",
        "redeemed", "pending_deduction", "deducted",
    ];

    [Fact]
    public async Task One_transaction_is_shown_key_for_key()
    {
        var (program, ids) = await OneOfEachStatus();
        (string Name, (string, string?)[] Says)[] table =
        [
            ("pending", [
                ("activity_id", "manual"), ("activity_name", "manual"), ("redemption_id", null),
                ("redemption_name", null), ("coupon_code", null), ("auto_approval_date", ""),
                ("transaction_type", "award"), ("approved_by", null), ("approved_time", null)]),
            ("auto_approved", [("activity_id", "fixed"), ("approved_by", null)]),
            ("approved", [("approved_by", "api"), ("auto_approval_date", "")]),
            ("redeemed", [
                ("activity_id", null), ("activity_name", null), ("redemption_id", "hundred"),
                ("redemption_name", "hundred"), ("coupon_code", "CODE"),
                ("auto_approval_date", ""), ("transaction_type", "redeem"), ("approved_by", null),
                ("approved_time", "")]),
            ("deducted", [
                ("activity_id", null), ("redemption_id", null), ("coupon_code", null),
                ("transaction_type", "deduct"), ("approved_by", null), ("approved_time", ""),
                ("auto_approval_date", "")]),
            ("pending_deduction", [("transaction_type", "deduct"), ("approved_time", "")]),
        ];

        using var scope = new AssertionScope();
        foreach (var (name, says) in table)
        {
            var shown = (await program.Get($"transactions/{ids[name]}")).Data;
            shown.ShouldHaveKeys(
                "activity_id activity_name user_id user_first_name user_last_name user_email "
                + "redemption_id redemption_name coupon_code id auto_approval_date points_status "
                + "transaction_type points approved_by approved_time created_time updated_time "
                + "partner_id merchant_id");
            shown.ShouldSay([
                ("id", ids[name]), ("points_status", name), ("partner_id", program.PartnerId),
                ("merchant_id", program.PartnerId), .. says]);
            shown.Number("points").Should().Be(100, name);
        }

        foreach (var name in new[] { "auto_approved", "approved" })
        {
            (await program.Get($"transactions/{ids[name]}")).Text("approved_time")
                .Should().MatchRegex(Time, name);
        }

        (await program.Get($"transactions/{ids["pending_deduction"]}"))
            .Text("auto_approval_date").Should().MatchRegex(Time, "time settles a return");
    }

    [Theory]
    [InlineData("manual", "approved", 100, 0)]
    [InlineData("manual", "rejected", 0, 0)]
    [InlineData("manual", "approved rejected", 0, 0)]
    [InlineData("manual", "rejected approved", 100, 0)]
    [InlineData("manual", "rejected approved rejected approved", 100, 0)]
    [InlineData("fixed", "rejected", 0, 0)]
    [InlineData("fixed", "rejected approved", 100, 0)]
    public async Task An_award_is_approved_and_rejected_by_hand_and_saying_so_twice_changes_nothing(
        string activity, string moves, long available, long pending)
    {
        var program = await Program();
        var id = (await program.Award(Ann, activity)).Id();

        foreach (var status in moves.Split(' '))
        {
            var moved = await program.Move(id, status);
            moved.Data.ShouldSay(("id", id), ("points_status", status));
            var shown = await program.Get($"transactions/{id}");
            shown.Json.GetRawText().Should().Be(moved.Json.GetRawText());
            var again = await program.Move(id, status);
            again.Json.GetRawText().Should().Be(moved.Json.GetRawText());
            await program.ShouldBalance(Ann);
        }

        var user = await program.Get($"users/{Ann}");
        user.Number("available_points").Should().Be(available);
        user.Number("pending_points").Should().Be(pending);
        (await program.Line(Ann, id)).Text("approved_by").Should()
            .Be(moves.Contains("approved", StringComparison.Ordinal) ? "api" : null);
    }

    [Fact]
    public async Task Rejecting_an_approved_award_takes_back_what_is_left_of_it()
    {
        var program = await Program();
        await program.Redemption("forty", 40, "A", "B");
        var id = (await program.Award(Ann, "fixed")).Id();
        await program.Redeem(Ann, "forty");

        await program.Move(id, "rejected");

        (await program.Available(Ann)).Should().Be(0);
        var line = await program.Line(Ann, id);
        line.Number("points_used").Should().Be(40, "what was spent stays spent");
        line.Number("available_points").Should().Be(0);
        (await program.Get($"users/{Ann}")).Number("redeemed_points").Should().Be(40);
        (await program.Redeem(Ann, "forty")).ShouldBe(No.TooFewToRedeem);
        await program.ShouldBalance(Ann);

        await program.Move(id, "approved");
        (await program.Available(Ann)).Should().Be(60);
        (await program.Redeem(Ann, "forty")).Success.Should().BeTrue();
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task An_activity_that_changes_its_expiry_changes_no_award_made_before()
    {
        var program = await Program();
        var id = (await program.Award(Ann, "lapsing")).Id();
        (await program.Line(Ann, id)).Text("points_expiration_date").Should().BeNull();
        await program.Move(id, "approved");
        var first = (await program.Line(Ann, id)).Text("points_expiration_date");
        await program.Put("activities/lapsing", ("points_expiration_period", "24"));

        await program.Move(id, "rejected");
        await program.Move(id, "approved");

        first.Should().MatchRegex(Time);
        (await program.Line(Ann, id)).Text("points_expiration_date").Should().Be(first);
    }

    [Fact]
    public async Task Every_other_move_is_refused_and_changes_nothing()
    {
        string[] legal =
        [
            "pending>approved", "pending>rejected", "auto_approved>rejected", "approved>rejected",
            "rejected>approved", "pending_deduction>deducted", "pending_deduction>rejected",
        ];
        var (program, ids) = await OneOfEachStatus();

        using var scope = new AssertionScope();
        foreach (var (name, id) in ids)
        {
            var before = await program.Get($"transactions/{id}");
            var from = before.Text("points_status");
            var isReturn = name.StartsWith("back_", StringComparison.Ordinal);
            foreach (var to in Statuses.Where(to => to != from))
            {
                if (!legal.Contains($"{from}>{to}") || (isReturn && from == "rejected"))
                {
                    (await program.Move(id, to)).ShouldBe(
                        No.InvalidStatus, [], $"{name}>{to}");
                }
            }

            var same = await program.Move(id, from!);
            same.Json.GetRawText().Should().Be(before.Json.GetRawText(), name);
        }
    }

    [Fact]
    public async Task A_transaction_that_is_not_known_is_not_found()
    {
        var program = await Program();
        var other = await Program();
        var othersId = (await other.Award(Ann, "fixed")).Id();
        var id = (await program.Award(Ann, "fixed")).Id()!;

        foreach (var unknown in new[] { "unknown", othersId, id.ToUpperInvariant() })
        {
            (await program.Get($"transactions/{unknown}"))
                .ShouldBe(No.InvalidTransaction.InPath);
            (await program.Move(unknown, "rejected")).ShouldBe(No.InvalidTransaction.InPath);
            (await program.Move(unknown, "")).ShouldBe(No.MissingParameters, "points_status");
            (await program.Move(unknown, "gone")).ShouldBe(No.InvalidParameters, "points_status");
        }

        (await other.Available(Ann)).Should().Be(100);
    }

    /// <summary>Activities that award 100 points, and an option that costs as many.</summary>
    private async Task<ProgramClient> Program()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        await program.Activity(
            "manual", ("points_per_activity", "100"), ("approval_method", "manual"));
        await program.Activity(
            "lapsing", ("points_per_activity", "100"), ("approval_method", "manual"),
            ("points_expiration_period", "12"));
        await program.Redemption("hundred", 100, "CODE", "SPARE");
        return program;
    }

    /// <summary>
    /// A program and the ids of its transactions of 100 points each, most named for their status;
    /// 'back_' ones are returns.
    /// </summary>
    private async Task<(ProgramClient Program, Dictionary<string, string> Ids)> OneOfEachStatus()
    {
        var program = await Program();
        var ids = new Dictionary<string, string>
        {
            ["exhausted"] = (await program.Award(Ann, "fixed")).Id()!,
            ["redeemed"] = (await program.Redeem(Ann, "hundred")).Id()!,
            ["auto_approved"] = (await program.Award(Ann, "fixed")).Id()!,
            ["deducted"] = (await program.Deduct(Ann, 100)).Id()!,
            ["pending"] = (await program.Award(Ann, "manual")).Id()!,
            ["approved"] = (await program.Award(Ann, "manual")).Id()!,
            ["rejected"] = (await program.Award(Ann, "manual")).Id()!,
            ["returned"] = (await program.Award(Bob, "fixed", ("order_id", "o-1"))).Id()!,
            ["pending_deduction"] = (await program.Return("o-1")).Id()!,
            ["auto_rejected"] = (await program.Award(Bob, "manual", ("order_id", "o-2"))).Id()!,
            ["back_pending"] = (await program.Return("o-2")).Id()!,
            ["given_back"] = (await program.Award(Bob, "fixed", ("order_id", "o-3"))).Id()!,
            ["back_rejected"] = (await program.Return("o-3")).Id()!,
        };
        await program.Move(ids["back_rejected"], "rejected");
        ids["back_settled"] = (await program.Return("o-3")).Id()!;
        await program.Move(ids["back_settled"], "deducted");
        await program.Move(ids["approved"], "approved");
        await program.Move(ids["rejected"], "rejected");
        await program.ShouldBalance(Ann);
        await program.ShouldBalance(Bob);
        return (program, ids);
    }
}
