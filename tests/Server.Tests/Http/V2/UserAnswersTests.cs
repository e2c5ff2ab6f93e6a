using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>Members as lists show them: GET /v2/loyalty/users.</summary>
public sealed class UserAnswersTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    public const string All = "users?from_date=01/01/2020&to_date=12/31/2099";

    private const string ListedKeys =
        "loyalty_life_time_level_name loyalty_lifetime_level_id expiration_schedule last_name "
        + "redeemed_points last_award_transaction gender dashboard_url first_name "
        + "profile_image_url available_points loyalty_level_id loyalty_level_name user_id "
        + "user_email loyalty_level last_activity_date";

    [Fact]
    public async Task A_page_and_its_members_have_the_keys_of_the_reference()
    {
        var program = await server.CreateProgram();
        await program.Level("bronze", "period", 0);
        var id = (await program.User("ann@example.com", "ann-1")).Text("user_id");

        var page = await program.Get(All);

        page.Data.Keys().Should()
            .Equal("next_start_index", "total_loyalty_users", "loyalty_users", "more");
        var ann = page.Data.GetProperty("loyalty_users")[0];
        ann.Keys().Should().Equal(ListedKeys.Split(' '));
        ann.GetProperty("dashboard_url").GetString()
            .Should().EndWith($"/loyalty/{program.PartnerId}/user/{id}/dashboard");
        ann.GetProperty("loyalty_level_id").GetString().Should().Be("bronze");
        ann.GetProperty("last_award_transaction").GetRawText().Should().Be("{}");
        ann.GetProperty("last_activity_date").GetString().Should().BeEmpty();
    }

    [Fact]
    public async Task A_member_of_a_list_shows_points_and_the_last_award()
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "signed_up", ("points_per_activity", "100"), ("points_expiration_period", "12"));
        await program.Award("ann@example.com", "signed_up");

        var page = await program.Get(All);

        var ann = page.Data.GetProperty("loyalty_users")[0];
        ann.GetProperty("available_points").GetInt64().Should().Be(100);
        ann.GetProperty("expiration_schedule")[0].GetProperty("points").GetInt64()
            .Should().Be(100);
        var last = ann.GetProperty("last_award_transaction");
        last.Keys().Should().Equal("date", "points", "name");
        last.GetProperty("date").GetString()
            .Should().Be(ann.GetProperty("last_activity_date").GetString());
    }

    [Fact]
    public async Task Members_are_listed_page_by_page_newest_first()
    {
        var program = await server.CreateProgram();
        foreach (var n in Enumerable.Range(1, 5))
        {
            await program.User($"u{n}@example.com", $"u{n}");
        }

        var first = await program.Get($"{All}&count=2");
        var last = await program.Get($"{All}&count=2&start_index=4");
        var beyond = await program.Get($"{All}&start_index=100000000000000");

        Emails(first).Should().Equal("u5@example.com", "u4@example.com");
        first.Number("total_loyalty_users").Should().Be(5);
        first.Number("next_start_index").Should().Be(2);
        first.Data.GetProperty("more").GetBoolean().Should().BeTrue();
        Emails(last).Should().Equal("u1@example.com");
        last.Number("next_start_index").Should().Be(5);
        last.Data.GetProperty("more").GetBoolean().Should().BeFalse();
        Emails(beyond).Should().BeEmpty();
        beyond.Data.GetProperty("more").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_page_has_a_hundred_members_unless_told_otherwise()
    {
        var program = await server.CreateProgram();
        await Task.WhenAll(Enumerable.Range(0, 101).Select(
            n => program.User($"u{n}@example.com", $"u{n}")));

        var page = await program.Get(All);
        var whole = await program.Get($"{All}&count=1000");

        Emails(page).Should().HaveCount(100);
        page.Data.GetProperty("more").GetBoolean().Should().BeTrue();
        Emails(whole).Should().HaveCount(101).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Filter_by_last_activity_leaves_out_who_never_did_anything()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "10"));
        await program.User("idle@example.com", "idle");
        await program.Award("ann@example.com", "signed_up");
        await program.Award("bob@example.com", "signed_up");
        await program.Award("ann@example.com", "signed_up");

        var active = await program.Get($"{All}&filter_by=last_activity_date");
        var enrolled = await program.Get($"{All}&filter_by=enrollment_date");

        Emails(active).Should().Equal("bob@example.com", "ann@example.com");
        active.Number("total_loyalty_users").Should().Be(2);
        Emails(enrolled).Should()
            .Equal("bob@example.com", "ann@example.com", "idle@example.com");
        Emails(await program.Get(All)).Should().Equal(Emails(enrolled));
    }

    [Fact]
    public async Task A_range_before_anybody_came_is_empty()
    {
        var program = await server.CreateProgram();
        await program.User("ann@example.com", "ann-1");

        var page = await program.Get("users?from_date=01/01/2020&to_date=01/01/2020");

        Emails(page).Should().BeEmpty();
        page.Number("total_loyalty_users").Should().Be(0);
        page.Number("next_start_index").Should().Be(0);
    }

    [Theory]
    [InlineData("users", "MissingParams", 615, "from_date", "to_date")]
    [InlineData("users?from_date=01/01/2020", "MissingParams", 615, "to_date")]
    [InlineData("users?from_date=2020-01-01&to_date=13/01/2020",
        "unexpected date format", 601, "from_date", "to_date")]
    [InlineData(All + "&count=1001", "invalid parameters", 601, "count")]
    [InlineData(All + "&count=0", "invalid parameters", 601, "count")]
    [InlineData(All + "&filter_by=birthday", "invalid parameters", 601, "filter_by")]
    [InlineData("users?from_date=01/02/2020&to_date=01/01/2020",
        "end_date cannot be less than start_date", 612)]
    public async Task What_is_wrong_with_a_question_is_said(
        string path, string reason, int code, params string[] blamed)
    {
        var answer = await server.Bootstrap.Get(path);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Reason.Should().Be(reason);
        answer.ErrorCode.Should().Be(code);
        answer.Parameters.Should().Equal(blamed);
    }

    private static IEnumerable<string?> Emails(Answer page) =>
        page.Data.GetProperty("loyalty_users").Each("user_email");
}
