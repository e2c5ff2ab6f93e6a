using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>/v2/loyalty/redemptions.</summary>
public sealed class RedemptionsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    public const string ListedKeys =
        "redemption_name updated_time loyalty_redemption_card_img redemption_value "
        + "giftcard_description terms_and_conds_text is_active enable_coupon_based_incentive "
        + "allowed_redeem_points associated_levels send_redemption_email redemption_id "
        + "redemption_instructions created_time coupon_expiry redemption_email_subject "
        + "merchant_id id redemption_email_html";

    private const string AfterValueKeys =
        "is_active enable_coupon_based_incentive allowed_redeem_points associated_levels "
        + "updated_time send_redemption_email redemption_id redemption_instructions merchant_id "
        + "created_time coupon_expiry redemption_email_subject giftcard_coupon_codes id "
        + "redemption_email_html";

    private const string RedemptionKeys =
        "redemption_name loyalty_redemption_card_img redemption_value giftcard_description "
        + "terms_and_conds_text after_redemption_html " + AfterValueKeys;

    private const string UpdatedKeys =
        "loyalty_redemption_card_img redemption_value giftcard_description "
        + "terms_and_conds_text after_redemption_html redemption_name " + AfterValueKeys;

    private static readonly (string, string)[] _required =
    [
        ("redemption_id", "five_off"), ("redemption_name", "$5 off"),
        ("allowed_redeem_points", "100"), ("redemption_value", "$5.00"),
        ("giftcard_description", "Five dollars off"), ("terms_and_conds_text", "Once."),
        ("giftcard_coupon_codes", "B,A"), ("coupon_expiry", "31-Dec-2099"),
    ];

    [Fact]
    public async Task A_new_option_has_the_defaults_for_what_was_not_said()
    {
        var program = await server.CreateProgram();

        var created = await program.Post("redemptions", _required);

        created.Data.Keys().Should().Equal(RedemptionKeys.Split(' '));
        created.Text("merchant_id").Should().Be(program.PartnerId);
        created.Text("redemption_value").Should().Be("$5.00", "it is kept as sent");
        created.Text("coupon_expiry").Should().Be("31-Dec-2099");
        created.Text("giftcard_coupon_codes").Should().Be("B,A");
        created.Text("redemption_instructions").Should().BeNull();
        created.Data.GetProperty("is_active").GetBoolean().Should().BeFalse();
        created.Data.GetProperty("associated_levels").GetRawText().Should().Be("""["all"]""");
        created.Data.GetProperty("enable_coupon_based_incentive").GetBoolean().Should().BeTrue();
        created.Data.GetProperty("send_redemption_email").GetBoolean().Should().BeTrue();
        created.Text("after_redemption_html").Should().Contain("_COUPON_CODE_");
        created.Text("redemption_email_html").Should().Contain("_COUPON_CODE_");
        (await program.Get("redemptions/five_off")).Json.GetRawText()
            .Should().Be(created.Json.GetRawText());
    }

    [Fact]
    public async Task Everything_said_of_an_option_is_kept()
    {
        var program = await server.CreateProgram();
        await program.Level("silver", "period", 1000);

        var created = await program.Post("redemptions", [
            .. _required, ("is_active", "true"), ("redemption_instructions", "At the checkout."),
            ("associated_levels", "silver"), ("loyalty_redemption_card_img", "card.png"),
            ("after_redemption_html", "<b>_COUPON_CODE_</b>"),
            ("enable_coupon_based_incentive", "false"), ("send_redemption_email", "false"),
            ("redemption_email_subject", "Yours"), ("redemption_email_html", "<p>Hi</p>"),
        ]);

        created.Data.GetProperty("is_active").GetBoolean().Should().BeTrue();
        created.Text("redemption_instructions").Should().Be("At the checkout.");
        created.Data.GetProperty("associated_levels").GetRawText().Should().Be("""["silver"]""");
        created.Text("loyalty_redemption_card_img").Should().Be("card.png");
        created.Text("after_redemption_html").Should().Be("<b>_COUPON_CODE_</b>");
        created.Data.GetProperty("enable_coupon_based_incentive").GetBoolean().Should().BeFalse();
        created.Data.GetProperty("send_redemption_email").GetBoolean().Should().BeFalse();
        created.Text("redemption_email_subject").Should().Be("Yours");
        created.Text("redemption_email_html").Should().Be("<p>Hi</p>");
    }

    [Fact]
    public async Task The_list_is_in_order_of_creation_and_carries_no_codes()
    {
        var program = await server.CreateProgram();
        await program.Redemption("z", 10, "SECRET-1");
        await program.Redemption("a", 10, "SECRET-2");

        var list = await program.Get("redemptions");

        list.Data.Each("redemption_id").Should().Equal("z", "a");
        list.Data[0].Keys().Should().Equal(ListedKeys.Split(' '));
        list.Json.GetRawText().Should().NotContain("SECRET");
    }

    [Theory]
    [InlineData("05-Mar-2015")]
    [InlineData("05-mar-2015")]
    [InlineData("05-Mar-15")]
    [InlineData("3/5/2015")]
    public async Task An_expiry_may_be_written_as_the_examples_do(string expiry)
    {
        var program = await server.CreateProgram();
        await program.Post("redemptions", _required);

        var changed = await program.Put("redemptions/five_off", ("coupon_expiry", expiry));

        changed.Text("coupon_expiry").Should().Be("05-Mar-2015");
    }

    [Fact]
    public async Task Codes_are_issued_in_their_order_and_those_left_are_shown()
    {
        var program = await Rich();
        await program.Redemption("five_off", 10, "B", "A", "C");

        (await Redeem(program, "five_off")).Text("coupon_code").Should().Be("B");

        (await program.Get("redemptions/five_off")).Text("giftcard_coupon_codes")
            .Should().Be("A,C");
        (await Redeem(program, "five_off")).Text("coupon_code").Should().Be("A");
    }

    [Fact]
    public async Task A_code_that_stands_twice_in_a_list_counts_once()
    {
        var program = await Rich();

        var created = await program.Redemption("five_off", 10, "A", "B", "A", " B ", "", "b");
        var changed = await program.Put(
            "redemptions/five_off", ("giftcard_coupon_codes", "X,Y,X,X"));

        created.Text("giftcard_coupon_codes").Should().Be("A,B,b");
        changed.Text("giftcard_coupon_codes").Should().Be("X,Y");
    }

    [Fact]
    public async Task An_update_sets_the_codes_and_what_was_issued_stays_out()
    {
        var program = await Rich();
        await program.Redemption("five_off", 10, "A", "B");
        await Redeem(program, "five_off");

        var changed = await program.Put(
            "redemptions/five_off", ("giftcard_coupon_codes", "C,A,D"));

        changed.Text("giftcard_coupon_codes").Should().Be("C,D");
        (await Redeem(program, "five_off")).Text("coupon_code").Should().Be("C");
        (await Redeem(program, "five_off")).Text("coupon_code").Should().Be("D");
        (await Redeem(program, "five_off")).Reason.Should().Be("Redemption coupons exhausted");
    }

    [Theory]
    [InlineData("\"{0}\"", ",")]
    [InlineData("[\"{0}\"]", "\",\"")]
    public async Task Twenty_thousand_codes_fit_in_a_text_and_in_a_list(string form, string between)
    {
        var program = await server.CreateProgram();
        await program.Redemption("card", 10, "A");
        var codes = Enumerable.Range(1, 20_000).Select(n => $"CODE-{n}").ToList();
        var value = string.Format(null, form, string.Join(between, codes));

        var answer = await program.Send(
            HttpMethod.Put,
            "redemptions/card",
            ProgramClient.Raw($$"""{"giftcard_coupon_codes":{{value}}}"""));

        answer.Text("giftcard_coupon_codes").Should().Be(string.Join(',', codes));
    }

    [Theory]
    [InlineData("giftcard_coupon_codes")]
    [InlineData("associated_levels")]
    public async Task A_text_that_lists_nothing_is_no_list(string name)
    {
        var program = await server.CreateProgram();
        await program.Redemption("card", 10, "A");

        var answer = await program.Put("redemptions/card", (name, "[]"));

        answer.Reason.Should().Be("invalid parameters");
        answer.Parameters.Should().Equal(name);
    }

    [Fact]
    public async Task A_code_that_two_options_list_is_issued_once()
    {
        var program = await Rich();
        await program.Redemption("five_off", 10, "SAME", "FIVE");
        await program.Redemption("ten_off", 20, "SAME", "TEN");

        var five = await Redeem(program, "five_off");
        var ten = await Redeem(program, "ten_off");

        five.Text("coupon_code").Should().Be("SAME");
        ten.Text("coupon_code").Should().Be("TEN");
        (await program.Redemption("again", 30, "SAME", "OTHER"))
            .Text("giftcard_coupon_codes").Should().Be("OTHER");
    }

    [Fact]
    public async Task An_update_changes_what_is_said_and_leaves_the_rest()
    {
        var program = await server.CreateProgram();
        await program.Post("redemptions", _required);

        var changed = await program.Put(
            "redemptions/five_off", ("redemption_value", "50"), ("allowed_redeemp_points", "200"));

        changed.Data.Keys().Should().Equal(UpdatedKeys.Split(' '));
        changed.Text("redemption_value").Should().Be("50");
        changed.Number("allowed_redeem_points").Should().Be(200);
        changed.Text("redemption_name").Should().Be("$5 off");
        changed.Text("giftcard_coupon_codes").Should().Be("B,A");
        changed.Text("coupon_expiry").Should().Be("31-Dec-2099");
    }

    [Fact]
    public async Task An_option_is_for_the_levels_it_names_and_they_must_be_there()
    {
        var program = await Rich();
        await program.Level("silver", "period", 1_000_000);
        await program.Redemption("five_off", 10, "A", "B");

        var unknown = await program.Put("redemptions/five_off", ("associated_levels", "gold"));
        var create = await program.Post(
            "redemptions", [("associated_levels", """["silver","gold"]"""), .. _required]);
        await program.Put("redemptions/five_off", ("associated_levels", "['silver']"));
        var outside = await Redeem(program, "five_off");
        await program.Put("users/ann@example.com", ("loyalty_level_id", "silver"));
        var inside = await Redeem(program, "five_off");

        unknown.Status.Should().Be(HttpStatusCode.BadRequest);
        unknown.Reason.Should().Be("Invalid Level ID");
        create.Reason.Should().Be("Invalid Level ID");
        outside.Reason.Should().Be("Redemption is not available for this level");
        outside.ErrorCode.Should().Be(603);
        inside.Text("coupon_code").Should().Be("A");
    }

    [Fact]
    public async Task An_id_is_taken_once()
    {
        var program = await server.CreateProgram();
        await program.Redemption("five_off", 10, "MINE");

        var again = await program.Post("redemptions", _required);

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Reason.Should().Be("Redemption ID already in use");
        (await program.Get("redemptions/five_off")).Text("giftcard_coupon_codes")
            .Should().Be("MINE");
    }

    [Fact]
    public async Task An_option_that_is_not_there_is_404()
    {
        var program = await server.CreateProgram();

        foreach (var answer in new[]
        {
            await program.Get("redemptions/nothing"),
            await program.Put("redemptions/nothing", ("is_active", "true")),
        })
        {
            answer.Status.Should().Be(HttpStatusCode.NotFound);
            answer.Reason.Should().Be("Invalid Redemption ID");
            answer.ErrorCode.Should().Be(604);
        }
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once()
    {
        var answer = await server.Bootstrap.Post("redemptions");

        answer.Reason.Should().Be("missing parameters");
        answer.Parameters.Should().BeEquivalentTo(_required.Select(pair => pair.Item1));
    }

    /// <summary>A program whose member Ann can redeem whatever she likes.</summary>
    private async Task<ProgramClient> Rich()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100000"));
        await program.Award("ann@example.com", "signed_up");
        return program;
    }

    private static Task<Answer> Redeem(ProgramClient program, string option) => program.Post(
        "redeem", ("user_email", "ann@example.com"), ("redemption_id", option));
}
