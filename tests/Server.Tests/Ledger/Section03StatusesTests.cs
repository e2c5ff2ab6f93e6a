using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 3: the statuses that time and hands move lines between.</summary>
public sealed partial class Section03StatusesTests(LoyaltyServer server)
    : IClassFixture<LoyaltyServer>
{
    [Theory]
    [InlineData("UTC", "2026-01-31T09:00:00Z", "2026-02-28T09:00:00Z", "28-Feb-2026 09:00:00")]
    [InlineData("UTC", "2028-01-31T09:00:00Z", "2028-02-29T09:00:00Z", "29-Feb-2028 09:00:00")]
    [InlineData("UTC", "2026-12-31T23:59:59.999Z", "2027-01-31T23:59:59.999Z",
        "31-Jan-2027 23:59:59")]
    [InlineData("Pacific/Kiritimati", "2026-01-31T09:30:00Z", "2026-02-28T09:30:00Z",
        "28-Feb-2026 23:30:00")]
    [InlineData("Pacific/Kiritimati", "2026-01-30T10:00:00Z", "2026-02-27T10:00:00Z",
        "28-Feb-2026 00:00:00")]
    [InlineData("America/New_York", "2026-02-08T07:30:00Z", "2026-03-08T07:00:00Z",
        "08-Mar-2026 03:00:00")]
    [InlineData("America/New_York", "2026-02-20T17:00:00Z", "2026-03-20T16:00:00Z",
        "20-Mar-2026 12:00:00")]
    [InlineData("America/New_York", "2026-10-01T05:30:00Z", "2026-11-01T05:30:00Z",
        "01-Nov-2026 01:30:00")]
    public async Task A_monthly_award_is_auto_approved_one_calendar_month_on_at_that_instant(
        string zone, string awarded, string due, string shown)
    {
        var program = await Shop(awarded, In(zone));
        var id = await program.Award(Ann, "monthly").Id();
        (await program.Get($"transactions/{id}")).Data.ShouldSay(
            ("points_status", "pending"), ("auto_approval_date", shown), ("approved_time", null));

        await program.JustBefore(due);
        (await program.Status(id)).Should().Be("pending");
        (await program.Points(Ann)).Should().Be((0, 100));

        await program.At(due);
        (await program.Points(Ann)).Should().Be((100, 0));
        (await program.Get($"transactions/{id}")).Data.ShouldSay(
            ("points_status", "auto_approved"), ("approved_by", null), ("approved_time", shown),
            ("updated_time", shown), ("auto_approval_date", shown));
    }

    [Fact]
    public async Task However_late_it_is_read_the_approval_was_at_its_instant()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var id = await program.Award(Ann, "monthly").Id();

        await program.At("2031-07-01T00:00:00Z");

        (await program.Get($"transactions/{id}")).Data.ShouldSay(
            ("points_status", "auto_approved"), ("approved_time", "28-Feb-2026 09:00:00"),
            ("updated_time", "28-Feb-2026 09:00:00"));
    }

    [Theory]
    [InlineData("approved", 100, "api", "10-Feb-2026 12:00:00")]
    [InlineData("rejected", 0, null, null)]
    public async Task A_monthly_award_is_approved_or_rejected_earlier_by_hand(
        string status, long available, string? approvedBy, string? approvedTime)
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var id = await program.Award(Ann, "monthly").Id();
        await program.At("2026-02-10T12:00:00Z");
        await program.Move(id, status);

        await program.At("2026-04-01T00:00:00Z");

        (await program.Get($"transactions/{id}")).Data.ShouldSay(
            ("points_status", status), ("approved_by", approvedBy),
            ("approved_time", approvedTime), ("updated_time", "10-Feb-2026 12:00:00"),
            ("auto_approval_date", "28-Feb-2026 09:00:00"));
        (await program.Points(Ann)).Should().Be((available, 0));
    }

    [Fact]
    public async Task A_monthly_award_is_auto_rejected_when_its_order_is_returned_whole_before()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var id = await program.Award(Ann, "monthly", ("order_id", "o-1")).Id();
        await program.At("2026-02-28T08:59:59Z");
        await program.Return("o-1").Id();

        await program.At("2026-06-01T00:00:00Z");

        (await program.Get($"transactions/{id}")).Data.ShouldSay(
            ("points_status", "auto_rejected"), ("approved_time", null),
            ("updated_time", "28-Feb-2026 08:59:59"));
        (await program.Points(Ann)).Should().Be((0, 0));
    }

    [Fact]
    public async Task An_award_whose_return_is_rejected_is_approved_by_time_or_at_once_if_too_late()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var early = await program.Award(Ann, "monthly", ("order_id", "o-1")).Id();
        var late = await program.Award(Ann, "monthly", ("order_id", "o-2")).Id();
        await program.At("2026-02-20T00:00:00Z");
        var back = await program.Return("o-1").Id();
        var backLate = await program.Return("o-2").Id();

        await program.Move(back, "rejected");
        (await program.Status(early)).Should().Be("pending");
        await program.At("2026-03-05T10:00:00Z");
        await program.Move(backLate, "rejected");

        (await program.Get($"transactions/{early}")).Data.ShouldSay(
            ("points_status", "auto_approved"), ("approved_time", "28-Feb-2026 09:00:00"));
        (await program.Get($"transactions/{late}")).Data.ShouldSay(
            ("points_status", "auto_approved"), ("approved_time", "05-Mar-2026 10:00:00"),
            ("auto_approval_date", "28-Feb-2026 09:00:00"));
        (await program.Points(Ann)).Should().Be((200, 0));
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Nothing_but_a_hand_moves_a_manual_award_and_nothing_a_redeem_or_a_deduct()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var manual = await program.Award(Ann, "manual").Id();
        await program.Award(Ann, "immediate").Id();
        var redeem = await program.Redeem(Ann, "ten").Id();
        var deduct = await program.Deduct(Ann, 10).Id();
        var before = await Task.WhenAll(
            program.Get($"transactions/{redeem}"), program.Get($"transactions/{deduct}"));

        await program.At("2036-01-31T09:00:00Z");

        (await program.Get($"transactions/{manual}")).Data.ShouldSay(
            ("points_status", "pending"), ("auto_approval_date", ""));
        await program.Move(manual, "approved");
        (await program.Get($"transactions/{manual}")).Data.ShouldSay(
            ("points_status", "approved"), ("approved_by", "api"),
            ("approved_time", "31-Jan-2036 09:00:00"), ("updated_time", "31-Jan-2036 09:00:00"));
        (await program.Get($"transactions/{redeem}")).Json.GetRawText()
            .Should().Be(before[0].Json.GetRawText());
        (await program.Get($"transactions/{deduct}")).Json.GetRawText()
            .Should().Be(before[1].Json.GetRawText());
    }

    [Fact]
    public async Task A_returns_deduct_is_settled_one_calendar_month_on_at_that_instant()
    {
        var program = await Shop("2026-01-10T09:00:00Z");
        await program.Award(Ann, "immediate", ("order_id", "o-1")).Id();
        await program.At("2026-01-31T09:00:00Z");
        var back = await program.Return("o-1").Id();
        (await program.Get($"transactions/{back}")).Data.ShouldSay(
            ("points_status", "pending_deduction"), ("auto_approval_date", "28-Feb-2026 09:00:00"));

        await program.JustBefore("2026-02-28T09:00:00Z");
        (await program.Status(back)).Should().Be("pending_deduction");
        await program.At("2026-05-01T00:00:00Z");

        (await program.Get($"transactions/{back}")).Data.ShouldSay(
            ("points_status", "deducted"), ("updated_time", "28-Feb-2026 09:00:00"),
            ("approved_time", ""), ("approved_by", null));
        (await program.Points(Ann)).Should().Be((0, 0));
        (await program.Move(back, "rejected")).ShouldBe(No.InvalidStatus);
    }

    [Fact]
    public async Task A_returns_deduct_is_settled_earlier_by_hand()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        await program.Award(Ann, "immediate", ("order_id", "o-1")).Id();
        var back = await program.Return("o-1").Id();
        await program.At("2026-02-10T12:00:00Z");
        await program.Move(back, "deducted");

        await program.At("2026-05-01T00:00:00Z");

        (await program.Get($"transactions/{back}")).Data.ShouldSay(
            ("points_status", "deducted"), ("updated_time", "10-Feb-2026 12:00:00"),
            ("approved_by", "api"), ("auto_approval_date", "28-Feb-2026 09:00:00"));
    }

    [Fact]
    public async Task A_returns_deduct_that_is_rejected_gives_points_back_with_their_old_expiry()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var lasting = await program.Award(Ann, "lapsing", ("order_id", "o-1")).Id();
        var back = await program.Return("o-1").Id();
        await program.At("2026-02-27T09:00:00Z");
        (await program.Schedule(Ann)).Should().BeEmpty();

        await program.Move(back, "rejected");

        (await program.Schedule(Ann)).Should().Equal("28-Feb-2026 23:59:59: 100");
        await program.At("2026-03-01T00:00:00Z");
        (await program.Get($"transactions/{lasting}")).Data.ShouldSay(
            ("points_status", "expired"), ("updated_time", "01-Mar-2026 00:00:00"));
        (await program.Line(Ann, lasting)).Number("points_expired").Should().Be(100);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Points_given_back_to_a_lot_that_has_lapsed_meanwhile_expire_at_once()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var lapsed = await program.Award(Ann, "lapsing", ("order_id", "o-1")).Id();
        await program.At("2026-02-15T09:00:00Z");
        var back = await program.Return("o-1", "60").Id();
        await program.At("2026-03-02T10:00:00Z");
        (await program.Line(Ann, lapsed)).Number("points_expired").Should().Be(40);

        await program.Move(back, "rejected");

        (await program.Points(Ann)).Should().Be((0, 0));
        var line = await program.Line(Ann, lapsed);
        line.ShouldSay(("points_status", "expired"), ("updated_time", "01-Mar-2026 00:00:00"));
        line.Number("points_expired").Should().Be(100);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_rejected_award_is_approved_by_hand_while_it_has_not_lapsed()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var first = await program.Award(Ann, "lapsing").Id();
        var second = await program.Award(Ann, "lapsing").Id();
        await program.At("2026-02-01T00:00:00Z");
        await program.Move(first, "rejected");
        await program.Move(second, "rejected");
        await program.JustBefore("2026-03-01T00:00:00Z");
        await program.Move(first, "approved");
        (await program.Points(Ann)).Should().Be((100, 0));

        await program.At("2026-03-01T00:00:00Z");

        (await program.Move(second, "approved")).ShouldBe(No.InvalidStatus);
        (await program.Line(Ann, second)).Number("points_expired").Should().Be(0);
        (await program.Status(second)).Should().Be("rejected");
        (await program.Status(first)).Should().Be("expired");
    }

    [Fact]
    public async Task An_award_that_was_approved_before_keeps_its_first_approvals_expiry()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var id = await program.Award(Ann, "lapsing_by_hand").Id();
        await program.At("2026-02-10T09:00:00Z");
        await program.Move(id, "approved");
        await program.Move(id, "rejected");
        await program.At("2026-03-01T09:00:00Z");

        await program.Move(id, "approved");

        (await program.Line(Ann, id)).ShouldSay(
            ("points_expiration_date", "10-Mar-2026 09:00:00"),
            ("approved_time", "01-Mar-2026 09:00:00"));
        await program.At("2026-03-11T00:00:00Z");
        (await program.Status(id)).Should().Be("expired");
    }

    [Fact]
    public async Task An_award_rejected_before_it_was_ever_approved_expires_from_its_approval()
    {
        var program = await Shop("2026-01-31T09:00:00Z");
        var id = await program.Award(Ann, "lapsing_by_hand").Id();
        await program.Move(id, "rejected");
        await program.At("2030-01-31T09:00:00Z");

        await program.Move(id, "approved");

        (await program.Line(Ann, id)).ShouldSay(
            ("points_status", "approved"), ("points_expiration_date", "28-Feb-2030 09:00:00"));
    }

    private async Task<ProgramClient> Shop(string now, Terms? terms = null)
    {
        var program = await server.Sandbox(now, terms);
        await program.Hundred("immediate");
        await program.Hundred("manual", ("approval_method", "manual"));
        await program.Hundred("monthly", ("approval_method", "monthly"));
        await program.Hundred("lapsing", ("points_expiration_period", "1"));
        await program.Hundred(
            "lapsing_by_hand", ("points_expiration_period", "1"), ("approval_method", "manual"));
        await program.Redemption("ten", 10, "A", "B", "C");
        await program.Redemption(
            "hundred", 100, [.. Enumerable.Range(0, 12).Select(n => $"H-{n}")]);
        return program;
    }
}
