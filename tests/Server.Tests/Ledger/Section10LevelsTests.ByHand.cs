using FluentAssertions;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Members who are moved between levels by hand.</summary>
public sealed partial class Section10LevelsTests
{
    [Theory]
    [InlineData("UTC", 1, "2026-05-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("UTC", 7, "2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData("UTC", 3, "2028-02-29T12:00:00Z", "2028-03-01T00:00:00Z")]
    [InlineData("Pacific/Kiritimati", 1, "2026-05-01T00:00:00Z", "2026-12-31T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", 7, "2026-07-01T10:59:59Z", "2026-07-01T11:00:00Z")]
    public async Task Moving_a_member_by_hand_holds_to_the_end_of_the_current_period(
        string zone, int startMonth, string moved, string over)
    {
        var program = await Shop(moved, In(zone) with { PeriodStartMonth = startMonth });
        await program.User(Ann, "ann", ("loyalty_level_id", "silver"));
        await program.User(Bob, "bob");
        await Move(program, "bob", "silver");
        (await Worth(program)).Should().Be(20);

        await program.JustBefore(over);
        (await Levels(program)).Should().Be(("silver", ""));
        (await Levels(program, Bob)).Should().Be(("silver", ""));

        await program.At(over);
        (await Levels(program)).Should().Be(("bronze", ""));
        (await Levels(program, Bob)).Should().Be(("bronze", ""));
        (await Worth(program)).Should().Be(10);
    }

    [Fact]
    public async Task Moving_a_member_by_hand_to_a_lifetime_level_holds_for_ever()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("gold", "lifetime", 1000);
        await program.User(Ann, "ann", ("loyalty_level_id", "gold"));

        await program.At("2036-05-01T00:00:00Z");
        await program.At("2046-05-01T00:00:00Z");

        (await Levels(program)).Should().Be(("bronze", "gold"));
    }

    [Fact]
    public async Task A_higher_level_earned_meanwhile_wins_over_one_set_by_hand()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("platinum", "period", 300);
        await program.User(Ann, "ann", ("loyalty_level_id", "silver"));
        await program.Award(Ann, "hundred").Id();
        (await Levels(program)).Should().Be(("silver", ""));

        await program.Award(Ann, "hundred").Id();
        (await Levels(program)).Should().Be(("platinum", ""), "200 + 200 points");
        await program.JustBefore("2028-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("platinum", ""));
        await program.At("2028-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("bronze", ""));
    }

    [Fact]
    public async Task A_level_earned_under_a_manual_one_takes_over_at_the_turn_of_the_period()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("platinum", "period", 1000);
        await program.User(Ann, "ann", ("loyalty_level_id", "platinum"));
        await program.Award(Ann, "hundred").Id();
        (await Levels(program)).Should().Be(("platinum", ""));

        await program.At("2027-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("silver", ""));
        await program.At("2028-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("bronze", ""));
    }

    [Fact]
    public async Task A_member_moved_down_by_hand_is_back_where_points_put_her_in_the_next_period()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.User(Ann, "ann");
        await program.Award(Ann, "hundred").Id();
        await Move(program, "ann", "bronze");
        (await Levels(program)).Should().Be(("bronze", ""));

        await program.JustBefore("2027-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("bronze", ""));
        await program.At("2027-01-01T00:00:00Z");
        (await Levels(program)).Should().Be(("silver", ""));
    }

    [Fact]
    public async Task An_explicit_none_takes_the_manual_levels_away()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("gold", "lifetime", 1000);
        await program.User(Ann, "ann", ("loyalty_level_id", "gold"));
        await Move(program, "ann", "silver");
        (await Levels(program)).Should().Be(("silver", "gold"));
        await program.At("2026-06-01T00:00:00Z");

        await Move(program, "ann", "none");

        (await Levels(program)).Should().Be(("bronze", ""));
    }

    [Fact]
    public async Task An_unknown_level_is_refused_and_moves_nobody()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.User(Ann, "ann", ("loyalty_level_id", "silver"));
        var no = new No("Invalid Level ID", 600);

        (await program.Put("users/ann", ("loyalty_level_id", "Silver"))).ShouldBe(no);
        (await program.Post(
            "users", ("email", Bob), ("uid", "bob"), ("first_name", "Bob"), ("last_name", "Lee"),
            ("loyalty_level_id", "nothing"))).ShouldBe(no);

        (await Levels(program)).Should().Be(("silver", ""));
        (await program.Get($"users/{Bob}")).ShouldBe(No.InvalidUser.InPath);
    }

    [Fact]
    public async Task Every_member_is_in_the_default_level_of_each_type_from_enrolment()
    {
        var program = await Shop("2026-05-01T00:00:00Z");
        await program.Level("friend", "lifetime", 0);
        await program.User(Ann);
        await program.Award(Bob, "unqualified").Id();

        (await Levels(program)).Should().Be(("bronze", "friend"));
        (await Levels(program, Bob)).Should().Be(("bronze", "friend"));
        foreach (var level in (await program.Get("levels")).Data.EnumerateArray())
        {
            level.GetProperty("is_default").GetBoolean().Should()
                .Be(level.Number("level_minimum_points") == 0);
        }
    }

    private static async Task Move(ProgramClient program, string uid, string level)
    {
        var moved = await program.Put($"users/{uid}", ("loyalty_level_id", level));
        moved.Success.Should().BeTrue($"{uid} should have been moved, got {moved.Json}");
    }
}
