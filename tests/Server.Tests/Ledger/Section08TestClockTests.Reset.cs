using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>A sandbox emptied, and a sandbox in which a year passes.</summary>
public sealed partial class Section08TestClockTests
{
    private const string Reset = "/v2/sandbox/reset";

    [Fact]
    public async Task A_reset_empties_members_transactions_and_clock_and_keeps_the_rest()
    {
        var program = await server.TwinShop(Start);
        string[] kept = ["activities", "redemptions", "redemptions/fifty", "levels"];
        var before = await Task.WhenAll(kept.Select(program.Says));
        await program.User(Ann);
        await program.Award(Ann, "signed_up", ("order_id", "o-1")).Id();
        await program.Award(Bob, "bought", ("points_passed", "10")).Id();
        await program.Redeem(Ann, "fifty").Id();
        await program.Return("o-1").Id();

        var reset = await program.Post(Reset);

        reset.Data.GetProperty("frozen").GetBoolean().Should().BeFalse();
        (await program.Get(Clock)).Data.GetProperty("frozen").GetBoolean().Should().BeFalse();
        (await program.Get($"users/{Ann}")).ShouldBe(No.InvalidUser.InPath);
        (await program.Get($"users?{Calls.AllDays}")).Number("total_loyalty_users").Should().Be(0);
        (await program.Get($"transactions?{Calls.AllDays}")).Number("total").Should().Be(0);
        (await program.Return("o-1")).ShouldBe(No.InvalidOrder);
        (await Task.WhenAll(kept.Select(program.Says))).Should().Equal(before);
    }

    [Fact]
    public async Task After_a_reset_the_same_story_happens_again()
    {
        var program = await server.TwinShop(Start);
        await Live(program);
        await program.Clock("advance", "P1Y");
        var first = await program.SaysAll(Ann, Bob);

        await program.Post(Reset);
        await program.At(Start);
        await Live(program);
        await program.Clock("advance", "P1Y");

        (await program.SaysAll(Ann, Bob)).Should().Equal(first);
    }

    [Fact]
    public async Task Issued_codes_go_back_in_their_order_and_a_sold_out_option_opens_again()
    {
        var program = await server.Sandbox(Start);
        await program.Hundred("a");
        await program.Redemption("two", 10, "T-1", "T-2");
        await program.Redemption("three", 10, "H-1", "H-2", "H-3");
        await program.Redemption("paused", 10, "P-1", "P-2");
        await program.Award(Ann, "a").Id();
        await program.Redeem(Ann, "two").Id();
        await program.Redeem(Ann, "three").Id();
        await program.Redeem(Ann, "two").Id();
        await program.Redeem(Ann, "three").Id();
        await program.Redeem(Ann, "paused").Id();
        await program.Put("redemptions/paused", ("is_active", "false"));
        (await IsActive(program, "two")).Should().BeFalse("its last code went");

        await program.Post(Reset);

        (await Codes(program, "two")).Should().Be("T-1,T-2");
        (await Codes(program, "three")).Should().Be("H-1,H-2,H-3");
        (await Codes(program, "paused")).Should().Be("P-1,P-2");
        (await IsActive(program, "two")).Should().BeTrue();
        (await IsActive(program, "paused")).Should().BeFalse("the merchant paused it");
        await program.Award(Ann, "a").Id();
        (await program.Redeem(Ann, "two")).Text("coupon_code").Should().Be("T-1");
    }

    [Fact]
    public async Task Everything_takes_activities_redemptions_and_levels_as_well()
    {
        var program = await server.TwinShop(Start);
        await Live(program);

        var reset = await program.Post(Reset, ("everything", "true"));

        reset.Success.Should().BeTrue("the key is kept");
        foreach (var list in new[] { "activities", "redemptions", "levels" })
        {
            (await program.Get(list)).Data.GetArrayLength().Should().Be(0, list);
        }

        (await program.Get($"transactions?{Calls.AllDays}")).Number("total").Should().Be(0);
        (await program.Redemption("fifty", 50, "F-01")).Success.Should().BeTrue();
        (await Codes(program, "fifty")).Should().Be("F-01");
    }

    [Fact]
    public async Task A_reset_that_cannot_be_read_resets_nothing()
    {
        var program = await server.TwinShop(Start);
        await Live(program);
        var before = await program.SaysAll(Ann, Bob);

        (await program.Post(Reset, ("everything", "maybe")))
            .ShouldBe(No.InvalidParameters, "everything");

        (await program.SaysAll(Ann, Bob)).Should().Equal(before);
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", ReturnPolicy.WithinBalance)]
    [InlineData("America/New_York", ReturnPolicy.AllowNegative)]
    public async Task A_year_at_once_leaves_the_rows_that_a_year_day_by_day_leaves(
        string zone, ReturnPolicy policy)
    {
        var terms = In(zone) with { ReturnsWhenSpent = policy, PeriodStartMonth = 7 };
        var atOnce = await server.TwinShop(Start, terms);
        var daily = await server.TwinShop(Start, terms);
        await Live(atOnce);
        await Live(daily);

        await atOnce.Clock("advance", "P365D");
        for (var day = 0; day < 365; day++)
        {
            await daily.Clock("advance", "P1D");
        }

        (await atOnce.Get(Clock)).Text("now").Should()
            .Be((await daily.Get(Clock)).Text("now")).And.Be("2027-01-31T09:00:00.002Z");
        (await daily.SaysAll(Ann, Bob)).Should().Equal(await atOnce.SaysAll(Ann, Bob));
        await atOnce.ShouldBalance(Ann);
        await atOnce.ShouldBalance(Bob);
    }

    /// <summary>Awards of every kind, spent, returned, rejected and owed.</summary>
    private static async Task Live(ProgramClient program)
    {
        foreach (var (email, n) in new[] { (Ann, 1), (Bob, 2) })
        {
            await program.Award(email, "signed_up", ("order_id", $"s-{n}")).Id();
            await program.Redeem(email, "fifty").Id();
            await program.Award(email, "bought", ("points_passed", "99.99"), ("order_id", $"a-{n}"))
                .Id();
            await program.Award(email, "bought", ("points_passed", $"{n}0"), ("order_id", $"b-{n}"))
                .Id();
            await program.Award(email, "bought", ("points_passed", "5"), ("order_id", $"c-{n}"))
                .Id();
            var reviewed = await program.Award(email, "reviewed").Id();
            await program.Return($"s-{n}", "70").Id();
            await program.Return($"a-{n}", "33.33").Id();
            await program.Return($"c-{n}").Id();
            await program.Clock("advance", "PT0.001S");
            await program.Award(email, "reviewed").Id();
            await program.Move(reviewed, n == 1 ? "approved" : "rejected");
        }
    }

    private static async Task<string?> Codes(ProgramClient program, string option) =>
        (await program.Get($"redemptions/{option}")).Text("giftcard_coupon_codes");

    private static async Task<bool> IsActive(ProgramClient program, string option) =>
        (await program.Get($"redemptions/{option}")).Data.GetProperty("is_active").GetBoolean();
}
