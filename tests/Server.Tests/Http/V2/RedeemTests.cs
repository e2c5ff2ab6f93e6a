using System.Globalization;
using System.Net;
using FluentAssertions;
using FluentAssertions.Execution;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>POST /v2/loyalty/redeem.</summary>
public sealed class RedeemTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Ann = "ann@example.com";
    private const string Bob = "bob@example.com";

    [Fact]
    public async Task An_answer_shows_the_redeem_and_its_code_key_for_key()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "150"));
        await program.Redemption("$5_off", 100, "GET5OFF");
        await program.Put("redemptions/$5_off", ("redemption_name", "Five off"));
        var user = await program.User(Ann);
        await program.Award(Ann, "fixed");

        var redeem = await program.Redeem(Ann, "$5_off");

        redeem.Status.Should().Be(HttpStatusCode.OK);
        redeem.Data.ShouldHaveKeys(
            "user_id user_email user_last_name user_first_name redemption_id redemption_name "
            + "redemption_value id transaction_type points points_status coupon_code partner_id "
            + "created_time");
        redeem.Data.ShouldSay(
            ("user_id", user.Text("user_id")), ("user_email", Ann), ("user_last_name", "Lee"),
            ("user_first_name", "Ann"), ("redemption_id", "$5_off"),
            ("redemption_name", "Five off"), ("redemption_value", "$5"),
            ("transaction_type", "redeem"), ("points_status", "redeemed"),
            ("coupon_code", "GET5OFF"), ("partner_id", program.PartnerId));
        redeem.Number("points").Should().Be(100);
        redeem.Id().Should().MatchRegex("^[0-9a-f]{24}$");
        (await program.Available(Ann)).Should().Be(50);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Codes_leave_in_their_order_and_the_last_one_pauses_the_option()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        await program.Redemption("ten", 10, "B", "A", "C");
        await program.Award(Ann, "fixed");

        (await program.Redeem(Ann, "ten")).Text("coupon_code").Should().Be("B");
        (await program.Redeem(Ann, "ten")).Text("coupon_code").Should().Be("A");
        (await IsActive(program, "ten")).Should().BeTrue("a code is left");
        (await program.Redeem(Ann, "ten")).Text("coupon_code").Should().Be("C");
        (await IsActive(program, "ten")).Should().BeFalse();
        (await program.Redeem(Ann, "ten")).ShouldBe(No.CouponsExhausted);
        (await program.Available(Ann)).Should().Be(70);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task New_codes_bring_an_exhausted_option_back_but_an_issued_one_never_returns()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        await program.Redemption("ten", 10, "A");
        await program.Award(Ann, "fixed");
        await program.Redeem(Ann, "ten");

        await program.Put("redemptions/ten", ("giftcard_coupon_codes", "A,D"));
        (await program.Redeem(Ann, "ten")).ShouldBe(No.RedemptionInactive);
        await program.Put("redemptions/ten", ("is_active", "true"));

        (await program.Redeem(Ann, "ten")).Text("coupon_code").Should().Be("D");
        (await program.Redeem(Ann, "ten")).ShouldBe(No.CouponsExhausted);
    }

    [Fact]
    public async Task An_option_whose_last_code_another_option_issued_has_paused_itself_too()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        await program.Redemption("ten", 10, "SHARED");
        await program.Redemption("twenty", 20, "SHARED");
        await program.Award(Ann, "fixed");

        (await program.Redeem(Ann, "ten")).Text("coupon_code").Should().Be("SHARED");

        (await program.Redeem(Ann, "twenty")).ShouldBe(No.CouponsExhausted);
        (await IsActive(program, "twenty")).Should().BeFalse();
    }

    [Fact]
    public async Task A_coupon_is_redeemed_through_its_last_day_in_the_programs_zone()
    {
        // Their clocks are 26 hours apart: what is still today in the west is past in the east.
        var west = await server.CreateProgram(Terms.Standard with { TimeZone = "Etc/GMT+12" });
        var east = await server.CreateProgram(Terms.Standard with { TimeZone = "Etc/GMT-14" });
        var today = DateTimeOffset.UtcNow.AddHours(-12)
            .ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture);
        foreach (var program in new[] { west, east })
        {
            await program.Activity("fixed", ("points_per_activity", "100"));
            await program.Redemption("ten", 10, "A");
            await program.Put("redemptions/ten", ("coupon_expiry", today));
            await program.Award(Ann, "fixed");
        }

        (await west.Redeem(Ann, "ten")).Text("coupon_code").Should().Be("A");
        (await east.Redeem(Ann, "ten")).ShouldBe(No.CouponExpired);
    }

    [Theory]
    [InlineData("all", true)]
    [InlineData("silver", true)]
    [InlineData("gold,silver", true)]
    [InlineData("founder", true)]
    [InlineData("gold", false)]
    [InlineData("gold,idle", false)]
    public async Task Only_members_of_an_options_levels_redeem_it(string levels, bool admits)
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        await program.Level("silver", "period", 50);
        await program.Level("gold", "period", 500);
        await program.Level("founder", "lifetime", 0);
        await program.Level("idle", "lifetime", 1);
        await program.Put("levels/idle", ("is_active", "false"));
        await program.Redemption("ten", 10, "A");
        await program.Put("redemptions/ten", ("associated_levels", levels));
        await program.Award(Ann, "fixed");

        var redeem = await program.Redeem(Ann, "ten");

        (redeem.Success ? "" : redeem.Reason).Should()
            .Be(admits ? "" : "Redemption is not available for this level");
    }

    [Fact]
    public async Task A_spend_takes_the_lot_that_lapses_soonest_then_the_oldest_approval()
    {
        var program = await server.CreateProgram();
        await program.Activity("for_ever", ("points_per_activity", "100"));
        await Lapsing(program, "year", 12, "immediate");
        await Lapsing(program, "month", 1, "immediate");
        await Lapsing(program, "manual_month", 1, "manual");
        await program.Redemption("seventy", 70, "A", "B", "C", "D", "E");
        var never = await program.Award(Ann, "for_ever");
        var year = await program.Award(Ann, "year");
        var late = await program.Award(Ann, "manual_month");
        var month = await program.Award(Ann, "month");
        await program.Move(late.Id(), "approved");
        string?[] lots = [month.Id(), late.Id(), year.Id(), never.Id()];

        (await UsedAfterRedeem(program, lots)).Should().Equal(70, 0, 0, 0);
        (await UsedAfterRedeem(program, lots)).Should().Equal(100, 40, 0, 0);
        (await program.Deduct(Ann, 70)).Success.Should().BeTrue();
        (await Of(program, lots, "points_deducted")).Should().Equal(0, 60, 10, 0);
        (await UsedAfterRedeem(program, lots)).Should().Equal(100, 40, 70, 0);
        (await UsedAfterRedeem(program, lots)).Should().Equal(100, 40, 90, 50);
        (await program.Redeem(Ann, "seventy")).ShouldBe(No.TooFewToRedeem);
        (await Of(program, lots, "available_points")).Should().Equal(0, 0, 0, 50);
        await program.ShouldBalance(Ann);
    }

    [Theory]
    [InlineData(60, 0, "auto_approved")]
    [InlineData(100, 0, "exhausted")]
    [InlineData(60, 40, "exhausted")]
    [InlineData(0, 100, "auto_approved")]
    public async Task A_lot_with_nothing_left_is_exhausted_if_any_of_it_was_redeemed(
        int redeemed, int deducted, string expected)
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        var award = await program.Award(Ann, "fixed");
        if (redeemed > 0)
        {
            await program.Redemption("some", redeemed, "A");
            await program.Redeem(Ann, "some");
        }

        if (deducted > 0)
        {
            await program.Deduct(Ann, deducted);
        }

        var line = await program.Line(Ann, award.Id());
        line.Text("points_status").Should().Be(expected);
        line.Number("points_used").Should().Be(redeemed);
        line.Number("points_deducted").Should().Be(deducted);
        line.Number("available_points").Should().Be(100 - redeemed - deducted);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Points_that_wait_or_were_rejected_redeem_nothing()
    {
        var program = await server.CreateProgram();
        await Lapsing(program, "manual", 0, "manual");
        await program.Redemption("seventy", 70, "A");
        var award = await program.Award(Ann, "manual");

        (await program.Redeem(Ann, "seventy")).ShouldBe(No.TooFewToRedeem);
        await program.Move(award.Id(), "rejected");
        (await program.Redeem(Ann, "seventy")).ShouldBe(No.TooFewToRedeem);
        await program.Move(award.Id(), "approved");
        (await program.Redeem(Ann, "seventy")).Text("coupon_code").Should().Be("A");
    }

    [Fact]
    public async Task The_refusal_that_stands_first_in_the_table_is_heard()
    {
        var program = await PreparedForRefusals();
        var ids = new string('x', 129);
        (string Form, No Expected, string[] Blamed)[] table =
        [
            ("", No.MissingParameters, ["user_email", "redemption_id"]),
            ("user_email=bad", No.MissingParameters, ["redemption_id"]),
            ($"user_email=bad&redemption_id={ids}", No.InvalidParameters,
                ["user_email", "redemption_id"]),
            ("user_email=new@example.com&redemption_id=unknown", No.InvalidUser, []),
            ("user_email=new@example.com&redemption_id=cheap", No.InvalidUser, []),
            ($"user_email={Bob}&redemption_id=unknown", No.UserBlocked, []),
            ($"user_email={Bob}&redemption_id=inactive", No.UserBlocked, []),
            ($"user_email={Ann}&redemption_id=unknown", No.InvalidRedemption, []),
            ($"user_email={Ann}&redemption_id=CHEAP", No.InvalidRedemption, []),
            ($"user_email={Ann}&redemption_id=inactive", No.RedemptionInactive, []),
            ($"user_email={Ann}&redemption_id=expired", No.CouponExpired, []),
            ($"user_email={Ann}&redemption_id=gold", No.NotForLevel, []),
            ($"user_email={Ann}&redemption_id=empty", No.CouponsExhausted, []),
            ($"user_email={Ann}&redemption_id=dear", No.TooFewToRedeem, []),
        ];

        using var scope = new AssertionScope();
        foreach (var (form, expected, blamed) in table)
        {
            (await program.Ask("redeem", form)).ShouldBe(expected, blamed, form);
        }

        (await program.Lines(Ann, "transaction_type=redeem")).Should().ContainSingle();
        (await program.Get("users/new@example.com")).ShouldBe(No.InvalidUser.InPath);
        (await program.Available(Ann)).Should().Be(99);
        await program.ShouldBalance(Ann);
    }

    /// <summary>
    /// Ann with 99 points and Bob, blocked. Each option has the fault it is named for and, but for
    /// 'cheap', those that stand after it in the table.
    /// </summary>
    private async Task<ProgramClient> PreparedForRefusals()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        await program.Level("gold", "period", 1000);
        await program.User(Bob);
        await program.Block(Bob);
        await program.Award(Ann, "fixed");
        await program.Redemption("cheap", 1, "A");
        await program.Redemption("dear", 100, "B");
        await program.Redemption("empty", 1, "C");
        await program.Redeem(Ann, "empty");
        await program.Put("redemptions/empty", ("allowed_redeem_points", "100"));
        await program.Redemption("gold", 1, "E");
        await program.Award("rich@example.com", "fixed");
        await program.Redeem("rich@example.com", "gold");
        await program.Redemption("expired", 100, "F");
        await program.Redemption("inactive", 100, "G");
        foreach (var option in new[] { "gold", "expired", "inactive" })
        {
            await program.Put($"redemptions/{option}", ("associated_levels", "gold"));
        }

        await program.Put("redemptions/expired", ("coupon_expiry", "31-Dec-2019"));
        await program.Put(
            "redemptions/inactive", ("coupon_expiry", "31-Dec-2019"), ("is_active", "false"));
        return program;
    }

    private static Task<Answer> Lapsing(
        ProgramClient program, string activity, int months, string approval) =>
        program.Activity(
            activity, ("points_per_activity", "100"), ("approval_method", approval),
            ("points_expiration_period", $"{months}"));

    private static async Task<IEnumerable<long>> UsedAfterRedeem(
        ProgramClient program, string?[] lots)
    {
        (await program.Redeem(Ann, "seventy")).Success.Should().BeTrue();
        return await Of(program, lots, "points_used");
    }

    private static async Task<IEnumerable<long>> Of(
        ProgramClient program, string?[] lots, string key)
    {
        var lines = (await program.Lines(Ann)).ToDictionary(line => line.Text("id")!);
        return lots.Select(id => lines[id!].Number(key));
    }

    private static async Task<bool> IsActive(ProgramClient program, string option) =>
        (await program.Get($"redemptions/{option}")).Data.GetProperty("is_active").GetBoolean();
}
