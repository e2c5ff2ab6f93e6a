using System.Net;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>
/// Ledger, section 4: nothing waits for a job. What the clock turns to is settled before the turn
/// is answered; here time also passes unseen, so that a read or a write is the first to meet it.
/// </summary>
public sealed class Section04TimeTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private static readonly Terms _terms =
        Terms.Standard with { ReturnsWhenSpent = ReturnPolicy.AllowNegative };

    /// <summary>A year that holds approvals, expiries, settlements and a new period.</summary>
    private static readonly string[] _days =
    [
        "2026-10-31T09:00:00Z", "2026-11-15T00:00:00Z", "2026-11-30T09:00:00Z",
        "2026-12-31T23:59:59.999Z", "2027-01-01T00:00:00Z", "2027-03-02T00:00:00Z",
        "2027-10-31T09:00:00Z",
    ];

    public static TheoryData<string> Reads => [.. Twins.Addresses(Ann)];

    public static TheoryData<string> Writes =>
    [
        $"POST award user_email={Ann}&activity_id=bought&points_passed=10.5&order_id=new",
        $"POST redeem user_email={Ann}&redemption_id=fifty",
        $"POST deduct user_email={Ann}&points_passed=1&reason=x",
        "POST transaction/return order_id=o-2&returned_amount=70",
        "POST transaction/return order_id=o-1",
        $"PUT users/{Ann} first_name=Anna",
        $"POST users email={Ann}&uid=ann&first_name=Ann&last_name=Lee",
        $"POST users email={Bob}&uid=bob&first_name=Bob&last_name=Lee",
    ];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_read_behaves_as_if_all_that_is_due_had_happened(string address)
    {
        var (turned, unseen) = (await Story(), await Story());
        foreach (var day in _days)
        {
            await turned.At(day);
            await server.PassUnseen(unseen, day);

            var said = await unseen.Says(address);

            said.Should().Be(await turned.Says(address), $"it is {day}");
            said.Should().Contain("\"success\":true");
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_write_behaves_as_if_all_that_is_due_had_happened(string write)
    {
        var (turned, unseen) = (await Story(), await Story());
        foreach (var day in new[] { _days[2], _days[4], _days[6] })
        {
            await turned.At(day);
            await server.PassUnseen(unseen, day);

            var answers = new[] { await Do(turned, write), await Do(unseen, write) };

            answers[1].Should().Be(answers[0], $"it is {day}");
        }

        (await unseen.SaysAll(Ann)).Should().Equal(await turned.SaysAll(Ann));
        await unseen.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_line_is_shown_as_what_time_has_made_of_it()
    {
        var program = await server.TwinShop("2026-01-31T09:00:00Z");
        var lapsed = await program.Award(Ann, "signed_up").Id();
        var monthly = await program.Award(Bob, "bought", ("points_passed", "10")).Id();

        await server.PassUnseen(program, "2026-04-01T00:00:00Z");

        (await program.Get($"transactions/{lapsed}")).Data.ShouldSay(
            ("points_status", "expired"), ("updated_time", "01-Apr-2026 00:00:00"));
        (await program.Get($"transactions/{monthly}")).Data.ShouldSay(
            ("points_status", "auto_approved"), ("updated_time", "28-Feb-2026 09:00:00"));
    }

    [Fact]
    public async Task A_line_moved_by_hand_is_first_what_time_has_made_of_it()
    {
        var program = await server.TwinShop("2026-01-31T09:00:00Z");
        var lapsed = await program.Award(Ann, "signed_up").Id();
        var monthly = await program.Award(Ann, "bought", ("points_passed", "10")).Id();
        await server.PassUnseen(program, "2026-04-01T00:00:00Z");

        (await program.Move(lapsed, "rejected")).ShouldBe(No.InvalidStatus);
        (await program.Move(monthly, "approved")).ShouldBe(No.InvalidStatus);
        (await program.Get($"transactions/{lapsed}")).Text("points_status").Should().Be("expired");
        (await program.Move(monthly, "rejected")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task A_month_without_a_sweep_changes_no_answer()
    {
        var (watched, unseen) = (await Story(), await Story());
        foreach (var day in _days)
        {
            await watched.At(day);
            await watched.SaysAll(Ann);
        }

        await server.PassUnseen(unseen, _days[^1]);

        (await unseen.SaysAll(Ann)).Should().Equal(await watched.SaysAll(Ann));
        await unseen.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Each_thing_happens_at_its_own_due_instant_in_order_of_those_instants()
    {
        var program = await server.TwinShop("2026-01-31T09:00:00Z", _terms);
        var first = await program.Award(Ann, "bought", ("points_passed", "20")).Id();
        await program.At("2026-02-10T09:00:00Z");
        var gift = await program.Award(Ann, "signed_up", ("order_id", "o-1")).Id();
        await program.Redeem(Ann, "fifty").Id();
        var back = await program.Return("o-1").Id();
        var second = await program.Award(Ann, "bought", ("points_passed", "40")).Id();
        (await program.Points(Ann)).Should().Be((-50, 30 + 60));

        await server.PassUnseen(program, "2027-01-01T00:00:00Z");

        var lines = await program.Lines(Ann);
        var updates = new[] { first, back, second, gift }.Select(
            id => lines.Single(line => line.Text("id") == id)).ToList();
        updates.Select(line => line.Text("points_status")).Should()
            .Equal("auto_approved", "deducted", "expired", "exhausted");
        updates.Select(line => line.Text("approved_time")).Should().Equal(
            "28-Feb-2026 09:00:00", "", "10-Mar-2026 09:00:00", "10-Feb-2026 09:00:00");
        updates.Select(line => line.Text("updated_time")).Should().Equal(
            "28-Feb-2026 09:00:00", "10-Mar-2026 09:00:00", "11-Jun-2026 00:00:00",
            "10-Feb-2026 09:00:00");
        updates.Select(line => line.Number("points_deducted")).Should().Equal(30, 0, 20, 50);
        updates[2].Number("points_expired").Should().Be(40, "the older lot paid its debt first");
    }

    [Fact]
    public async Task Nothing_of_a_program_whose_clock_stands_moves_while_real_time_passes()
    {
        var program = await Story();
        await program.At("2026-11-29T23:59:59.999Z");
        var before = await program.SaysAll(Ann);

        var clocks = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            clocks.Add((await program.Get("/v2/sandbox/clock")).Text("now")!);
        }

        clocks.Should().AllBe("2026-11-29T23:59:59.999Z");
        (await program.SaysAll(Ann)).Should().Equal(before);
        (await program.Award(Bob, "reviewed")).Text("created_time")
            .Should().Be("29-Nov-2026 23:59:59");
    }

    [Theory]
    [InlineData("UTC", "09-Mar-2026 06:59:59")]
    [InlineData("Pacific/Kiritimati", "09-Mar-2026 20:59:59")]
    [InlineData("America/New_York", "09-Mar-2026 02:59:59")]
    public async Task Calendar_rules_run_in_the_programs_zone(string zone, string shown)
    {
        var program = await server.TwinShop("2026-03-09T06:59:59.999Z", In(zone));

        var award = await program.Award(Ann, "signed_up");

        award.Text("created_time").Should().Be(shown);
    }

    [Theory]
    [InlineData("UTC", "2026-03-09T00:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-08T10:00:00Z")]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z")]
    public async Task A_coupons_last_day_is_a_day_in_the_programs_zone(string zone, string over)
    {
        var program = await server.TwinShop("2026-02-28T09:00:00Z", In(zone));
        await program.Put("redemptions/fifty", ("coupon_expiry", "08-Mar-2026"));
        await program.Award(Ann, "signed_up").Id();

        await program.JustBefore(over);
        await program.Redeem(Ann, "fifty").Id();
        await program.At(over);

        (await program.Redeem(Ann, "fifty")).ShouldBe(No.CouponExpired);
    }

    /// <summary>Ann buys, signs up, spends, returns and owes on 31 October 2026.</summary>
    private async Task<ProgramClient> Story()
    {
        var program = await server.TwinShop("2026-10-31T09:00:00Z", _terms);
        await program.Award(Ann, "signed_up", ("order_id", "o-1")).Id();
        await program.Redeem(Ann, "fifty").Id();
        await program.Return("o-1", "80").Id();
        await program.Award(Ann, "bought", ("points_passed", "100.99"), ("order_id", "o-2")).Id();
        await program.Award(Ann, "bought", ("points_passed", "10"), ("order_id", "o-3")).Id();
        await program.Award(Ann, "reviewed").Id();
        await program.Return("o-2", "30").Id();
        return program;
    }

    private static async Task<string> Do(ProgramClient program, string write)
    {
        var parts = write.Split(' ');
        var answer = await program.Send(
            new(parts[0]), parts[1], ProgramClient.Raw(parts[2]));
        answer.Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        return Twins.Plain(answer);
    }
}
