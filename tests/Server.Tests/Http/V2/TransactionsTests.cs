using System.Globalization;
using System.Net;
using System.Text.Json;
using FluentAssertions;
using FluentAssertions.Execution;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>GET /v2/loyalty/transactions and /v2/loyalty/users/{user_email}/transactions.</summary>
public sealed partial class TransactionsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Ann = "ann@example.com";
    private const string Bob = "bob@example.com";
    private const string OfAll = "transactions";
    private const string OfAnn = $"users/{Ann}/transactions";
    private const string Time = "^[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}$";

    [Theory]
    [InlineData(OfAll)]
    [InlineData(OfAnn)]
    public async Task A_list_shows_a_line_key_for_key_with_null_for_what_it_has_not(string list)
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "fixed", ("points_per_activity", "100"), ("points_expiration_period", "2"));
        await program.Activity(
            "manual", ("points_per_activity", "7"), ("approval_method", "manual"),
            ("qualified_points", "false"));
        await program.Redemption("thirty", 30, "CODE");
        await program.User(Ann);
        await program.Award(Ann, "fixed", ("order_id", "o-1"));
        await program.Award(Ann, "manual");
        await program.Redeem(Ann, "thirty");
        await program.Deduct(Ann, 20);

        var page = await program.Get($"{list}?{Calls.AllDays}");

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Data.ShouldHaveKeys("total next_start_index transactions more");
        page.Number("total").Should().Be(4);
        var (deduct, redeem, waiting, award) = FourOf(page);
        award.ShouldSay(
            ("points_status", "auto_approved"), ("approved_by", null), ("redemption_value", null),
            ("activity_id", "fixed"), ("user_first_name", "Ann"), ("order_id", "o-1"),
            ("reason", null), ("merchant_id", program.PartnerId),
            ("redemption_name", null), ("auto_approval_date", ""), ("transaction_type", "award"),
            ("user_last_name", "Lee"), ("coupon_code", null), ("redemption_id", null),
            ("activity_name", "fixed"), ("user_email", Ann));
        var use = award.GetProperty("redemptions_list").EnumerateArray().Single();
        use.ShouldHaveKeys("redemption_id redemption_name points transaction_id");
        use.ShouldSay(
            ("redemption_id", "thirty"), ("redemption_name", "thirty"),
            ("transaction_id", redeem.Text("id")));
        use.Number("points").Should().Be(30);
        award.Text("points_expiration_date").Should().MatchRegex(Time);
        award.Text("approved_time").Should().MatchRegex(Time);
        award.Text("created_time").Should().MatchRegex(Time);
        award.Text("updated_time").Should().MatchRegex(Time);
        award.GetProperty("qualified_points").GetBoolean().Should().BeTrue();
        Numbers(award).Should().Equal(100, 30, 20, 0, 50);
        waiting.ShouldSay(
            ("points_status", "pending"), ("approved_by", null), ("approved_time", null),
            ("redemptions_list", null),
            ("points_expiration_date", null), ("auto_approval_date", ""), ("order_id", null));
        waiting.GetProperty("qualified_points").GetBoolean().Should().BeFalse();
        Numbers(waiting).Should().Equal(7, 0, 0, 0, 0);
        redeem.ShouldSay(
            ("points_status", "redeemed"), ("redemption_id", "thirty"),
            ("redemption_name", "thirty"), ("redemption_value", "$5"), ("coupon_code", "CODE"),
            ("activity_id", null), ("activity_name", null), ("approved_time", ""),
            ("auto_approval_date", ""), ("points_expiration_date", null), ("reason", null));
        Numbers(redeem).Should().Equal(30, 0, 0, 0, 0);
        deduct.ShouldSay(
            ("points_status", "deducted"), ("reason", "goodwill"), ("order_id", null),
            ("activity_id", null), ("redemption_id", null), ("coupon_code", null),
            ("approved_time", ""), ("auto_approval_date", ""), ("approved_by", null));
        Numbers(deduct).Should().Equal(20, 0, 0, 0, 0);
    }

    [Theory]
    [InlineData(OfAll)]
    [InlineData(OfAnn)]
    public async Task Pages_of_ten_lead_through_the_whole_list_newest_first(string list)
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "1"));
        var ids = new List<string?>();
        for (var i = 0; i < 23; i++)
        {
            ids.Insert(0, (await program.Award(Ann, "fixed")).Id());
        }

        var seen = new List<string?>();
        var sizes = new List<int>();
        var more = true;
        for (long start = 0; more && sizes.Count < 5;)
        {
            var page = await program.Get($"{list}?{Calls.AllDays}&start_index={start}");
            var lines = LinesOf(page);
            seen.AddRange(lines.Select(line => line.Text("id")));
            sizes.Add(lines.Count);
            page.Number("total").Should().Be(23);
            page.Number("next_start_index").Should().Be(start + lines.Count);
            (start, more) = (page.Number("next_start_index"), More(page));
        }

        sizes.Should().Equal(10, 10, 3);
        seen.Should().Equal(ids);
    }

    [Theory]
    [InlineData("", 3, 3, false)]
    [InlineData("start_index=0", 3, 3, false)]
    [InlineData("count=1", 1, 1, true)]
    [InlineData("count=1&start_index=2", 1, 3, false)]
    [InlineData("count=2&start_index=1", 2, 3, false)]
    [InlineData("count=1000", 3, 3, false)]
    [InlineData("start_index=3", 0, 3, false)]
    [InlineData("start_index=999999999999999", 0, 999_999_999_999_999, false)]
    public async Task A_page_says_where_the_next_begins(
        string asked, int rows, long next, bool more)
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "1"));
        for (var i = 0; i < 3; i++)
        {
            await program.Award(Ann, "fixed");
        }

        var page = await program.Get($"{OfAnn}?{Calls.AllDays}&{asked}");

        LinesOf(page).Should().HaveCount(rows);
        page.Number("total").Should().Be(3);
        page.Number("next_start_index").Should().Be(next);
        More(page).Should().Be(more);
    }

    [Fact]
    public async Task A_list_can_be_narrowed_to_exactly_some_statuses_and_a_type()
    {
        var (program, ids) = await OneOfEachStatus();
        (string Filter, string[] Expected)[] table =
        [
            ("", [.. ids.Keys]),
            ("points_status=[]", [.. ids.Keys]),
            ("points_status=pending", ["pending"]),
            ("points_status=approved", ["approved"]),
            ("points_status=auto_approved", ["auto_approved", "returned", "given_back"]),
            ("points_status=rejected", ["rejected", "back_rejected"]),
            ("points_status=auto_rejected", ["auto_rejected"]),
            ("points_status=exhausted", ["exhausted"]),
            ("points_status=expired", []),
            ("points_status=redeemed", ["redeemed"]),
            ("points_status=deducted", ["deducted", "back_settled"]),
            ("points_status=pending_deduction", ["pending_deduction", "back_pending"]),
            ("points_status=[\"approved\",\"auto_rejected\"]", ["approved", "auto_rejected"]),
            ("points_status=['approved','redeemed']", ["approved", "redeemed"]),
            ("points_status=pending,rejected&transaction_type=award", ["pending", "rejected"]),
            ("transaction_type=redeem", ["redeemed"]),
            ("transaction_type=deduct",
                ["deducted", "pending_deduction", "back_pending", "back_settled",
                    "back_rejected"]),
            ("transaction_type=redeem&points_status=deducted", []),
        ];

        using var scope = new AssertionScope();
        foreach (var (filter, expected) in table)
        {
            var page = await program.Get($"{OfAll}?{Calls.AllDays}&count=100&{filter}");
            LinesOf(page).Select(line => line.Text("id")).Should()
                .BeEquivalentTo(expected.Select(name => ids[name]), "{0}", filter);
            page.Number("total").Should().Be(expected.Length, "{0}", filter);
        }
    }

    [Fact]
    public async Task A_users_list_is_its_own_and_is_found_by_e_mail_uid_or_user_id()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "1"));
        var user = await program.User(Ann);
        var award = await program.Award(Ann, "fixed");
        await program.Award(Bob, "fixed");

        foreach (var who in new[] { Ann, "ANN@example.com", "ann", user.Text("user_id") })
        {
            var page = await program.Get($"users/{who}/transactions?{Calls.AllDays}");
            LinesOf(page).Select(line => line.Text("id")).Should().Equal(award.Id());
        }

        LinesOf(await program.Get($"{OfAll}?{Calls.AllDays}")).Should().HaveCount(2);
    }

    [Theory]
    [InlineData("Etc/GMT+12", -12)]
    [InlineData("UTC", 0)]
    [InlineData("Etc/GMT-14", 14)]
    public async Task Both_days_of_a_range_are_whole_and_in_the_programs_zone(
        string zone, int hours)
    {
        var program = await server.CreateProgram(Terms.Standard with { TimeZone = zone });
        await program.Activity("fixed", ("points_per_activity", "1"));
        await program.Award(Ann, "fixed");
        var today = DateTimeOffset.UtcNow.AddHours(hours);

        (await Total(0, 0)).Should().Be(1);
        (await Total(-1, 0)).Should().Be(1);
        (await Total(0, 1)).Should().Be(1);
        (await Total(-2, -1)).Should().Be(0);
        (await Total(1, 2)).Should().Be(0);

        async Task<long> Total(int from, int to)
        {
            var page = await program.Get($"{OfAnn}?from_date={Day(from)}&to_date={Day(to)}");
            return page.Number("total");
        }

        string Day(int days) =>
            today.AddDays(days).ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(OfAll)]
    [InlineData(OfAnn)]
    [InlineData("users/nobody@example.com/transactions")]
    public async Task The_refusal_that_stands_first_in_the_table_is_heard(string list)
    {
        const string reversed = "from_date=01/02/2020&to_date=01/01/2020";
        const string sameDay = "from_date=01/02/2020&to_date=01/02/2020";
        var program = await server.CreateProgram();
        await program.User(Ann);
        (string Query, No Expected, string[] Blamed)[] table =
        [
            ("", No.MissingParameters, ["from_date", "to_date"]),
            ("from_date=&to_date=01/01/2020", No.MissingParameters, ["from_date"]),
            ("from_date=soon&count=0", No.MissingParameters, ["to_date"]),
            ("from_date=2020-01-01&to_date=31/12/2020&count=0", No.UnexpectedDateFormat,
                ["from_date", "to_date"]),
            ("from_date=02/30/2020&to_date=12/31/2020", No.UnexpectedDateFormat, ["from_date"]),
            ("from_date=1/1/2020&to_date=12/31/2020", No.UnexpectedDateFormat, ["from_date"]),
            ($"{reversed}&count=0", No.InvalidParameters, ["count"]),
            ($"{sameDay}&count=1001", No.InvalidParameters, ["count"]),
            ($"{sameDay}&count=ten", No.InvalidParameters, ["count"]),
            ($"{sameDay}&start_index=-1", No.InvalidParameters, ["start_index"]),
            ($"{sameDay}&start_index=1.5&points_status=done&transaction_type=gift",
                No.InvalidParameters, ["points_status", "start_index", "transaction_type"]),
            ($"{sameDay}&points_status=approved,done", No.InvalidParameters, ["points_status"]),
            (reversed, No.EndBeforeStart, []),
        ];

        using var scope = new AssertionScope();
        foreach (var (query, expected, blamed) in table)
        {
            (await program.Get($"{list}?{query}")).ShouldBe(expected, blamed, query);
        }
    }

    [Fact]
    public async Task An_unknown_user_has_no_list()
    {
        var program = await server.CreateProgram();

        var refused = await program.Get($"users/nobody@example.com/transactions?{Calls.AllDays}");

        refused.ShouldBe(No.InvalidUser.InPath);
    }

    private static List<JsonElement> LinesOf(Answer page) =>
        [.. page.Data.GetProperty("transactions").EnumerateArray()];

    private static bool More(Answer page) => page.Data.GetProperty("more").GetBoolean();

    private static long[] Numbers(JsonElement line) =>
    [
        line.Number("points"), line.Number("points_used"), line.Number("points_deducted"),
        line.Number("points_expired"), line.Number("available_points"),
    ];

    private static (JsonElement, JsonElement, JsonElement, JsonElement) FourOf(Answer page)
    {
        var lines = LinesOf(page);
        foreach (var line in lines)
        {
            line.ShouldHaveKeys(
                "points_status points_used available_points points_expired created_time "
                + "updated_time id user_id points_expiration_date approved_by qualified_points "
                + "redemption_value activity_id user_first_name order_id reason points_deducted "
                + "merchant_id redemptions_list approved_time redemption_name auto_approval_date "
                + "transaction_type user_last_name coupon_code points redemption_id activity_name "
                + "user_email");
        }

        return (lines[0], lines[1], lines[2], lines[3]);
    }
}
