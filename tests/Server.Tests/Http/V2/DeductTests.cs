using System.Net;
using FluentAssertions;
using FluentAssertions.Execution;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>POST /v2/loyalty/deduct.</summary>
public sealed class DeductTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Ann = "ann@example.com";
    private const string Bob = "bob@example.com";

    [Fact]
    public async Task An_answer_shows_the_deduct_and_what_is_left_key_for_key()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "100"));
        var user = await program.User(Ann);
        await program.Award(Ann, "fixed");

        var deduct = await program.Deduct(Ann, 30);

        deduct.Status.Should().Be(HttpStatusCode.OK);
        deduct.Data.ShouldHaveKeys(
            "user_id user_email user_last_name user_first_name id transaction_type points "
            + "points_status available_points partner_id created_time");
        deduct.Data.ShouldSay(
            ("user_id", user.Text("user_id")), ("user_email", Ann), ("user_last_name", "Lee"),
            ("user_first_name", "Ann"), ("transaction_type", "deduct"),
            ("points_status", "deducted"), ("partner_id", program.PartnerId));
        deduct.Number("points").Should().Be(30);
        deduct.Number("available_points").Should().Be(70);
        deduct.Id().Should().MatchRegex("^[0-9a-f]{24}$");
        (await program.Line(Ann, deduct.Id())).Text("reason").Should().Be("goodwill");
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_deduct_takes_all_that_it_asks_for_or_nothing()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "50"));
        await program.Award(Ann, "fixed");
        await program.Award(Ann, "fixed");

        (await program.Deduct(Ann, 101)).ShouldBe(No.TooFewToDeduct);
        (await program.Available(Ann)).Should().Be(100);
        (await program.Deduct(Ann, 99)).Number("available_points").Should().Be(1);
        (await program.Deduct(Ann, 2)).ShouldBe(No.TooFewToDeduct);
        (await program.Deduct(Ann, 1)).Number("available_points").Should().Be(0);
        (await program.Lines(Ann, "transaction_type=deduct")).Should().HaveCount(2);
        (await program.Lines(Ann, "points_status=auto_approved")).Should()
            .HaveCount(2, "what is deducted whole keeps its status");
        (await program.Get($"users/{Ann}")).Number("redeemed_points").Should().Be(0);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Points_that_wait_cannot_be_deducted()
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "manual", ("points_per_activity", "50"), ("approval_method", "manual"));
        var award = await program.Award(Ann, "manual");

        (await program.Deduct(Ann, 1)).ShouldBe(No.TooFewToDeduct);
        await program.Move(award.Id(), "approved");
        (await program.Deduct(Ann, 1)).Number("available_points").Should().Be(49);
    }

    [Fact]
    public async Task The_refusal_that_stands_first_in_the_table_is_heard()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Award(Ann, "fixed");
        await program.User(Bob);
        await program.Block(Bob);
        (string Form, No Expected, string[] Blamed)[] table =
        [
            ("", No.MissingParameters, ["user_email", "reason", "points_passed"]),
            ("user_email=bad&points_passed=x", No.MissingParameters, ["reason"]),
            ($"user_email={Ann}&reason=&points_passed=1", No.MissingParameters, ["reason"]),
            ("user_email=bad&reason=r&points_passed=0", No.InvalidParameters,
                ["user_email", "points_passed"]),
            ($"user_email={Ann}&reason=r&points_passed=-1", No.InvalidParameters,
                ["points_passed"]),
            ($"user_email={Ann}&reason=r&points_passed=1.5", No.InvalidParameters,
                ["points_passed"]),
            ($"user_email={Ann}&reason=r&points_passed=1000000001", No.InvalidParameters,
                ["points_passed"]),
            ($"user_email={Ann}&reason=r&points_passed=9223372036854775808",
                No.InvalidParameters, ["points_passed"]),
            ($"user_email={Ann}&reason={new string('r', 4001)}&points_passed=1",
                No.InvalidParameters, ["reason"]),
            ("user_email=new@example.com&reason=r&points_passed=1", No.InvalidUser, []),
            ($"user_email={Bob}&reason=r&points_passed=1", No.UserBlocked, []),
            ($"user_email={Ann}&reason=r&points_passed=11", No.TooFewToDeduct, []),
        ];

        using var scope = new AssertionScope();
        foreach (var (form, expected, blamed) in table)
        {
            (await program.Ask("deduct", form)).ShouldBe(expected, blamed, form);
        }

        (await program.Available(Ann)).Should().Be(10);
        (await program.Get("users/new@example.com")).ShouldBe(No.InvalidUser.InPath);
        await program.ShouldBalance(Ann);
    }
}
