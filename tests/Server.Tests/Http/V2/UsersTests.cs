using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>Members, one by one: /v2/loyalty/users and /v2/loyalty/users/{...}.</summary>
public sealed class UsersTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string SavedKeys =
        "user_id user_email first_name last_name profile_image_url gender redeemed_points "
        + "available_points loyalty_level_id loyalty_lifetime_level_id merchant_uid";

    private const string UserKeys =
        "user_id user_email first_name last_name gender profile_image_url redeemed_points "
        + "available_points loyalty_level_id loyalty_lifetime_level_id user_language user_status "
        + "expiration_schedule last_award_transaction loyalty_level merchant_uid pending_points";

    [Fact]
    public async Task A_new_member_has_the_defaults_for_what_was_not_said()
    {
        var program = await server.CreateProgram();

        var created = await program.User("ann@example.com", "ann-1");

        created.Status.Should().Be(HttpStatusCode.OK);
        created.Data.Keys().Should().Equal(SavedKeys.Split(' '));
        created.Text("user_id").Should().MatchRegex("^[0-9a-f]{24}$");
        created.Text("gender").Should().Be("unknown");
        created.Text("merchant_uid").Should().Be("ann-1");
        created.Text("loyalty_level_id").Should().BeEmpty();
        created.Text("profile_image_url").Should().EndWith("/img/user.svg");
        var user = await program.Get("users/ann@example.com");
        user.Data.Keys().Should().Equal(UserKeys.Split(' '));
        user.Text("user_language").Should().Be("English");
        user.Text("user_status").Should().Be("active");
        user.Number("available_points").Should().Be(0);
        user.Data.GetProperty("expiration_schedule").GetArrayLength().Should().Be(0);
        user.Data.GetProperty("last_award_transaction").GetRawText().Should().Be("{}");
    }

    [Theory]
    [InlineData("de")]
    [InlineData("ja")]
    [InlineData("ar")]
    [InlineData("vi")]
    [InlineData("ru")]
    public async Task Names_of_every_script_come_back_as_they_were_given(string locale)
    {
        var program = await server.CreateProgram();
        var names = new Bogus.DataSets.Name(locale) { Random = new(2016) };
        for (var i = 0; i < 5; i++)
        {
            var (first, last) = (names.FirstName(), names.LastName());

            await program.User(
                $"{i}@example.com", $"{i}", ("first_name", first), ("last_name", last));

            var user = await program.Get($"users/{i}@example.com");
            user.Text("first_name").Should().Be(first);
            user.Text("last_name").Should().Be(last);
        }
    }

    [Fact]
    public async Task A_member_can_be_created_blocked()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "1"));

        await program.User("ann@example.com", "ann-1", ("user_status", "blocked"));

        var award = await program.Award("ann@example.com", "signed_up");
        award.Reason.Should().Be("User has been blocked");
    }

    [Fact]
    public async Task Everything_said_of_a_new_member_is_kept()
    {
        var program = await server.CreateProgram();

        await program.User(
            "Ann@Example.com", "ann-1", ("gender", "Female"), ("user_language", "Deutsch"),
            ("profile_image_url", "http://example.com/ann.png"));

        var user = await program.Get("users/ann@example.com");
        user.Text("user_email").Should().Be("Ann@Example.com");
        user.Text("first_name").Should().Be("Ann");
        user.Text("last_name").Should().Be("Lee");
        user.Text("gender").Should().Be("female");
        user.Text("user_language").Should().Be("Deutsch");
        user.Text("profile_image_url").Should().Be("http://example.com/ann.png");
        user.Text("merchant_uid").Should().Be("ann-1");
    }

    [Fact]
    public async Task Create_completes_a_member_whom_only_an_award_has_enrolled()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100"));
        var award = await program.Award("ann@example.com", "signed_up");
        (await program.Get("users/ann@example.com")).Text("merchant_uid").Should().BeEmpty();

        var created = await program.User("ANN@example.com", "ann-1");

        created.Text("user_id").Should().Be(award.Text("user_id"));
        created.Number("available_points").Should().Be(100);
        created.Text("merchant_uid").Should().Be("ann-1");
        (await program.Get(UserAnswersTests.All)).Number("total_loyalty_users").Should().Be(1);
    }

    [Theory]
    [InlineData("ann@example.com", "other", "Email already in use")]
    [InlineData("ANN@EXAMPLE.COM", "other", "Email already in use")]
    [InlineData("other@example.com", "ann-1", "User ID already in use")]
    [InlineData("ann@example.com", "ann-1", "User ID already in use")]
    [InlineData("enrolled@example.com", "ann-1", "User ID already in use")]
    public async Task An_email_and_a_uid_belong_to_one_member(
        string email, string uid, string reason)
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100"));
        await program.Award("enrolled@example.com", "signed_up");
        await program.User("ann@example.com", "ann-1");
        var before = await program.Get(UserAnswersTests.All);

        var refused = await program.Post(
            "users",
            ("email", email), ("uid", uid), ("first_name", "Not"), ("last_name", "Ann"));

        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Reason.Should().Be(reason);
        refused.ErrorCode.Should().Be(600);
        (await program.Get(UserAnswersTests.All)).Json.GetRawText()
            .Should().Be(before.Json.GetRawText());
    }

    [Theory]
    [InlineData("uid")]
    [InlineData("email")]
    [InlineData("user_id")]
    public async Task A_member_is_found_and_changed_by_uid_by_email_and_by_user_id(string by)
    {
        var program = await server.CreateProgram();
        var id = (await program.User("ann@example.com", "ann-1")).Text("user_id")!;
        var key = by == "uid" ? "ann-1" : by == "email" ? "Ann@example.com" : id;

        var changed = await program.Put($"users/{key}", ("first_name", "Anna"));

        changed.Data.Keys().Should().Equal(SavedKeys.Split(' '));
        changed.Text("user_id").Should().Be(id);
        changed.Text("first_name").Should().Be("Anna");
        (await program.Get($"users/{key}")).Text("first_name").Should().Be("Anna");
        (await program.Get($"users/{key}/transactions?from_date=01/01/2020&to_date=12/31/2099"))
            .Success.Should().BeTrue();
    }

    [Fact]
    public async Task An_update_looks_for_the_uid_first_and_a_read_for_the_email()
    {
        var program = await server.CreateProgram();
        await program.User("ann@example.com", "bob@example.com");
        await program.User("bob@example.com", "bob-1");

        var changed = await program.Put("users/bob@example.com", ("gender", "male"));
        var read = await program.Get("users/bob@example.com");

        changed.Text("user_email").Should().Be("ann@example.com");
        read.Text("user_email").Should().Be("bob@example.com");
        read.Text("gender").Should().Be("unknown");
    }

    [Fact]
    public async Task An_update_changes_what_is_said_and_leaves_the_rest()
    {
        var program = await server.CreateProgram();
        await program.User("ann@example.com", "ann-1", ("gender", "female"));

        var changed = await program.Put(
            "users/ann-1", ("last_name", "Smith"), ("user_email", "Ann.Smith@example.com"),
            ("uid", "ann-2"), ("user_language", "Français"), ("profile_image_url", "x.png"));

        changed.Text("first_name").Should().Be("Ann");
        changed.Text("last_name").Should().Be("Smith");
        changed.Text("gender").Should().Be("female");
        changed.Text("merchant_uid").Should().Be("ann-2");
        changed.Text("profile_image_url").Should().Be("x.png");
        var user = await program.Get("users/ann.smith@example.com");
        user.Text("user_language").Should().Be("Français");
        (await program.Get("users/ann@example.com")).Reason.Should().Be("Invalid User");
        (await program.Get("users/ann-1")).Reason.Should().Be("Invalid User");
    }

    [Fact]
    public async Task An_update_takes_no_one_elses_email_or_uid()
    {
        var program = await server.CreateProgram();
        await program.User("ann@example.com", "ann-1");
        await program.User("bob@example.com", "bob-1");

        var email = await program.Put("users/ann-1", ("email", "BOB@example.com"));
        var uid = await program.Put("users/ann-1", ("uid", "bob-1"), ("first_name", "Bob"));
        var own = await program.Put("users/ann-1", ("email", "ANN@example.com"), ("uid", "ann-1"));

        email.Reason.Should().Be("Email already in use");
        uid.Reason.Should().Be("User ID already in use");
        own.Text("user_email").Should().Be("ANN@example.com");
        own.Text("first_name").Should().Be("Ann");
    }

    [Fact]
    public async Task A_member_who_is_not_there_is_404_wherever_the_path_names_her()
    {
        var program = await server.CreateProgram();
        var range = "from_date=01/01/2020&to_date=12/31/2099";

        foreach (var answer in new[]
        {
            await program.Get("users/nobody@example.com"),
            await program.Put("users/nobody", ("first_name", "No")),
            await program.Get($"users/nobody/transactions?{range}"),
            await program.Get("users/nobody/redemptions"),
        })
        {
            answer.Status.Should().Be(HttpStatusCode.NotFound);
            answer.Reason.Should().Be("Invalid User");
            answer.ErrorCode.Should().Be(602);
        }
    }

    [Fact]
    public async Task A_blocked_member_keeps_her_points_and_can_neither_earn_nor_spend()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100"));
        await program.Redemption("five_off", 10, "A");
        await program.Award("ann@example.com", "signed_up");

        await program.Put("users/ann@example.com", ("user_status", "blocked"));

        var who = ("user_email", "ann@example.com");
        foreach (var answer in new[]
        {
            await program.Award("ann@example.com", "signed_up"),
            await program.Post("redeem", who, ("redemption_id", "five_off")),
            await program.Post("deduct", who, ("reason", "x"), ("points_passed", "1")),
        })
        {
            answer.Status.Should().Be(HttpStatusCode.BadRequest);
            answer.Reason.Should().Be("User has been blocked");
            answer.ErrorCode.Should().Be(623);
        }

        var user = await program.Get("users/ann@example.com");
        user.Text("user_status").Should().Be("blocked");
        user.Number("available_points").Should().Be(100);
        await program.Put("users/ann@example.com", ("user_status", "active"));
        (await program.Award("ann@example.com", "signed_up")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task A_member_is_moved_between_levels_by_hand()
    {
        var program = await server.CreateProgram();
        await program.Level("silver", "period", 1000);
        await program.Level("gold", "lifetime", 5000);

        var created = await program.User("ann@example.com", "ann-1", ("loyalty_level", "silver"));
        var moved = await program.Put("users/ann-1", ("loyalty_level_id", "gold"));
        var movedBack = await program.Put("users/ann-1", ("loyalty_level_id", "none"));

        created.Text("loyalty_level_id").Should().Be("silver");
        created.Text("loyalty_lifetime_level_id").Should().BeEmpty();
        moved.Text("loyalty_level_id").Should().Be("silver");
        moved.Text("loyalty_lifetime_level_id").Should().Be("gold");
        movedBack.Text("loyalty_level_id").Should().BeEmpty();
        movedBack.Text("loyalty_lifetime_level_id").Should().BeEmpty();
    }

    [Theory]
    [InlineData("platinum")]
    [InlineData("Silver")]
    [InlineData("asleep")]
    public async Task A_level_that_is_not_there_moves_nobody(string level)
    {
        var program = await server.CreateProgram();
        await program.Level("silver", "period", 1000);
        await program.Level("asleep", "period", 2000);
        await program.Put("levels/asleep", ("is_active", "false"));
        await program.User("ann@example.com", "ann-1");

        var create = await program.Post(
            "users",
            ("email", "bob@example.com"), ("uid", "ann-1"), ("first_name", "Bob"),
            ("last_name", "Lee"), ("loyalty_level_id", level));
        var update = await program.Put(
            "users/ann-1", ("first_name", "Anna"), ("loyalty_level_id", level));

        create.Reason.Should().Be("Invalid Level ID");
        update.Reason.Should().Be("Invalid Level ID");
        update.Status.Should().Be(HttpStatusCode.BadRequest);
        (await program.Get("users/bob@example.com")).Reason.Should().Be("Invalid User");
        (await program.Get("users/ann-1")).Text("first_name").Should().Be("Ann");
    }

    [Fact]
    public async Task Points_that_lapse_are_scheduled_by_day_soonest_first()
    {
        var program = await server.CreateProgram();
        foreach (var months in new[] { "12", "1", "0" })
        {
            await program.Activity(
                $"in_{months}", ("points_per_activity", "100"),
                ("points_expiration_period", months));
            await program.Award("ann@example.com", $"in_{months}");
            await program.Award("ann@example.com", $"in_{months}", ("points_passed", "11"));
        }

        var user = await program.Get("users/ann@example.com");

        var days = user.Data.GetProperty("expiration_schedule");
        days.EnumerateArray().Select(day => day.GetProperty("points").GetInt64())
            .Should().Equal(111, 111);
        days[0].Keys().Should().Equal("expiration_date", "points");
        var dates = days.Each("expiration_date").Select(
            date => DateTime.ParseExact(date!, "dd-MMM-yyyy HH:mm:ss", null)).ToList();
        dates.Should().BeInAscendingOrder().And.OnlyContain(
            date => date.TimeOfDay == new TimeSpan(23, 59, 59));
    }

    [Fact]
    public async Task The_last_award_is_shown_by_the_name_that_its_activity_had()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100"));
        await program.Activity("came_back", ("points_per_activity", "7"));
        await program.Award("ann@example.com", "signed_up");
        var award = await program.Award("ann@example.com", "came_back");

        var user = await program.Get("users/ann@example.com");

        var last = user.Data.GetProperty("last_award_transaction");
        last.Keys().Should().Equal("date", "points", "name");
        last.GetProperty("date").GetString().Should().Be(award.Text("created_time"));
        last.GetProperty("points").GetInt64().Should().Be(7);
        last.GetProperty("name").GetString().Should().Be("came_back");
    }
}
