using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 7: what a return takes, whatever time has done.</summary>
public sealed class Section07ReturnsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Awarded = "2026-01-31T09:00:00Z";
    private const string Approved = "2026-02-28T09:00:00Z";
    private const string Lapsed = "2026-05-29T00:00:00Z";

    [Theory]
    [InlineData(Awarded, 0, 60)]
    [InlineData(Approved, 60, 0)]
    public async Task Points_are_taken_from_the_orders_own_lot_first_pending_or_approved(
        string returned, long available, long pending)
    {
        var program = await Shop();
        await Buy(program, "50", "o-1");
        await program.Award(Ann, "gift").Id();
        await program.At(returned);

        var back = await program.Return("o-1", "20");

        back.Number("points").Should().Be(40);
        back.Data.ShouldSay(
            ("returned_for_order_id", "o-1"), ("reason", "Order Partially Returned"));
        (await program.Points(Ann)).Should().Be((100 + available, pending));
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task An_award_returned_in_part_before_its_approval_is_approved_for_the_rest()
    {
        var program = await Shop();
        var id = await Buy(program, "50", "o-1");
        await program.Return("o-1", "20").Id();

        await program.At(Approved);

        (await program.Points(Ann)).Should().Be((60, 0));
        (await program.Line(Ann, id)).ShouldSay(
            ("points_status", "auto_approved"), ("approved_time", "28-Feb-2026 09:00:00"));
    }

    [Theory]
    [InlineData(Awarded, "auto_rejected")]
    [InlineData(Approved, "auto_approved")]
    public async Task Without_an_amount_everything_not_yet_returned_goes_back(
        string returned, string status)
    {
        var program = await Shop();
        var id = await Buy(program, "50", "o-1");
        await program.Return("o-1", "0.30").Id();
        await program.At(returned);

        var back = await program.Return("o-1");

        back.Number("points").Should().Be(99, "49.70 of 50 are left, and the 1st took 1 of 100");
        back.Text("reason").Should().Be("Order Fully Returned");
        (await program.Status(id)).Should().Be(status, "only one that waits rejects itself");
        (await program.Points(Ann)).Should().Be((0, 0));
        (await program.Return("o-1")).ShouldBe(No.ReturnTooLarge);
    }

    [Theory]
    [InlineData(Rounding.Floor, 66)]
    [InlineData(Rounding.Nearest, 67)]
    [InlineData(Rounding.Ceiling, 67)]
    public async Task Any_split_takes_exactly_what_one_full_return_takes_however_long_it_takes(
        Rounding rounding, long points)
    {
        var program = await Shop(Terms.Standard with { Rounding = rounding });
        await Buy(program, "33.33", "o-1");

        long taken = 0;
        foreach (var (day, part) in new[]
        {
            (Awarded, "7.77"), ("2026-02-20T00:00:00Z", "0.01"), (Approved, "11.11"),
            ("2026-03-20T00:00:00Z", "0.99"), ("2026-05-28T00:00:00Z", "13.45"),
        })
        {
            await program.At(day);
            taken += (await program.Return("o-1", part)).Number("points");
        }

        taken.Should().Be(points);
        (await program.Points(Ann)).Should().Be((0, 0));
        (await program.Return("o-1", "0.01")).ShouldBe(No.ReturnTooLarge);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_return_is_priced_by_the_rules_of_the_awards_own_day()
    {
        var program = await Shop();
        await program.Level("silver", "period", 100, "1.5");
        await program.Award(Ann, "gift").Id();
        await Buy(program, "50", "o-1");
        await program.Put("activities/bought", ("bonus_multiplier", "7"));
        await program.Put("levels/silver", ("level_bonus_multiplier", "3"));
        (await program.Points(Ann)).Should().Be((100, 150));

        await program.At("2028-01-01T00:00:00Z");
        (await program.Get($"users/{Ann}")).Text("loyalty_level_id").Should().BeEmpty();
        await program.Award(Ann, "bought", ("points_passed", "10"), ("order_id", "o-2")).Id();
        await program.Award(Ann, "gift").Id();
        var old = await program.Return("o-1", "20");
        var recent = await program.Return("o-2", "5");

        old.Number("points").Should().Be(0, "150 points have expired, none was spent");
        recent.Number("points").Should().Be(35, "it is of the new rule's day");
    }

    [Fact]
    public async Task A_change_of_activity_or_level_before_approval_changes_no_price()
    {
        var program = await Shop();
        await program.Level("silver", "period", 100, "1.5");
        await program.Award(Ann, "gift").Id();
        await Buy(program, "50", "o-1");
        await program.Put("activities/bought", ("bonus_multiplier", "7"));
        await program.Put("levels/silver", ("level_bonus_multiplier", "3"));
        await program.At(Approved);

        (await program.Return("o-1", "20")).Number("points").Should().Be(60);
        (await program.Return("o-1")).Number("points").Should().Be(90);
        await program.ShouldBalance(Ann);
    }

    /// <summary>Of 100 points 30 were spent and 70 have lapsed; 100 others are there.</summary>
    [Theory]
    [InlineData(ReturnPolicy.WithinBalance, 30, 70)]
    [InlineData(ReturnPolicy.AllowNegative, 30, 70)]
    [InlineData(ReturnPolicy.Refuse, null, 100)]
    public async Task After_expiry_only_what_was_spent_is_asked_for(
        ReturnPolicy policy, int? taken, long available)
    {
        var program = await Shop(Terms.Standard with { ReturnsWhenSpent = policy });
        await Buy(program, "50", "o-1");
        await program.At(Approved);
        await program.Redeem(Ann, "thirty").Id();
        await program.At(Lapsed);
        await program.Award(Ann, "gift").Id();

        var back = await program.Return("o-1");

        (back.Success ? (int?)back.Number("points") : null).Should().Be(taken);
        (await program.Points(Ann)).Should().Be((available, 0));
        await program.ShouldBalance(Ann);
    }

    /// <summary>Of 100 points 30 were spent; 20 others lapse before the return.</summary>
    [Theory]
    [InlineData(ReturnPolicy.WithinBalance, 70, 0)]
    [InlineData(ReturnPolicy.AllowNegative, 100, -30)]
    [InlineData(ReturnPolicy.Refuse, null, 70)]
    public async Task Where_points_are_spent_the_other_lots_give_what_has_not_lapsed(
        ReturnPolicy policy, int? taken, long available)
    {
        var program = await Shop(Terms.Standard with { ReturnsWhenSpent = policy });
        await Buy(program, "50", "o-1");
        await program.At(Approved);
        await program.Redeem(Ann, "thirty").Id();
        await program.Award(Ann, "short", ("points_passed", "20")).Id();
        await program.At("2026-03-29T00:00:00Z");

        var back = await program.Return("o-1");

        (back.Success ? (int?)back.Number("points") : null).Should().Be(taken);
        (await program.Points(Ann)).Should().Be((available, 0));
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Later_approved_points_pay_debt_off_first_at_the_instant_of_their_approval()
    {
        var program = await InDebt();
        var later = await Buy(program, "10", "o-2");
        var last = await Buy(program, "50", "o-3");
        await program.JustBefore("2026-03-28T09:00:00Z");
        (await program.Points(Ann)).Should().Be((-100, 120), "what waits pays nothing");

        await program.At("2026-03-28T09:00:00Z");

        (await program.Points(Ann)).Should().Be((20, 0));
        (await program.Line(Ann, later)).Number("points_deducted").Should().Be(20);
        (await program.Line(Ann, last)).Number("points_deducted").Should().Be(80);
        (await program.ShouldBalance(Ann)).Should().Be(0);
    }

    [Fact]
    public async Task Debt_never_expires()
    {
        var program = await InDebt();

        await program.At("2036-02-28T09:00:00Z");

        (await program.Points(Ann)).Should().Be((-100, 0));
        (await program.Redeem(Ann, "thirty")).ShouldBe(No.TooFewToRedeem);
        await program.Award(Ann, "gift").Id();
        (await program.Points(Ann)).Should().Be((0, 0));
        (await program.ShouldBalance(Ann)).Should().Be(0);
    }

    [Fact]
    public async Task Debt_that_was_settled_by_time_is_still_owed()
    {
        var program = await InDebt();
        await program.At("2026-03-28T09:00:00Z");
        var back = (await program.Lines(Ann, "transaction_type=deduct"))
            .Single(line => line.Text("order_id") == "o-1");
        back.ShouldSay(("points_status", "deducted"));
        back.Number("points").Should().Be(100, "debt included");

        (await program.Points(Ann)).Should().Be((-100, 0));
    }

    /// <summary>100 points of o-1 are approved and spent on 28 February, then returned.</summary>
    private async Task<ProgramClient> InDebt()
    {
        var program = await Shop(
            Terms.Standard with { ReturnsWhenSpent = ReturnPolicy.AllowNegative });
        await Buy(program, "50", "o-1");
        await program.At(Approved);
        await program.Deduct(Ann, 100).Id();
        (await program.Return("o-1")).Number("points").Should().Be(100);
        return program;
    }

    private static Task<string> Buy(ProgramClient program, string amount, string order) =>
        program.Award(Ann, "bought", ("points_passed", amount), ("order_id", order)).Id();

    private async Task<ProgramClient> Shop(Terms? terms = null)
    {
        var program = await server.Sandbox(Awarded, terms);
        await program.Purchase(
            "bought", ("approval_method", "monthly"), ("bonus_multiplier", "2"),
            ("points_expiration_period", "3"));
        await program.Hundred("gift");
        await program.Hundred("short", ("points_expiration_period", "1"));
        await program.Redemption("thirty", 30, "A", "B");
        return program;
    }
}
