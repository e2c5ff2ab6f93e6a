using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>/v2/loyalty/activities.</summary>
public sealed class ActivitiesTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string ListedKeys =
        "activity_id updated_time max_award_frequency terms_and_conditions is_active ss_internal "
        + "approval_method points_per_activity bonus_multiplier created_time "
        + "max_award_frequency_interval activity_name merchant_id activity_description id "
        + "activity_type";

    private const string CreatedKeys =
        "activity_id activity_name updated_time max_award_frequency is_active "
        + "points_expiration_period loyalty_activity_img id approval_method qualified_points "
        + "ss_internal points_per_activity bonus_multiplier created_time "
        + "max_award_frequency_interval bonus_multiper merchant_id activity_description "
        + "points_earning_url activity_type";

    private const string ActivityKeys =
        "activity_name activity_id updated_time max_award_frequency is_active "
        + "loyalty_activity_img ss_internal approval_method qualified_points "
        + "points_per_activity bonus_multiplier created_time max_award_frequency_interval "
        + "merchant_id activity_description id points_earning_url activity_type";

    private static readonly (string, string)[] _required =
    [
        ("activity_id", "shared"), ("activity_name", "Shared"), ("activity_description", "A share"),
        ("activity_type", "fixed"), ("approval_method", "manual"), ("max_award_frequency", "3"),
        ("max_award_frequency_interval", "week"),
    ];

    [Fact]
    public async Task A_new_activity_has_the_defaults_for_what_was_not_said()
    {
        var program = await server.CreateProgram();

        var created = await program.Post("activities", _required);

        created.Data.Keys().Should().Equal(CreatedKeys.Split(' '));
        created.Text("activity_id").Should().Be("shared");
        created.Text("merchant_id").Should().Be(program.PartnerId);
        created.Text("approval_method").Should().Be("manual");
        created.Text("max_award_frequency_interval").Should().Be("week");
        created.Number("max_award_frequency").Should().Be(3);
        created.Data.GetProperty("is_active").GetBoolean().Should().BeFalse();
        created.Data.GetProperty("qualified_points").GetBoolean().Should().BeTrue();
        created.Data.GetProperty("ss_internal").GetBoolean().Should().BeFalse();
        created.Number("points_per_activity").Should().Be(0);
        created.Number("points_expiration_period").Should().Be(0);
        created.Number("bonus_multiplier").Should().Be(1);
        created.Text("bonus_multiper").Should().Be("1");
        created.Text("points_earning_url").Should().BeNull();
        created.Text("loyalty_activity_img").Should().EndWith("/img/activity.svg");
    }

    [Fact]
    public async Task Everything_said_of_an_activity_is_kept()
    {
        var program = await server.CreateProgram();

        var created = await program.Post("activities", [
            .. _required, ("is_active", "yes"), ("points_per_activity", "25"),
            ("bonus_multiplier", "1.5"), ("points_expiration_period", "12"),
            ("qualified_points", "no"), ("terms_and_conditions", "Be kind."),
            ("loyalty_activity_img", "share.png"), ("points_earning_url", "http://example.com/"),
        ]);

        created.Number("points_expiration_period").Should().Be(12);
        created.Text("bonus_multiper").Should().Be("1.5");
        var activity = await program.Get("activities/shared");
        activity.Data.Keys().Should().Equal(ActivityKeys.Split(' '));
        activity.Data.GetProperty("is_active").GetBoolean().Should().BeTrue();
        activity.Number("points_per_activity").Should().Be(25);
        activity.Data.GetProperty("bonus_multiplier").GetDecimal().Should().Be(1.5m);
        activity.Data.GetProperty("qualified_points").GetBoolean().Should().BeFalse();
        activity.Text("loyalty_activity_img").Should().Be("share.png");
        activity.Text("points_earning_url").Should().Be("http://example.com/");
        var listed = (await program.Get("activities")).Data[0];
        listed.GetProperty("terms_and_conditions").GetString().Should().Be("Be kind.");
    }

    [Theory]
    [InlineData("bonus_mutliplier", "immediately", "immediate")]
    [InlineData("bonus_multiper", "manually", "manual")]
    [InlineData("Bonus_Multiplier", "MONTHLY", "monthly")]
    public async Task The_spellings_of_the_examples_are_understood(
        string multiplier, string method, string approval)
    {
        var program = await server.CreateProgram();

        var created = await program.Post("activities", [
            .. _required.Where(pair => pair.Item1 != "approval_method"),
            (multiplier, "2.5"), ("approval_method", method),
        ]);

        created.Text("approval_method").Should().Be(approval);
        created.Text("bonus_multiper").Should().Be("2.5");
    }

    [Fact]
    public async Task The_list_is_in_order_of_creation()
    {
        var program = await server.CreateProgram();
        foreach (var id in new[] { "z", "a", "m" })
        {
            await program.Activity(id);
        }

        await program.Put("activities/z", ("activity_name", "Last changed"));

        var list = await program.Get("activities");

        list.Data.Each("activity_id").Should().Equal("z", "a", "m");
        list.Data[0].Keys().Should().Equal(ListedKeys.Split(' '));
    }

    [Fact]
    public async Task A_program_without_activities_has_an_empty_list()
    {
        var program = await server.CreateProgram();

        (await program.Get("activities")).Data.GetRawText().Should().Be("[]");
    }

    [Fact]
    public async Task An_id_is_taken_once_and_a_name_as_often_as_you_like()
    {
        var program = await server.CreateProgram();
        await program.Activity("shared", ("points_per_activity", "7"));

        var again = await program.Post("activities", _required);
        await program.Activity("shared_2");
        var other = await program.Put("activities/shared_2", ("activity_name", "shared"));
        var cased = await program.Activity("Shared");

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Reason.Should().Be("Activity ID already in use");
        other.Success.Should().BeTrue();
        cased.Success.Should().BeTrue("ids are compared exactly");
        (await program.Get("activities/shared")).Number("points_per_activity").Should().Be(7);
    }

    [Fact]
    public async Task An_update_changes_what_is_said_and_leaves_the_rest()
    {
        var program = await server.CreateProgram();
        await program.Activity("shared", ("points_per_activity", "7"));

        var changed = await program.Put(
            "activities/shared", ("is_active", "False"), ("max_award_frequency", "5"));

        changed.Data.Keys().Should().Equal(ActivityKeys.Split(' '));
        changed.Data.GetProperty("is_active").GetBoolean().Should().BeFalse();
        changed.Number("max_award_frequency").Should().Be(5);
        changed.Text("max_award_frequency_interval").Should().Be("day");
        changed.Number("points_per_activity").Should().Be(7);
        changed.Text("activity_name").Should().Be("shared");
    }

    [Fact]
    public async Task An_update_may_name_its_activity_among_the_parameters()
    {
        var program = await server.CreateProgram();
        await program.Activity("shared");

        var changed = await program.Put(
            "activities", ("activity_id", "shared"), ("activity_name", "Shared twice"));
        var unknown = await program.Put("activities", ("activity_id", "nothing"));
        var missing = await program.Put("activities", ("activity_name", "Shared twice"));

        changed.Text("activity_name").Should().Be("Shared twice");
        unknown.Status.Should().Be(HttpStatusCode.BadRequest);
        unknown.Reason.Should().Be("Invalid Activity ID");
        missing.Reason.Should().Be("missing parameters");
        missing.Parameters.Should().Equal("activity_id");
    }

    [Fact]
    public async Task An_activity_that_is_not_there_is_404()
    {
        var program = await server.CreateProgram();

        foreach (var answer in new[]
        {
            await program.Get("activities/nothing"),
            await program.Put("activities/nothing", ("is_active", "true")),
        })
        {
            answer.Status.Should().Be(HttpStatusCode.NotFound);
            answer.Reason.Should().Be("Invalid Activity ID");
            answer.ErrorCode.Should().Be(611);
        }
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once()
    {
        var answer = await server.Bootstrap.Post("activities");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Reason.Should().Be("missing parameters");
        answer.ErrorCode.Should().Be(615);
        answer.Parameters.Should().BeEquivalentTo(_required.Select(pair => pair.Item1));
    }

    [Fact]
    public async Task A_multiplier_of_nothing_is_refused_where_it_would_be_applied()
    {
        var program = await server.CreateProgram();
        await program.Activity("shared", ("bonus_multiplier", "0"));

        var turned = await program.Put("activities/shared", ("activity_type", "bonus_multiplier"));

        turned.Reason.Should().Be("invalid parameters");
        turned.Parameters.Should().Equal("bonus_multiplier");
        (await program.Get("activities/shared")).Text("activity_type").Should().Be("fixed");
    }
}
