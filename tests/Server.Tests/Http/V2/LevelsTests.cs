using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>/v2/loyalty/levels.</summary>
public sealed class LevelsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string LevelKeys =
        "merchant_id level_description level_position level_id is_active level_bonus_multiplier "
        + "level_minimum_points is_default updated_time created_time level_name level_type id";

    private static readonly (string, string)[] _required =
    [
        ("level_id", "silver"), ("level_name", "Silver"), ("level_description", "Good customers"),
        ("level_type", "period"), ("level_minimum_points", "1000"),
        ("level_bonus_multiplier", "1.25"),
    ];

    [Fact]
    public async Task A_level_is_answered_in_the_order_of_the_reference_everywhere()
    {
        var program = await server.CreateProgram();

        var created = await program.Post("levels", _required);

        created.Data.Keys().Should().Equal(LevelKeys.Split(' '));
        created.Text("merchant_id").Should().Be(program.PartnerId);
        created.Text("level_name").Should().Be("Silver");
        created.Text("level_type").Should().Be("period");
        created.Number("level_minimum_points").Should().Be(1000);
        created.Data.GetProperty("level_bonus_multiplier").GetDecimal().Should().Be(1.25m);
        created.Data.GetProperty("is_active").GetBoolean().Should().BeFalse();
        var read = await program.Get("levels/silver");
        read.Json.GetRawText().Should().Be(created.Json.GetRawText());
        (await program.Get("levels")).Data[0].GetRawText().Should().Be(read.Data.GetRawText());
        (await program.Put("levels/silver")).Data.Keys().Should().Equal(LevelKeys.Split(' '));
    }

    [Fact]
    public async Task The_list_is_by_type_and_position()
    {
        var program = await server.CreateProgram();
        await Add(program, "life_2", "lifetime", 2);
        await Add(program, "period_9", "period", 9);
        await Add(program, "life_1", "lifetime", 1);
        await Add(program, "period_3", "period", 3);

        var list = await program.Get("levels");

        list.Data.Each("level_id").Should().Equal("period_3", "period_9", "life_1", "life_2");
    }

    [Fact]
    public async Task A_level_without_a_position_comes_after_the_last()
    {
        var program = await server.CreateProgram();

        var first = await program.Level("bronze", "period", 0);
        await Add(program, "silver", "period", 7);
        var after = await program.Level("gold", "period", 2000);

        first.Number("level_position").Should().Be(1);
        after.Number("level_position").Should().Be(8);
    }

    [Fact]
    public async Task The_active_level_of_no_points_is_everybodys()
    {
        var program = await server.CreateProgram();
        await program.User("ann@example.com", "ann-1");

        var bronze = await program.Level("bronze", "period", 0);
        var silver = await program.Level("silver", "period", 1);
        var ann = await program.Get("users/ann-1");
        var asleep = await program.Put("levels/bronze", ("is_active", "false"));

        bronze.Data.GetProperty("is_default").GetBoolean().Should().BeTrue();
        silver.Data.GetProperty("is_default").GetBoolean().Should().BeFalse();
        ann.Text("loyalty_level_id").Should().Be("bronze");
        asleep.Data.GetProperty("is_default").GetBoolean().Should().BeFalse();
        (await program.Get("users/ann-1")).Text("loyalty_level_id").Should().BeEmpty();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("all")]
    public async Task No_level_is_called_by_a_word_that_means_something_else(string word)
    {
        var program = await server.CreateProgram();

        var refused = await program.Post(
            "levels", [("level_id", word), .. _required.Skip(1)]);

        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Reason.Should().Be("invalid parameters");
        refused.Parameters.Should().Equal("level_id");
        (await program.Get("levels")).Data.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task The_spellings_of_the_examples_are_understood()
    {
        var program = await server.CreateProgram();

        var created = await program.Post("levels", [
            .. _required.Take(4), ("minimum_points", "5000"), ("bonus_multiplier", "2"),
        ]);
        var both = await program.Put(
            "levels/silver", ("minimum_points", "1"), ("level_minimum_points", "6000"));

        created.Number("level_minimum_points").Should().Be(5000);
        created.Number("level_bonus_multiplier").Should().Be(2);
        both.Number("level_minimum_points").Should().Be(6000, "the tabled name wins");
    }

    [Fact]
    public async Task An_update_changes_what_is_said_and_leaves_the_rest()
    {
        var program = await server.CreateProgram();
        await program.Post("levels", _required);

        var changed = await program.Put(
            "levels/silver", ("level_type", "lifetime"), ("level_position", "4"),
            ("is_active", "true"));

        changed.Text("level_type").Should().Be("lifetime");
        changed.Number("level_position").Should().Be(4);
        changed.Data.GetProperty("is_active").GetBoolean().Should().BeTrue();
        changed.Text("level_name").Should().Be("Silver");
        changed.Number("level_minimum_points").Should().Be(1000);
    }

    [Fact]
    public async Task An_id_is_taken_once()
    {
        var program = await server.CreateProgram();
        await program.Level("silver", "lifetime", 5);

        var again = await program.Post("levels", _required);

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Reason.Should().Be("Level ID already in use");
        (await program.Get("levels/silver")).Text("level_type").Should().Be("lifetime");
    }

    [Fact]
    public async Task A_level_that_is_not_there_is_404()
    {
        var program = await server.CreateProgram();

        foreach (var answer in new[]
        {
            await program.Get("levels/nothing"),
            await program.Put("levels/nothing", ("is_active", "true")),
        })
        {
            answer.Status.Should().Be(HttpStatusCode.NotFound);
            answer.Reason.Should().Be("Invalid Level ID");
            answer.ErrorCode.Should().Be(600);
        }
    }

    private static Task<Answer> Add(ProgramClient program, string id, string type, int position) =>
        program.Made("levels", [
            ("level_id", id), ("level_type", type), ("level_position", $"{position}"),
            .. _required.Where(pair => pair.Item1 is not ("level_id" or "level_type")),
        ]);
}
