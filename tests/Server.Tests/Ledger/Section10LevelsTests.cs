using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 10: members rise at once and fall at the turn of a period.</summary>
public sealed partial class Section10LevelsTests(LoyaltyServer server)
    : IClassFixture<LoyaltyServer>
{
    [Theory]
    [InlineData("UTC", 1, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z")]
    [InlineData("UTC", 1, "2026-12-31T23:59:59.999Z", "2028-01-01T00:00:00Z")]
    [InlineData("UTC", 7, "2026-06-30T23:59:59.999Z", "2027-07-01T00:00:00Z")]
    [InlineData("UTC", 7, "2026-07-01T00:00:00Z", "2028-07-01T00:00:00Z")]
    [InlineData("UTC", 3, "2028-02-29T23:59:59.999Z", "2029-03-01T00:00:00Z")]
    [InlineData("UTC", 3, "2027-02-28T12:00:00Z", "2028-03-01T00:00:00Z")]
    [InlineData("Pacific/Kiritimati", 1, "2026-12-31T09:59:59.999Z", "2027-12-31T10:00:00Z")]
    [InlineData("Pacific/Kiritimati", 7, "2026-06-30T10:00:00Z", "2028-06-30T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", 1, "2027-01-01T10:59:59.999Z", "2028-01-01T11:00:00Z")]
    [InlineData("Pacific/Pago_Pago", 7, "2026-07-01T11:00:00Z", "2028-07-01T11:00:00Z")]
    [InlineData("America/New_York", 11, "2026-11-01T03:59:59.999Z", "2027-11-01T04:00:00Z")]
    [InlineData("America/Asuncion", 10, "2016-06-01T12:00:00Z", "2017-10-01T04:00:00Z")]
    [InlineData("Pacific/Apia", 1, "2011-01-01T10:00:00Z", "2012-12-31T10:00:00Z")]
    public async Task An_upgrade_is_immediate_and_lasts_to_the_end_of_the_next_period(
        string zone, int startMonth, string earned, string over)
    {
        var program = await Shop(earned, In(zone) with { PeriodStartMonth = startMonth });
        await program.User(Ann);
        (await Levels(program)).Should().Be(("bronze", ""));

        await program.Award(Ann, "hundred").Id();
        (await Levels(program)).Should().Be(("silver", ""));
        await program.JustBefore(over);
        (await Levels(program)).Should().Be(("silver", ""));
        (await Worth(program)).Should().Be(20);

        await program.At(over);
        (await Levels(program)).Should().Be(("bronze", ""));
        (await Worth(program)).Should().Be(10);
    }

    [Fact]
    public async Task A_member_holds_the_higher_of_this_periods_and_the_last_ones_level()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("platinum", "period", 300, "3");
        await program.Award(Ann, "hundred").Id();
        await program.At("2027-05-01T00:00:00Z");
        await program.Award(Ann, "hundred", ("points_passed", "150")).Id();
        (await Levels(program)).Should().Be(("platinum", ""), "150 points were doubled");

        await program.At("2028-05-01T00:00:00Z");
        (await Levels(program)).Should().Be(("platinum", ""), "this period has none");
        await program.Award(Ann, "hundred", ("points_passed", "40")).Id();
        await program.At("2029-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("silver", ""), "120 points, of the last period");
        await program.At("2030-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("bronze", ""));
    }

    [Fact]
    public async Task Points_of_two_periods_do_not_add_up_but_for_a_lifetime()
    {
        var program = await Shop("2026-12-31T23:59:59.999Z");
        await program.Level("gold", "lifetime", 150);
        await program.Award(Ann, "hundred", ("points_passed", "75")).Id();

        await program.At("2027-01-01T00:00:00Z");
        await program.Award(Ann, "hundred", ("points_passed", "75")).Id();

        (await Levels(program)).Should().Be(("bronze", "gold"));
        await program.Award(Ann, "hundred", ("points_passed", "25")).Id();
        (await Levels(program)).Should().Be(("silver", "gold"));
    }

    [Fact]
    public async Task Points_count_at_approval()
    {
        var program = await Shop("2026-12-15T09:00:00Z");
        await program.Hundred("monthly", ("approval_method", "monthly"));
        await program.Award(Ann, "monthly").Id();
        await program.JustBefore("2027-01-15T09:00:00Z");
        (await Levels(program)).Should().Be(("bronze", ""));

        await program.At("2027-01-15T09:00:00Z");
        (await Levels(program)).Should().Be(("silver", ""));
        await program.JustBefore("2029-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("silver", ""), "they are of 2027");
        await program.At("2029-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("bronze", ""));
    }

    [Fact]
    public async Task Only_activities_with_qualified_points_count()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Award(Ann, "unqualified", ("points_passed", "1000")).Id();
        (await Levels(program)).Should().Be(("bronze", ""));

        await program.Put("activities/unqualified", ("qualified_points", "true"));
        await program.Put("activities/hundred", ("qualified_points", "false"));

        (await Levels(program)).Should().Be(("bronze", ""), "it was so when it was awarded");
        await program.Award(Ann, "hundred").Id();
        (await Levels(program)).Should().Be(("bronze", ""));
    }

    [Fact]
    public async Task Redemptions_and_expiry_do_not_lower_a_level()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("gold", "lifetime", 100);
        await program.Award(Ann, "hundred").Id();
        await program.Redeem(Ann, "fifty").Id();
        await program.Deduct(Ann, 10).Id();

        await program.At("2026-06-02T00:00:00Z");

        (await program.Points(Ann)).Should().Be((0, 0));
        (await Levels(program)).Should().Be(("silver", "gold"));
    }

    [Fact]
    public async Task Time_never_lowers_a_lifetime_level_but_a_return_or_a_rejection_may()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("gold", "lifetime", 100);
        await program.Award(Ann, "hundred", ("order_id", "o-1")).Id();
        var other = await program.Award(Bob, "hundred").Id();
        await program.At("2036-05-01T00:00:00Z");
        await program.At("2046-05-01T00:00:00Z");
        (await Levels(program)).Should().Be(("bronze", "gold"));
        (await Levels(program, Bob)).Should().Be(("bronze", "gold"));

        // The points have expired, and expired points are neither returned nor rejected.
        (await program.Move(other, "rejected")).ShouldBe(No.InvalidStatus);
        (await program.Return("o-1")).Number("points").Should().Be(0);
        (await Levels(program)).Should().Be(("bronze", "gold"));

        var last = await program.Award(Bob, "hundred", ("order_id", "o-2")).Id();
        await program.Award(Bob, "hundred", ("order_id", "o-3")).Id();
        await program.Level("platinum", "lifetime", 350);
        (await Levels(program, Bob)).Should().Be(("silver", "platinum"), "100 + 100 + 200");
        await program.Move(last, "rejected");
        (await Levels(program, Bob)).Should().Be(("silver", "gold"));
        await program.Move(last, "approved");
        (await Levels(program, Bob)).Should().Be(("silver", "platinum"));
        await program.Return("o-3", "50").Id();
        (await Levels(program, Bob)).Should().Be(("silver", "gold"));
    }

    [Fact]
    public async Task A_return_takes_points_back_from_the_period_in_which_they_counted()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Put("activities/hundred", ("points_expiration_period", "0"));
        await program.Award(Ann, "hundred", ("order_id", "o-1")).Id();
        await program.Award(Bob, "hundred", ("order_id", "o-2")).Id();
        await program.At("2027-05-01T00:00:00Z");
        await program.Award(Bob, "hundred", ("points_passed", "50")).Id();
        (await Levels(program)).Should().Be(("silver", ""));
        (await Levels(program, Bob)).Should().Be(("silver", ""));

        var back = await program.Return("o-1", "1").Id();
        await program.Return("o-2").Id();

        (await Levels(program)).Should().Be(("bronze", ""));
        (await Levels(program, Bob)).Should().Be(("silver", ""), "50 points were doubled");
        await program.Move(back, "rejected");
        (await Levels(program)).Should().Be(("silver", ""));
        await program.At("2028-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("bronze", ""));
    }

    [Fact]
    public async Task The_levels_of_an_option_are_those_that_its_redeemer_holds_now()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Put("redemptions/fifty", ("associated_levels", "silver"));
        await program.Award(Ann, "unqualified", ("points_passed", "1000")).Id();
        (await program.Redeem(Ann, "fifty")).ShouldBe(No.NotForLevel);
        (await Open(program)).Should().BeEmpty();

        await program.Award(Ann, "hundred").Id();
        (await Open(program)).Should().Equal("fifty");
        await program.Redeem(Ann, "fifty").Id();

        await program.JustBefore("2028-01-01T00:00:00Z");
        await program.Redeem(Ann, "fifty").Id();
        await program.At("2028-01-01T00:00:00Z");
        (await program.Redeem(Ann, "fifty")).ShouldBe(No.NotForLevel);
        (await Open(program)).Should().BeEmpty();
    }

    private static async Task<IEnumerable<string?>> Open(ProgramClient program) =>
        (await program.Get($"users/{Ann}/redemptions")).Data.GetProperty("redemptions")
            .Each("redemption_id");

    /// <summary>A member's two levels, which every read of the member shows alike.</summary>
    private static async Task<(string? Period, string? Lifetime)> Levels(
        ProgramClient program, string email = Ann)
    {
        var shown = (await program.Get($"users/{email}")).Data;
        var page = await program.Get("users?from_date=01/01/2000&to_date=12/31/2099");
        page.Data.GetProperty("loyalty_users").EnumerateArray()
            .Single(user => user.Text("user_email") == email).ShouldSay(
                ("loyalty_level_id", shown.Text("loyalty_level_id")),
                ("loyalty_lifetime_level_id", shown.Text("loyalty_lifetime_level_id")),
                ("loyalty_level", shown.Text("loyalty_level")));
        return (shown.Text("loyalty_level_id"), shown.Text("loyalty_lifetime_level_id"));
    }

    /// <summary>What an award of 10 that does not qualify is worth to Ann now.</summary>
    private static async Task<long> Worth(ProgramClient program) =>
        (await program.Award(Ann, "unqualified", ("points_passed", "10"))).Number("points");

    /// <summary>Everybody is bronze; 100 points a year make silver, which doubles awards.</summary>
    private async Task<ProgramClient> Shop(string now, Terms? terms = null)
    {
        var program = await server.Sandbox(now, terms);
        await program.Hundred("hundred", ("points_expiration_period", "1"));
        await program.Hundred("unqualified", ("qualified_points", "false"));
        await program.Redemption("fifty", 50, "A", "B", "C", "D");
        await program.Level("bronze", "period", 0);
        await program.Level("silver", "period", 100, "2");
        return program;
    }
}
