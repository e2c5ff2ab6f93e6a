using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Aliases, dates and e-mails: sections 1.4, 1.6 and 1.7.</summary>
public sealed partial class WireTests
{
    /// <summary>Everything that create requires, by address.</summary>
    private static readonly Dictionary<string, (string Name, string Value)[]> _required = new()
    {
        ["users"] =
        [
            ("uid", "it"), ("first_name", "A"), ("last_name", "B"), ("email", "a@example.com"),
        ],
        ["activities"] =
        [
            ("activity_id", "it"), ("activity_name", "A"), ("activity_description", "A"),
            ("activity_type", "fixed"), ("approval_method", "immediate"),
            ("max_award_frequency", "0"), ("max_award_frequency_interval", "day"),
        ],
        ["redemptions"] =
        [
            ("redemption_id", "it"), ("redemption_name", "A"), ("allowed_redeem_points", "10"),
            ("redemption_value", "$5"), ("giftcard_description", "A"),
            ("terms_and_conds_text", "A"), ("giftcard_coupon_codes", "a,b"),
            ("coupon_expiry", "31-Dec-2099"),
        ],
        ["levels"] =
        [
            ("level_id", "it"), ("level_name", "A"), ("level_description", "A"),
            ("level_type", "period"), ("level_minimum_points", "10"),
            ("level_bonus_multiplier", "1"),
        ],
    };

    [Theory]
    [InlineData("users", "loyalty_level_id", "loyalty_level")]
    [InlineData("activities", "bonus_multiplier", "bonus_mutliplier")]
    [InlineData("activities", "bonus_multiplier", "bonus_multiper")]
    [InlineData("redemptions", "allowed_redeem_points", "allowed_redeemp_points")]
    [InlineData("levels", "level_minimum_points", "minimum_points")]
    [InlineData("levels", "level_bonus_multiplier", "bonus_multiplier")]
    public async Task An_alias_stands_for_the_tabled_name_which_wins(
        string path, string tabled, string alias)
    {
        var program = await server.CreateProgram();
        await program.Level("2", "period", 1_000_000);
        await program.Level("3", "period", 2_000_000);
        await program.Level("4", "period", 3_000_000);
        var required = _required[path].Where(pair => pair.Name != tabled).ToArray();

        var created = await program.Made(path, [.. required, (alias, "2")]);
        var updated = await program.Put($"{path}/it", (alias, "3"));
        var both = await program.Put($"{path}/it", (alias, "3"), (tabled, "4"));

        new[] { created, updated, both }
            .Select(answer => answer.Data.GetProperty(tabled).ToString())
            .Should().Equal("2", "3", "4");
    }

    [Fact]
    public async Task A_new_member_may_be_named_by_user_email_but_email_wins()
    {
        var program = await server.CreateProgram();
        var required = _required["users"][..3];

        var one = await program.Made("users", [.. required, ("user_email", "a@example.com")]);
        var both = await program.Made("users", [
            ("uid", "two"), .. required[1..],
            ("user_email", "b@example.com"), ("email", "c@example.com")]);

        one.Text("user_email").Should().Be("a@example.com");
        both.Text("user_email").Should().Be("c@example.com");
    }

    [Theory]
    [InlineData("immediate", "immediate")]
    [InlineData("immediately", "immediate")]
    [InlineData("Immediately", "immediate")]
    [InlineData("manual", "manual")]
    [InlineData("manually", "manual")]
    [InlineData("MONTHLY", "monthly")]
    public async Task An_approval_method_has_the_examples_words_too(string said, string meant)
    {
        var program = await server.CreateProgram();
        var required = _required["activities"].Where(pair => pair.Name != "approval_method");

        var created = await program.Made("activities", [.. required, ("approval_method", said)]);
        var updated = await program.Put("activities/it", ("approval_method", said));

        created.Text("approval_method").Should().Be(meant);
        updated.Text("approval_method").Should().Be(meant);
    }

    [Theory]
    [InlineData("3/1/2015")]
    [InlineData("03/01/15")]
    [InlineData("2015-03-01")]
    [InlineData("03-01-2015")]
    [InlineData("01-Mar-2015")]
    [InlineData("03/01/2015 00:00:00")]
    [InlineData("03/32/2015")]
    [InlineData("13/01/2015")]
    [InlineData("02/29/2015")]
    [InlineData("00/00/0000")]
    [InlineData("20150301")]
    [InlineData("today")]
    [InlineData("03/01/2015%00")]
    [InlineData("٠٣/٠١/٢٠١٥")]
    [InlineData("%FF")]
    public async Task A_range_of_days_takes_the_reference_s_form_alone(string date)
    {
        var program = await server.CreateProgram();
        await program.Made("users", _required["users"]);
        const string reason = "unexpected date format";

        foreach (var path in new[] { "transactions", "users", "users/a@example.com/transactions" })
        {
            var from = await program.Get($"{path}?from_date={date}&to_date=03/31/2015");
            var to = await program.Get($"{path}?from_date=03/01/2015&to_date={date}");
            var both = await program.Get($"{path}?from_date={date}&to_date={date}&count=x");

            ShouldBlame(from, "from_date", reason);
            ShouldBlame(to, "to_date", reason);
            both.Reason.Should().Be(reason);
            both.Parameters.Should().Equal("from_date", "to_date");
        }
    }

    [Theory]
    [InlineData("02/29/2016")]
    [InlineData(" 03/01/2015 ")]
    [InlineData("03/01/2015,")]
    [InlineData("03%2F01%2F2015")]
    public async Task A_day_is_taken_with_what_surrounds_it_in_copied_lines(string date)
    {
        var program = await server.CreateProgram();

        var page = await program.Get($"transactions?from_date={date}&to_date=12/31/2099");

        page.Success.Should().BeTrue($"{page.Json}");
    }

    [Theory]
    [InlineData("30-May-2030", "30-May-2030")]
    [InlineData("30-MAY-2030", "30-May-2030")]
    [InlineData("30-may-30", "30-May-2030")]
    [InlineData("5/30/2030", "30-May-2030")]
    [InlineData("05/03/2030", "03-May-2030")]
    [InlineData("5/3/2030,", "03-May-2030")]
    public async Task A_coupon_expiry_takes_the_three_forms_of_the_examples(
        string said, string meant)
    {
        var program = await server.CreateProgram();
        var required = _required["redemptions"];

        var created = await program.Made(
            "redemptions", [.. required[..^1], ("coupon_expiry", said)]);
        var updated = await program.Put("redemptions/it", ("coupon_expiry", said));

        created.Text("coupon_expiry").Should().Be(meant);
        updated.Text("coupon_expiry").Should().Be(meant);
    }

    [Theory]
    [InlineData("2030-05-30")]
    [InlineData("30/05/2030")]
    [InlineData("5/30/30")]
    [InlineData("31-Jun-2030")]
    [InlineData("30-Mai-2030")]
    [InlineData("30 May 2030")]
    [InlineData("May 30, 2030")]
    [InlineData("never")]
    public async Task A_coupon_expiry_takes_no_other(string said)
    {
        var program = await server.CreateProgram();
        await program.Made("redemptions", _required["redemptions"]);

        ShouldBlame(
            await program.Put("redemptions/it", ("coupon_expiry", said)),
            "coupon_expiry", "unexpected date format");
    }

    [Theory]
    [InlineData("", "user_email=bob+x@example.com&activity_id=visit")]
    [InlineData("", "user_email=bob%2Bx%40example.com&activity_id=visit")]
    [InlineData("", " user_email = bob x@example.com &activity_id=visit")]
    [InlineData("?user_email=bob+x@example.com&activity_id=visit", "")]
    [InlineData("?user_email=bob%20x@example.com&activity_id=visit", "{}")]
    [InlineData("?user_email=bob%2bx@example.com&activity_id=visit", "")]
    [InlineData(
        "?%7B%22user_email%22:%22bob+x@example.com%22,%22activity_id%22:%22visit%22%7D", "")]
    [InlineData("", """{"user_email": "bob+x@example.com", "activity_id": "visit"}""")]
    public async Task A_blank_in_an_encoded_e_mail_was_a_plus(string query, string body)
    {
        var program = await server.CreateProgram();
        await program.Activity("visit", ("points_per_activity", "1"));

        var award = await program.Send(
            HttpMethod.Post, $"award{query}", ProgramClient.Raw(body));

        award.Success.Should().BeTrue($"{award.Json}");
        award.Text("user_email").Should().Be("bob+x@example.com");
    }

    [Fact]
    public async Task A_blank_in_an_e_mail_that_was_not_encoded_is_refused()
    {
        var program = await server.CreateProgram();
        using var multipart = new MultipartFormDataContent
        {
            { new StringContent("bob x@example.com"), "user_email" },
            { new StringContent("visit"), "activity_id" },
        };

        ShouldBlame(await program.Send(HttpMethod.Post, "award", multipart), "user_email");
        ShouldBlame(
            await program.Send(HttpMethod.Post, "award", ProgramClient.Raw(
                """{"user_email": "bob x@example.com", "activity_id": "visit"}""")),
            "user_email");
    }
}
