using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>GET /v2/loyalty/users/{email}/redemptions.</summary>
public sealed class UserRedemptionsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Path = "users/ann@example.com/redemptions";

    [Fact]
    public async Task Only_options_that_the_points_suffice_for_are_answered()
    {
        var program = await ProgramWith(100);
        await program.Redemption("cheap", 100, "SECRET-A");
        await program.Redemption("dear", 101, "SECRET-B");

        var eligible = await program.Get(Path);
        var all = await program.Get($"{Path}?fetch_eligible_redemptions=false");

        Ids(eligible).Should().Equal("cheap");
        eligible.Number("total").Should().Be(1);
        Ids(all).Should().Equal("dear", "cheap");
    }

    [Fact]
    public async Task The_answer_has_the_keys_of_the_list_and_no_codes()
    {
        var program = await ProgramWith(100);
        await program.Redemption("cheap", 100, "SECRET-A");

        var answer = await program.Get(Path);

        answer.Data.Keys().Should().Equal("total", "redemptions", "more");
        answer.Data.GetProperty("redemptions")[0].Keys()
            .Should().Equal(RedemptionsTests.ListedKeys.Split(' '));
        answer.Json.GetRawText().Should().NotContain("SECRET");
    }

    [Fact]
    public async Task Options_that_are_paused_or_over_are_answered_only_when_asked_for()
    {
        var program = await ProgramWith(100);
        await program.Redemption("valid", 10, "A");
        await program.Redemption("paused", 10, "B");
        await program.Redemption("over", 10, "C");
        await program.Put("redemptions/paused", ("is_active", "false"));
        await program.Put("redemptions/over", ("coupon_expiry", "01-Jan-2020"));

        Ids(await program.Get(Path)).Should().Equal("valid");
        Ids(await program.Get($"{Path}?is_still_valid=true")).Should().Equal("valid");
        Ids(await program.Get($"{Path}?is_still_valid=false"))
            .Should().BeEquivalentTo("valid", "paused", "over");
    }

    [Theory]
    [InlineData("updated_time", "b", "c", "a")]
    [InlineData("created_time", "c", "b", "a")]
    [InlineData("allowed_redeem_points", "c", "a", "b")]
    [InlineData("redemption_name", "b", "a", "c")]
    public async Task Options_come_in_the_order_asked_for(string by, params string[] ids)
    {
        var program = await ProgramWith(100);
        await program.Redemption("a", 20, "A");
        await program.Clock("advance", "PT1S");
        await program.Redemption("b", 30, "B");
        await program.Clock("advance", "PT1S");
        await program.Redemption("c", 10, "C");
        await program.Put("redemptions/a", ("redemption_name", "mug"));
        await program.Clock("advance", "PT1S");
        await program.Put("redemptions/c", ("redemption_name", "Pen"));
        await program.Clock("advance", "PT1S");
        await program.Put("redemptions/b", ("redemption_name", "Bag"));

        Ids(await program.Get($"{Path}?order_by={by}")).Should().Equal(ids);
    }

    [Fact]
    public async Task A_page_has_twelve_options_unless_told_otherwise()
    {
        var program = await ProgramWith(100);
        foreach (var n in Enumerable.Range(1, 13))
        {
            await program.Redemption($"r{n}", n, $"CODE-{n}");
        }

        var first = await program.Get($"{Path}?order_by=allowed_redeem_points");
        var second = await program.Get($"{Path}?order_by=allowed_redeem_points&start_index=12");
        var brief = await program.Get($"{Path}?count=2");
        var beyond = await program.Get($"{Path}?start_index=999999999999999");

        Ids(first).Should().Equal(Enumerable.Range(1, 12).Select(n => $"r{n}"));
        first.Number("total").Should().Be(13);
        first.Data.GetProperty("more").GetBoolean().Should().BeTrue();
        Ids(second).Should().Equal("r13");
        second.Data.GetProperty("more").GetBoolean().Should().BeFalse();
        Ids(brief).Should().HaveCount(2);
        Ids(beyond).Should().BeEmpty();
        beyond.Number("total").Should().Be(13);
    }

    [Fact]
    public async Task Options_of_a_level_are_for_its_members()
    {
        var program = await ProgramWith(100);
        await program.Level("silver", "period", 1000);
        await program.Level("gold", "lifetime", 5000);
        await program.Redemption("silver_only", 10, "A");
        await program.Redemption("either", 10, "B");
        await program.Put("redemptions/silver_only", ("associated_levels", "silver"));
        await program.Put("redemptions/either", ("associated_levels", "silver,gold"));

        var before = Ids(await program.Get(Path)).ToList();
        await program.Put("users/ann@example.com", ("loyalty_level_id", "gold"));
        var asGold = Ids(await program.Get(Path)).ToList();
        await program.Put("users/ann@example.com", ("loyalty_level_id", "silver"));
        var asSilver = Ids(await program.Get(Path)).ToList();

        before.Should().BeEmpty();
        asGold.Should().Equal("either");
        asSilver.Should().BeEquivalentTo("either", "silver_only");
    }

    [Theory]
    [InlineData("order_by=price", "order_by")]
    [InlineData("count=0", "count")]
    [InlineData("is_still_valid=maybe", "is_still_valid")]
    [InlineData("start_index=-1", "start_index")]
    public async Task What_is_wrong_with_a_question_is_said(string query, string blamed)
    {
        var program = await ProgramWith(100);

        var answer = await program.Get($"{Path}?{query}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Reason.Should().Be("invalid parameters");
        answer.Parameters.Should().Equal(blamed);
    }

    /// <summary>A program whose member Ann has points.</summary>
    private async Task<ProgramClient> ProgramWith(int points)
    {
        var program = await server.CreateProgram(isSandbox: true);
        await program.Activity("signed_up", ("points_per_activity", $"{points}"));
        await program.Award("ann@example.com", "signed_up");
        return program;
    }

    private static IEnumerable<string?> Ids(Answer answer) =>
        answer.Data.GetProperty("redemptions").Each("redemption_id");
}
