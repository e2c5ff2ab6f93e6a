using System.Net;
using FluentAssertions;
using FluentAssertions.Execution;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>POST /v2/loyalty/transaction/return.</summary>
public sealed partial class ReturnTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Ann = "ann@example.com";
    private const string Bob = "bob@example.com";

    [Fact]
    public async Task An_answer_shows_the_return_key_for_key()
    {
        var program = await Shop();
        var user = await program.User(Ann);
        await program.Buy("100", "o-1");

        var whole = await program.Return("o-1");

        whole.Status.Should().Be(HttpStatusCode.OK);
        whole.Data.ShouldHaveKeys(
            "user_first_name user_id auto_approval_date points_status returned_for_order_id "
            + "transaction_type user_last_name reason points user_email created_time updated_time "
            + "partner_id id approved_time");
        whole.Data.ShouldSay(
            ("user_first_name", "Ann"), ("user_id", user.Text("user_id")),
            ("points_status", "pending_deduction"), ("returned_for_order_id", "o-1"),
            ("transaction_type", "deduct"), ("user_last_name", "Lee"),
            ("reason", "Order Fully Returned"), ("user_email", Ann),
            ("partner_id", program.PartnerId), ("approved_time", ""));
        whole.Number("points").Should().Be(100);
        whole.Text("auto_approval_date").Should().NotBeEmpty();
        whole.Id().Should().MatchRegex("^[0-9a-f]{24}$");
        (await program.Available(Ann)).Should().Be(0, "points go back at once");
        (await program.Line(Ann, whole.Id())).ShouldSay(
            ("order_id", "o-1"), ("reason", "Order Fully Returned"), ("approved_time", ""));
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_part_is_returned_under_the_plural_address_too()
    {
        var program = await Shop();
        await program.Buy("100", "o-1");

        var part = await program.Ask("transactions/return", "order_id=o-1&returned_amount=40");

        part.Number("points").Should().Be(40);
        part.Text("reason").Should().Be("Order Partially Returned");
        part.Text("returned_for_order_id").Should().Be("o-1");
        (await program.Available(Ann)).Should().Be(60);
    }

    [Theory]
    [InlineData("99.99", "1.5", Rounding.Floor, "33.33 33.33 33.33")]
    [InlineData("99.99", "1.5", Rounding.Nearest, "0.01 0.01 99.97")]
    [InlineData("99.99", "1.5", Rounding.Ceiling, "33.33 66.66")]
    [InlineData("10", "0.1", Rounding.Floor, "1 1 1 1 1 1 1 1 1 1")]
    [InlineData("10", "0.11", Rounding.Ceiling, "1 2 3 4")]
    [InlineData("59.90", "1", Rounding.Floor, "0.05 59.85")]
    public async Task Any_split_into_parts_takes_back_what_the_whole_would(
        string amount, string multiplier, Rounding rounding, string parts)
    {
        var program = await Shop(Terms.Standard with { Rounding = rounding }, multiplier);
        await program.Level("gold", "lifetime", 0, "1.25");
        var award = await program.Buy(amount, "o-1");
        await program.Put("activities/bought", ("bonus_multiplier", "9"));
        await program.Put("levels/gold", ("level_bonus_multiplier", "9"));

        long takenBack = 0;
        foreach (var part in parts.Split(' '))
        {
            var back = await program.Return("o-1", part);
            back.Text("reason").Should().Be("Order Partially Returned");
            takenBack += back.Number("points");
        }

        takenBack.Should().Be(award.Number("points"), "its own day's prices hold");
        (await program.Available(Ann)).Should().Be(0);
        (await program.Return("o-1", "0.01")).ShouldBe(No.ReturnTooLarge);
        (await program.Return("o-1")).ShouldBe(No.ReturnTooLarge);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_whole_return_after_a_part_takes_the_rest()
    {
        var program = await Shop();
        await program.Buy("100", "o-1");
        await program.Return("o-1", "30.5");

        (await program.Return("o-1", "69.51")).ShouldBe(No.ReturnTooLarge);
        var rest = await program.Return("o-1");

        rest.Number("points").Should().Be(69);
        rest.Text("reason").Should().Be("Order Fully Returned");
        (await program.Return("o-1")).ShouldBe(No.ReturnTooLarge);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task All_awards_of_an_order_go_back_whoever_got_them()
    {
        var program = await Shop();
        await program.Activity("first_order", ("points_per_activity", "100"));
        await program.Activity("referral", ("points_per_activity", "30"));
        await program.Buy("100", "o-1");
        await program.Award(Ann, "first_order", ("order_id", "o-1"));
        await program.Award(Bob, "referral", ("order_id", "o-1"));
        await program.Award(Bob, "referral", ("order_id", "o-2"));

        await program.Return("o-1", "25");
        (await program.Return("o-1", "75")).Success.Should().BeTrue();

        (await program.Available(Ann)).Should().Be(0);
        (await program.Available(Bob)).Should().Be(30, "o-2 stays");
        await program.ShouldBalance(Ann);
        await program.ShouldBalance(Bob);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("40 60")]
    [InlineData("")]
    public async Task A_pending_award_that_is_returned_whole_rejects_itself(string parts)
    {
        var program = await Shop(approval: "manual");
        var award = await program.Buy("100", "o-1");

        foreach (var part in parts.Split(' '))
        {
            (await program.Return("o-1", part)).Success.Should().BeTrue();
        }

        (await program.Line(Ann, award.Id())).Text("points_status").Should().Be("auto_rejected");
        (await program.Get($"users/{Ann}")).Number("pending_points").Should().Be(0);
        (await program.Return("o-1")).ShouldBe(No.ReturnTooLarge);
        (await program.Move(award.Id(), "approved")).ShouldBe(No.InvalidStatus);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_pending_award_that_is_returned_in_part_is_approved_for_the_rest()
    {
        var program = await Shop(approval: "manual");
        var award = await program.Buy("100", "o-1");
        await program.Return("o-1", "40");
        (await program.Get($"users/{Ann}")).Number("pending_points").Should().Be(60);

        await program.Move(award.Id(), "approved");

        (await program.Available(Ann)).Should().Be(60);
        (await program.Return("o-1")).Number("points").Should().Be(60);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_return_settled_by_hand_stays()
    {
        var program = await Shop();
        await program.Buy("100", "o-1");
        var back = await program.Return("o-1", "40");

        var settled = await program.Move(back.Id(), "deducted");

        settled.Data.ShouldSay(
            ("points_status", "deducted"), ("approved_by", "api"), ("approved_time", ""),
            ("auto_approval_date", back.Text("auto_approval_date")));
        (await program.Move(back.Id(), "rejected")).ShouldBe(No.InvalidStatus);
        (await program.Available(Ann)).Should().Be(60);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_return_rejected_by_hand_gives_each_lot_its_points_back()
    {
        var program = await SpentShop(ReturnPolicy.WithinBalance);
        var before = await program.Lines(Ann);
        var back = await program.Return("o-1");

        (await program.Move(back.Id(), "rejected")).Success.Should().BeTrue();

        (await program.Available(Ann)).Should().Be(70);
        foreach (var award in before)
        {
            var line = await program.Line(Ann, award.Text("id"));
            line.Number("available_points").Should().Be(award.Number("available_points"));
            line.Text("points_expiration_date").Should()
                .Be(award.Text("points_expiration_date"), "the lot keeps its expiry");
        }

        (await program.Move(back.Id(), "deducted")).ShouldBe(No.InvalidStatus);
        (await program.Return("o-1")).Number("points").Should().Be(70, "it can be returned again");
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task An_award_that_rejected_itself_waits_again_when_its_return_is_rejected()
    {
        var program = await Shop(approval: "manual");
        var award = await program.Buy("100", "o-1");
        await program.Return("o-1", "30");
        var last = await program.Return("o-1", "70");

        await program.Move(last.Id(), "rejected");

        (await program.Line(Ann, award.Id())).Text("points_status").Should().Be("pending");
        (await program.Get($"users/{Ann}")).Number("pending_points").Should().Be(70);
        await program.Move(award.Id(), "approved");
        (await program.Available(Ann)).Should().Be(70);
        (await program.Return("o-1", "70.01")).ShouldBe(No.ReturnTooLarge);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task An_award_rejected_by_hand_has_nothing_to_return_until_it_is_approved_again()
    {
        var program = await Shop();
        var award = await program.Buy("100", "o-1");
        var part = await program.Return("o-1", "40");
        await program.Move(award.Id(), "rejected");
        (await program.Return("o-1")).ShouldBe(No.ReturnTooLarge);

        await program.Move(part.Id(), "rejected");
        (await program.Available(Ann)).Should().Be(0, "the lot that got them back is rejected");
        await program.ShouldBalance(Ann);

        await program.Move(award.Id(), "approved");
        (await program.Available(Ann)).Should().Be(100);
        (await program.Return("o-1")).Number("points").Should().Be(100);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task A_blocked_member_can_return()
    {
        var program = await Shop();
        await program.Buy("100", "o-1");
        await program.Block(Ann);

        (await program.Return("o-1")).Number("points").Should().Be(100);
    }

    [Fact]
    public async Task The_refusal_that_stands_first_in_the_table_is_heard()
    {
        var program = await Shop();
        await program.Buy("100", "o-1");
        var ids = new string('x', 129);
        (string Form, No Expected, string[] Blamed)[] table =
        [
            ("", No.MissingParameters, ["order_id"]),
            ("returned_amount=x", No.MissingParameters, ["order_id"]),
            ($"order_id={ids}&returned_amount=0", No.InvalidParameters,
                ["order_id", "returned_amount"]),
            ("order_id=o-1&returned_amount=-1", No.InvalidParameters, ["returned_amount"]),
            ("order_id=o-1&returned_amount=0.00", No.InvalidParameters, ["returned_amount"]),
            ("order_id=o-1&returned_amount=1e400", No.InvalidParameters, ["returned_amount"]),
            ("order_id=unknown&returned_amount=x", No.InvalidParameters, ["returned_amount"]),
            ("order_id=unknown", No.InvalidOrder, []),
            ("order_id=O-1", No.InvalidOrder, []),
            ("order_id=unknown&returned_amount=1000000000", No.InvalidOrder, []),
            ("order_id=o-1&returned_amount=100.01", No.ReturnTooLarge, []),
        ];

        using var scope = new AssertionScope();
        foreach (var (form, expected, blamed) in table)
        {
            (await program.Ask("transaction/return", form)).ShouldBe(expected, blamed, form);
        }

        (await program.Available(Ann)).Should().Be(100);
        (await program.Lines(Ann)).Should().ContainSingle();
    }

    /// <summary>A program whose activity 'bought' awards Ann points for what she spends.</summary>
    private async Task<ProgramClient> Shop(
        Terms? terms = null, string multiplier = "1", string approval = "immediate")
    {
        var program = await server.CreateProgram(terms);
        await program.Purchase(
            "bought", ("bonus_multiplier", multiplier), ("approval_method", approval));
        return program;
    }
}

/// <summary>What Ann does in these tests.</summary>
internal static class Purchases
{
    public static Task<Answer> Buy(this ProgramClient program, string amount, string order) =>
        program.Award(
            "ann@example.com", "bought", ("points_passed", amount), ("order_id", order));
}
