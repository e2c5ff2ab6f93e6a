using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 6: caps that count in calendar time, multipliers that change.</summary>
public sealed class Section06WorthTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    /// <summary>Two awards fill the window in its first instant and in its last.</summary>
    [Theory]
    [InlineData("day", "UTC", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("day", "Pacific/Kiritimati", "2026-02-28T10:00:00Z", "2026-03-01T10:00:00Z")]
    [InlineData("day", "America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z")]
    [InlineData("day", "America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")]
    [InlineData("day", "Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z")]
    [InlineData("week", "UTC", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")]
    [InlineData("week", "Pacific/Kiritimati", "2026-03-01T10:00:00Z", "2026-03-08T10:00:00Z")]
    [InlineData("week", "America/New_York", "2026-03-02T05:00:00Z", "2026-03-09T04:00:00Z")]
    [InlineData("month", "UTC", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z")]
    [InlineData("month", "Pacific/Kiritimati", "2026-01-31T10:00:00Z", "2026-02-28T10:00:00Z")]
    [InlineData("month", "America/New_York", "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z")]
    [InlineData("year", "UTC", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("year", "Pacific/Kiritimati", "2025-12-31T10:00:00Z", "2026-12-31T10:00:00Z")]
    [InlineData("year", "Pacific/Apia", "2011-01-01T10:00:00Z", "2011-12-31T10:00:00Z")]
    public async Task A_cap_counts_in_the_current_calendar_interval(
        string interval, string zone, string begins, string ends)
    {
        // The members' years begin elsewhere: a cap's year is the calendar's.
        var program = await Capped(interval, begins, In(zone) with { PeriodStartMonth = 7 });
        await program.Award(Ann, "capped").Id();
        await program.JustBefore(ends);
        await program.Award(Ann, "capped").Id();
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
        (await program.Award(Bob, "capped")).Success.Should().BeTrue("it is Ann's cap");
        (await program.Award(Ann, "other")).Success.Should().BeTrue("it is the activity's cap");

        await program.At(ends);

        await program.Award(Ann, "capped").Id();
        await program.Award(Ann, "capped").Id();
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
    }

    [Fact]
    public async Task A_lifetime_cap_never_opens_again()
    {
        var program = await Capped("lifetime", "2026-01-31T09:00:00Z");
        await program.Award(Ann, "capped").Id();
        await program.Award(Ann, "capped").Id();

        await program.At("2036-01-31T09:00:00Z");
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
        await program.At("2046-01-31T09:00:00Z");
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
    }

    [Fact]
    public async Task Rejected_ones_do_not_count()
    {
        var program = await Capped("month", "2026-01-05T09:00:00Z", more: "monthly");
        var byHand = await program.Award(Ann, "capped").Id();
        await program.Award(Ann, "capped", ("order_id", "o-1")).Id();
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);

        await program.At("2026-01-20T09:00:00Z");
        await program.Move(byHand, "rejected");
        await program.Award(Ann, "capped").Id();
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
        await program.Return("o-1").Id();

        await program.Award(Ann, "capped").Id();
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
    }

    [Fact]
    public async Task Expired_ones_count()
    {
        var program = await Capped("year", "2026-01-05T09:00:00Z");
        await program.Put("activities/capped", ("points_expiration_period", "1"));
        await program.Award(Ann, "capped").Id();
        await program.Award(Ann, "capped").Id();

        await program.At("2026-03-01T00:00:00Z");

        (await program.Points(Ann)).Available.Should().Be(0);
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
    }

    [Theory]
    [InlineData(Rounding.Floor, 15, 22)]
    [InlineData(Rounding.Nearest, 15, 23)]
    [InlineData(Rounding.Ceiling, 16, 23)]
    public async Task An_award_is_worth_what_its_members_level_is_that_day(
        Rounding rounding, long before, long after)
    {
        var program = await server.Sandbox(
            "2026-01-31T09:00:00Z", Terms.Standard with { Rounding = rounding });
        await program.Purchase(
            "bought", ("bonus_multiplier", "1.5"), ("qualified_points", "false"));
        await program.Hundred("lifted", ("approval_method", "monthly"));
        await program.Level("silver", "period", 100, "1.5");
        await program.Award(Ann, "lifted").Id();

        (await Buy(program)).Should().Be(before);
        await program.JustBefore("2026-02-28T09:00:00Z");
        (await Buy(program)).Should().Be(before);
        await program.At("2026-02-28T09:00:00Z");
        (await Buy(program)).Should().Be(after, "the level is reached");
        await program.JustBefore("2028-01-01T00:00:00Z");
        (await Buy(program)).Should().Be(after);
        await program.At("2028-01-01T00:00:00Z");
        (await Buy(program)).Should().Be(before, "the level is over");
    }

    private static async Task<long> Buy(ProgramClient program) =>
        (await program.Award(Ann, "bought", ("points_passed", "10.10"))).Number("points");

    private async Task<ProgramClient> Capped(
        string interval, string now, Terms? terms = null, string more = "immediate")
    {
        var program = await server.Sandbox(now, terms);
        await program.Hundred(
            "capped", ("max_award_frequency", "2"), ("max_award_frequency_interval", interval),
            ("approval_method", more));
        await program.Hundred("other");
        return program;
    }
}
