using System.Globalization;
using FluentAssertions;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 5: when points lapse, in each zone to the millisecond.</summary>
public sealed class Section05ExpiryTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Range = "from_date=01/01/2000&to_date=12/31/2099";

    [Theory]
    [InlineData("UTC", "2026-01-31T09:00:00Z", "2026-03-01T00:00:00Z", "28-Feb-2026 09:00:00")]
    [InlineData("UTC", "2028-01-31T00:00:00Z", "2028-03-01T00:00:00Z", "29-Feb-2028 00:00:00")]
    [InlineData("UTC", "2026-01-28T23:59:59.999Z", "2026-03-01T00:00:00Z", "28-Feb-2026 23:59:59")]
    [InlineData("Pacific/Kiritimati", "2026-01-31T09:59:59.999Z", "2026-02-28T10:00:00Z",
        "28-Feb-2026 23:59:59")]
    [InlineData("Pacific/Kiritimati", "2026-01-31T10:00:00Z", "2026-03-01T10:00:00Z",
        "01-Mar-2026 00:00:00")]
    [InlineData("America/New_York", "2026-02-07T17:00:00Z", "2026-03-08T05:00:00Z",
        "07-Mar-2026 12:00:00")]
    [InlineData("America/New_York", "2026-02-08T07:30:00Z", "2026-03-09T04:00:00Z",
        "08-Mar-2026 03:00:00")]
    [InlineData("America/New_York", "2026-10-01T05:30:00Z", "2026-11-02T05:00:00Z",
        "01-Nov-2026 01:30:00")]
    [InlineData("Pacific/Apia", "2011-11-29T20:00:00Z", "2011-12-30T10:00:00Z",
        "29-Dec-2011 10:00:00")]
    [InlineData("Pacific/Apia", "2011-11-30T20:00:00Z", "2011-12-31T10:00:00Z",
        "31-Dec-2011 00:00:00")]
    public async Task A_lot_stays_valid_through_the_end_of_its_day_in_the_programs_zone(
        string zone, string approved, string gone, string expires)
    {
        var program = await server.Sandbox(approved, In(zone));
        await program.Hundred("a", ("points_expiration_period", "1"));
        var id = await program.Award(Ann, "a").Id();
        var day = $"{expires[..11]} 23:59:59";

        await program.JustBefore(gone);
        (await program.Points(Ann)).Available.Should().Be(100);
        (await program.Schedule(Ann)).Should().Equal($"{day}: 100");
        (await program.Deduct(Ann, 1)).Success.Should().BeTrue("it can still be spent");
        await program.At(gone);

        (await program.Points(Ann)).Available.Should().Be(0);
        (await program.Schedule(Ann)).Should().BeEmpty();
        (await program.Deduct(Ann, 1)).ShouldBe(No.TooFewToDeduct);
        var line = (await program.Get($"users/{Ann}/transactions?{Range}&transaction_type=award"))
            .Data.GetProperty("transactions")[0];
        line.ShouldSay(
            ("id", id), ("points_status", "expired"), ("points_expiration_date", expires));
        line.Number("points_expired").Should().Be(99);
        await ShouldBeUpdatedOnTheDayAfter(program, id, day);
    }

    [Fact]
    public async Task At_that_instant_the_remaining_is_expired_and_what_was_spent_stays_spent()
    {
        var program = await server.Sandbox("2026-01-31T09:00:00Z");
        await program.Hundred("a", ("points_expiration_period", "1"));
        await program.Redemption("thirty", 30, "A");
        var id = await program.Award(Ann, "a").Id();
        await program.Redeem(Ann, "thirty").Id();
        await program.Deduct(Ann, 20).Id();

        await program.At("2026-07-01T00:00:00Z");

        var line = await program.Line(Ann, id);
        line.ShouldSay(("points_status", "expired"), ("updated_time", "01-Mar-2026 00:00:00"));
        line.Number("points_used").Should().Be(30);
        line.Number("points_deducted").Should().Be(20);
        line.Number("points_expired").Should().Be(50);
        line.Number("available_points").Should().Be(0);
        (await program.Get($"users/{Ann}")).Number("redeemed_points").Should().Be(30);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_period_of_0_is_never()
    {
        var program = await server.Sandbox("2026-01-31T09:00:00Z");
        await program.Hundred("a", ("points_expiration_period", "0"));
        var id = await program.Award(Ann, "a").Id();

        foreach (var year in new[] { 2036, 2046, 2056 })
        {
            await program.At($"{year}-01-31T09:00:00Z");
        }

        (await program.Points(Ann)).Available.Should().Be(100);
        (await program.Schedule(Ann)).Should().BeEmpty();
        (await program.Line(Ann, id)).Text("points_expiration_date").Should().BeNull();
    }

    [Fact]
    public async Task The_months_run_from_the_approval()
    {
        var program = await server.Sandbox("2026-01-31T09:00:00Z");
        await program.Hundred(
            "a", ("points_expiration_period", "1"), ("approval_method", "monthly"));
        var id = await program.Award(Ann, "a").Id();
        (await program.Line(Ann, id)).Text("points_expiration_date").Should().BeNull();
        (await program.Schedule(Ann)).Should().BeEmpty("nothing that waits can lapse");

        await program.At("2026-02-28T09:00:00Z");
        (await program.Schedule(Ann)).Should().Equal("28-Mar-2026 23:59:59: 100");
        await program.At("2026-12-01T00:00:00Z");

        (await program.Line(Ann, id)).ShouldSay(
            ("points_status", "expired"), ("points_expiration_date", "28-Mar-2026 09:00:00"),
            ("approved_time", "28-Feb-2026 09:00:00"), ("updated_time", "29-Mar-2026 00:00:00"));
    }

    [Fact]
    public async Task The_period_is_copied_when_the_award_is_made_and_changing_it_changes_no_lot()
    {
        var program = await server.Sandbox("2026-01-31T09:00:00Z");
        await program.Hundred("a", ("points_expiration_period", "1"));
        await program.Hundred(
            "m", ("points_expiration_period", "2"), ("approval_method", "monthly"));
        var approved = await program.Award(Ann, "a").Id();
        var waiting = await program.Award(Ann, "m").Id();
        await program.Put("activities/a", ("points_expiration_period", "24"));
        await program.Put("activities/m", ("points_expiration_period", "0"));

        await program.At("2026-02-28T09:00:00Z");
        (await program.Schedule(Ann)).Should()
            .Equal("28-Feb-2026 23:59:59: 100", "28-Apr-2026 23:59:59: 100");
        await program.At("2026-04-29T00:00:00Z");

        (await program.Status(approved)).Should().Be("expired");
        (await program.Status(waiting)).Should().Be("expired");
        await program.Award(Ann, "a").Id();
        (await program.Schedule(Ann)).Should().Equal("29-Apr-2028 23:59:59: 100");
    }

    [Fact]
    public async Task The_schedule_groups_what_is_left_by_day_soonest_first()
    {
        var program = await server.Sandbox("2026-01-31T00:00:00Z");
        await program.Hundred("year", ("points_expiration_period", "12"));
        await program.Hundred("month", ("points_expiration_period", "1"));
        await program.Hundred("never");
        await program.Award(Ann, "year").Id();
        await program.Award(Ann, "month").Id();
        await program.Award(Ann, "never").Id();
        await program.At("2026-01-31T23:59:59.999Z");
        await program.Award(Ann, "month").Id();
        await program.At("2026-02-01T00:00:00Z");
        await program.Award(Ann, "month").Id();
        await program.Deduct(Ann, 130).Id();

        (await program.Schedule(Ann)).Should().Equal(
            "28-Feb-2026 23:59:59: 70", "01-Mar-2026 23:59:59: 100", "31-Jan-2027 23:59:59: 100");
        var page = await program.Get($"users?{Range}");
        page.Data.GetProperty("loyalty_users")[0].GetProperty("expiration_schedule").GetRawText()
            .Should().Be((await program.Get($"users/{Ann}")).Data
                .GetProperty("expiration_schedule").GetRawText());

        await program.At("2026-03-01T00:00:00Z");
        (await program.Schedule(Ann)).Should().Equal(
            "01-Mar-2026 23:59:59: 100", "31-Jan-2027 23:59:59: 100");
    }

    /// <summary>The next day need not be tomorrow's date: Samoa had no 30 December 2011.</summary>
    private static async Task ShouldBeUpdatedOnTheDayAfter(
        ProgramClient program, string id, string day)
    {
        var updated = (await program.Get($"transactions/{id}")).Text("updated_time")!;
        updated.Should().EndWith(" 00:00:00");
        Read(updated).Should().BeAfter(Read(day));
    }

    private static DateTime Read(string time) =>
        DateTime.Parse(time, CultureInfo.InvariantCulture);
}
