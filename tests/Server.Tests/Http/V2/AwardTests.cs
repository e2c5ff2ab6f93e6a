using System.Net;
using FluentAssertions;
using FluentAssertions.Execution;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>POST /v2/loyalty/award.</summary>
public sealed partial class AwardTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Ann = "ann@example.com";
    private const string Bob = "bob@example.com";
    private const string Replayed = "Idempotent-Replayed";

    private static readonly Terms Members = Terms.Standard with { EnrollOnAward = false };

    [Fact]
    public async Task An_award_enrols_and_pays_at_once()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100"));

        var award = await program.Award("bob@example.com", "signed_up");

        award.Status.Should().Be(HttpStatusCode.OK);
        award.Number("points").Should().Be(100);
        award.Text("points_status").Should().Be("auto_approved");
        var user = await program.Get("users/bob@example.com");
        user.Number("available_points").Should().Be(100);
    }

    [Fact]
    public async Task An_answer_shows_the_award_key_for_key()
    {
        var program = await server.CreateProgram();
        await program.Activity("review", ("points_per_activity", "15"), ("activity_name", "Wrote"));
        var user = await program.User(Ann);

        var award = await program.Award(Ann, "review", ("order_id", "o-1"));

        award.Data.ShouldHaveKeys(
            "user_id user_email user_last_name user_first_name activity_id activity_name id "
            + "transaction_type points points_status partner_id created_time");
        award.Data.ShouldSay(
            ("user_id", user.Text("user_id")), ("user_email", Ann), ("user_last_name", "Lee"),
            ("user_first_name", "Ann"), ("activity_id", "review"), ("activity_name", "Wrote"),
            ("transaction_type", "award"), ("points_status", "auto_approved"),
            ("partner_id", program.PartnerId));
        award.Number("points").Should().Be(15);
        award.Id().Should().MatchRegex("^[0-9a-f]{24}$");
        award.Text("created_time").Should()
            .MatchRegex("^[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}$");
    }

    [Fact]
    public async Task An_award_enrols_nobody_where_the_program_wants_members_only()
    {
        var program = await server.CreateProgram(Members);
        await program.Activity("fixed", ("points_per_activity", "10"));

        (await program.Award(Ann, "fixed")).ShouldBe(No.InvalidUser);
        (await program.Get($"users/{Ann}")).ShouldBe(No.InvalidUser.InPath);

        await program.User(Ann);
        (await program.Award(Ann, "fixed")).Number("points").Should().Be(10);
    }

    [Theory]
    [InlineData("activity_id=unknown", "Invalid Activity ID")]
    [InlineData("activity_id=paused", "Activity is in paused state")]
    [InlineData("activity_id=fixed&order_id=o-1", "Duplicate Order ID")]
    [InlineData("activity_id=fixed&points_passed=0.5", "invalid parameters")]
    public async Task A_refused_award_enrols_nobody(string form, string reason)
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Activity("paused", ("points_per_activity", "10"), ("is_active", "false"));
        await program.Award(Bob, "fixed", ("order_id", "o-1"));

        var refused = await program.Ask("award", $"user_email={Ann}&{form}");

        refused.Reason.Should().Be(reason);
        (await program.Get($"users/{Ann}")).ShouldBe(No.InvalidUser.InPath);
    }

    [Theory]
    [InlineData("100", null, Rounding.Floor, 100)]
    [InlineData("100", "7", Rounding.Floor, 7)]
    [InlineData("100", "7.999", Rounding.Floor, 7)]
    [InlineData("100", "7.4999999", Rounding.Nearest, 7)]
    [InlineData("100", "7.5", Rounding.Nearest, 8)]
    [InlineData("100", "0.5", Rounding.Nearest, 1)]
    [InlineData("100", "7.0000001", Rounding.Ceiling, 8)]
    [InlineData("100", "1000000000", Rounding.Floor, 1_000_000_000)]
    [InlineData("0", "1", Rounding.Floor, 1)]
    public async Task A_fixed_activity_pays_its_points_or_those_passed(
        string pointsPerActivity, string? passed, Rounding rounding, long expected)
    {
        var program = await server.CreateProgram(Terms.Standard with { Rounding = rounding });
        await program.Activity(
            "fixed", ("points_per_activity", pointsPerActivity), ("bonus_multiplier", "3"));

        var award = await program.Award(Ann, "fixed", ("points_passed", passed ?? ""));

        award.Number("points").Should().Be(expected, "a fixed activity multiplies nothing");
        await program.ShouldBalance(Ann);
    }

    [Theory]
    [InlineData("1", "59.90", Rounding.Floor, 59)]
    [InlineData("1.5", "59.90", Rounding.Floor, 89)]
    [InlineData("1.5", "59.90", Rounding.Nearest, 90)]
    [InlineData("1.5", "59.00", Rounding.Nearest, 89)]
    [InlineData("1.5", "59.01", Rounding.Ceiling, 89)]
    [InlineData("1.15", "100", Rounding.Floor, 115)]
    [InlineData("0.29", "100", Rounding.Floor, 29)]
    [InlineData("0.1", "0.01", Rounding.Ceiling, 1)]
    [InlineData("1000000", "1000000000", Rounding.Floor, 1_000_000_000_000_000)]
    public async Task A_bonus_multiplier_activity_pays_for_an_amount(
        string multiplier, string passed, Rounding rounding, long expected)
    {
        var program = await server.CreateProgram(Terms.Standard with { Rounding = rounding });
        await program.Purchase(
            "bought", ("bonus_multiplier", multiplier), ("points_per_activity", "7"));

        var award = await program.Award(Ann, "bought", ("points_passed", passed));

        award.Number("points").Should().Be(expected);
        await program.ShouldBalance(Ann);
    }

    [Theory]
    [InlineData(null, null, Rounding.Floor, 3)]
    [InlineData("1.5", "2", Rounding.Floor, 7)]
    [InlineData("2", "1.5", Rounding.Floor, 7)]
    [InlineData("0.5", "0.8", Rounding.Floor, 2)]
    [InlineData("1.9", null, Rounding.Floor, 6)]
    [InlineData(null, "1.9", Rounding.Floor, 6)]
    [InlineData(null, "1.9", Rounding.Ceiling, 7)]
    [InlineData(null, "1.5", Rounding.Nearest, 5)]
    public async Task The_larger_of_two_levels_multiplies_and_rounding_comes_once_at_the_end(
        string? period, string? lifetime, Rounding rounding, long expected)
    {
        var program = await server.CreateProgram(Terms.Standard with { Rounding = rounding });
        await program.Purchase("bought", ("bonus_multiplier", "1.9"));
        await program.Level("idle", "period", 0, "100");
        await program.Put("levels/idle", ("is_active", "false"));
        if (period is not null)
        {
            await program.Level("silver", "period", 0, period);
        }

        if (lifetime is not null)
        {
            await program.Level("founder", "lifetime", 0, lifetime);
        }

        // 1.9 x 1.9 = 3.61 before the level.
        var award = await program.Award(Ann, "bought", ("points_passed", "1.9"));

        award.Number("points").Should().Be(expected);
    }

    [Fact]
    public async Task A_level_multiplies_from_the_award_after_the_one_that_reached_it()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        await program.Level("gold", "lifetime", 100, "2.5");

        (await program.Award(Ann, "fixed")).Number("points").Should().Be(100);
        (await program.Award(Ann, "fixed")).Number("points").Should().Be(250);
        await program.ShouldBalance(Ann);
    }

    [Theory]
    [InlineData("fixed", "0")]
    [InlineData("fixed", "0.000")]
    [InlineData("fixed", "-5")]
    [InlineData("fixed", "0.9")]
    [InlineData("fixed", "1000000000.01")]
    [InlineData("fixed", "ten")]
    [InlineData("fixed", "1e3")]
    [InlineData("fixed", "NaN")]
    [InlineData("fixed", "1,5")]
    [InlineData("worthless", "")]
    [InlineData("half", "1")]
    [InlineData("huge", "1000000000")]
    public async Task What_is_worth_nothing_or_too_much_is_refused(string activity, string passed)
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Activity("worthless");
        await program.Purchase("half", ("bonus_multiplier", "0.5"));
        await program.Purchase("huge", ("bonus_multiplier", "1000000"));
        await program.Level("every", "period", 0, "1.000001");

        var refused = await program.Award(Ann, activity, ("points_passed", passed));

        refused.ShouldBe(No.InvalidParameters, "points_passed");
    }

    [Fact]
    public async Task A_balance_that_would_burst_is_refused()
    {
        var program = await server.CreateProgram();
        await program.Purchase("huge", ("bonus_multiplier", "1000000"));
        await program.Award(Ann, "huge", ("points_passed", "1000000000"));

        var refused = await program.Award(Ann, "huge", ("points_passed", "1"));

        refused.ShouldBe(No.InvalidParameters, "points_passed");
        (await program.Available(Ann)).Should().Be(1_000_000_000_000_000);
    }

    [Theory]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    [InlineData("year")]
    [InlineData("lifetime")]
    public async Task A_cap_counts_a_members_awards_for_an_activity_but_no_rejected_ones(
        string interval)
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "capped", ("points_per_activity", "10"), ("approval_method", "manual"),
            ("max_award_frequency", "2"), ("max_award_frequency_interval", interval));
        await program.Activity("other", ("points_per_activity", "10"));
        await program.Award(Ann, "other");
        var first = await program.Award(Ann, "capped", ("order_id", "o-1"));
        var second = await program.Award(Ann, "capped", ("order_id", "o-2"));

        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
        (await program.Award(Bob, "capped")).Success.Should().BeTrue("the cap is a member's own");
        (await program.Award(Ann, "other")).Success.Should().BeTrue("it is one activity's");

        await program.Move(first.Id(), "rejected");
        (await program.Award(Ann, "capped", ("order_id", "o-3"))).Success.Should().BeTrue();
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);

        await program.Move(second.Id(), "approved");
        (await program.Award(Ann, "capped")).ShouldBe(No.LimitExceeded);
        await program.Return("o-3");
        (await program.Award(Ann, "capped")).Success.Should().BeTrue("o-3 was auto_rejected");
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_manual_award_waits()
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "manual", ("points_per_activity", "10"), ("approval_method", "manual"));

        var award = await program.Award(Ann, "manual");

        award.Text("points_status").Should().Be("pending");
        var user = await program.Get($"users/{Ann}");
        user.Number("available_points").Should().Be(0);
        user.Number("pending_points").Should().Be(10);
    }

    [Fact]
    public async Task The_refusal_that_stands_first_in_the_table_is_heard()
    {
        var program = await PreparedForRefusals();
        var ids = new string('x', 129);
        (string Form, No Expected, string[] Blamed)[] table =
        [
            ("", No.MissingParameters, ["user_email", "activity_id"]),
            ("user_email=&activity_id= ", No.MissingParameters, ["user_email", "activity_id"]),
            ("user_email=bad&points_passed=x", No.MissingParameters, ["activity_id"]),
            ("user_email=bad&activity_id=fixed&points_passed=x", No.InvalidParameters,
                ["user_email", "points_passed"]),
            ($"user_email={Ann}&activity_id={ids}&order_id={ids}", No.InvalidParameters,
                ["activity_id", "order_id"]),
            ($"user_email={Ann}&activity_id=fixed&order_id=a%00b", No.InvalidParameters,
                ["order_id"]),
            ("user_email=new@example.com&activity_id=bought", No.MissingParameters,
                ["points_passed"]),
            ($"user_email={Bob}&activity_id=bought", No.MissingParameters, ["points_passed"]),
            ($"user_email={Ann}&activity_id=bought&order_id=o-1", No.MissingParameters,
                ["points_passed"]),
            ("user_email=new@example.com&activity_id=fixed&points_passed=0.5",
                No.InvalidParameters, ["points_passed"]),
            ($"user_email={Bob}&activity_id=paused&points_passed=0.5",
                No.InvalidParameters, ["points_passed"]),
            ("user_email=new@example.com&activity_id=unknown", No.InvalidUser, []),
            ("user_email=new@example.com&activity_id=paused&order_id=o-1", No.InvalidUser, []),
            ($"user_email={Bob}&activity_id=unknown", No.UserBlocked, []),
            ($"user_email={Bob}&activity_id=paused&order_id=o-1", No.UserBlocked, []),
            ($"user_email={Ann}&activity_id=unknown&order_id=o-1", No.InvalidActivity, []),
            ($"user_email={Ann}&activity_id=paused&order_id=o-1&points_passed=9",
                No.DuplicateOrder, []),
            ($"user_email={Ann}&activity_id=capped&order_id=o-1&points_passed=9",
                No.DuplicateOrder, []),
            ($"user_email={Ann}&activity_id=paused", No.ActivityPaused, []),
            ($"user_email={Ann}&activity_id=capped", No.LimitExceeded, []),
        ];

        using var scope = new AssertionScope();
        foreach (var (form, expected, blamed) in table)
        {
            (await program.Ask("award", form)).ShouldBe(expected, blamed, form);
        }

        (await program.Lines(Ann)).Should().HaveCount(2, "a refusal writes nothing");
        (await program.Lines(Bob)).Should().BeEmpty();
        await program.ShouldBalance(Ann);
    }

    /// <summary>
    /// Ann, who has reached the caps of 'paused' and 'capped' with the order o-1; Bob, blocked.
    /// </summary>
    private async Task<ProgramClient> PreparedForRefusals()
    {
        var program = await server.CreateProgram(Members);
        await program.User(Ann);
        await program.User(Bob);
        await program.Block(Bob);
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Purchase("bought");
        foreach (var capped in new[] { "paused", "capped" })
        {
            await program.Activity(
                capped, ("points_per_activity", "10"), ("max_award_frequency", "1"),
                ("max_award_frequency_interval", "lifetime"));
            await program.Award(Ann, capped, ("order_id", "o-1"));
        }

        await program.Put("activities/paused", ("is_active", "false"));
        return program;
    }
}
