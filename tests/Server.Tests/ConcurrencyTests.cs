using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Calls that come at once are as right as calls that come one by one.</summary>
public sealed class ConcurrencyTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const int Many = 64;
    private const string Ann = "ann@example.com";

    [Fact]
    public async Task A_write_for_which_there_is_no_room_is_refused_at_once_and_reads_go_on()
    {
        await using var small = LoyaltyServer.With(("Database:MostQueuedWrites", "1"));
        var program = await small.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Award(Ann, "fixed");
        Task<Answer>[] awards;
        using (small.Occupy())
        {
            // What waits for a file has not begun; what waits for a server's lock may have, and
            // then there is room for one more behind it.
            awards = [.. Enumerable.Range(0, OwnPlace.IsServer ? 3 : 2)
                .Select(_ => program.Award(Ann, "fixed"))];
            var refused = await await Task.WhenAny(awards);
            refused.ShouldBe(No.Busy);
            refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
            (await program.Available(Ann)).Should().Be(10, "a read waits for nobody");
        }

        var granted = (await Task.WhenAll(awards)).Count(answer => answer.Success);
        granted.Should().BeInRange(1, awards.Length - 1);
        (await program.Available(Ann)).Should().Be(10 + 10 * granted);
    }

    [Fact]
    public async Task Many_redeems_get_many_codes_and_none_twice()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Redemption("ten", 10, [.. Numbered("CODE-{0}")]);
        await AtOnce.Ask(Many, i => program.Award(Member(i), "fixed"));

        var answers = await AtOnce.Ask(Many, i => program.Redeem(Member(i), "ten"));

        answers.Select(answer => answer.Text("coupon_code")).Should()
            .BeEquivalentTo(Numbered("CODE-{0}"));
        (await program.Get("redemptions/ten")).Data.GetProperty("is_active").GetBoolean()
            .Should().BeFalse();
    }

    [Fact]
    public async Task A_cap_holds_and_a_new_member_is_enrolled_once()
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "capped", ("points_per_activity", "10"), ("max_award_frequency", "5"),
            ("max_award_frequency_interval", "lifetime"));

        var answers = await AtOnce.Ask(Many, _ => program.Award(Ann, "capped"));

        answers.Count(answer => answer.Success).Should().Be(5);
        foreach (var refused in answers.Where(answer => !answer.Success))
        {
            refused.ShouldBe(No.LimitExceeded);
        }

        answers.Where(answer => answer.Success).Select(answer => answer.Text("user_id"))
            .Distinct().Should().ContainSingle();
        (await program.Available(Ann)).Should().Be(50);
        await program.ShouldBalance(Ann);
    }

    [Fact]
    public async Task Different_members_are_all_awarded()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));

        var answers = await AtOnce.Ask(Many, i => program.Award(Member(i), "fixed"));

        answers.Should().OnlyContain(answer => answer.Success);
        answers.Select(answer => answer.Id()).Distinct().Should().HaveCount(Many);
        var users = await program.Get($"users?{Calls.AllDays}");
        users.Number("total_loyalty_users").Should().Be(Many);
        users.Data.GetProperty("loyalty_users").EnumerateArray()
            .Should().OnlyContain(user => user.GetProperty("available_points").GetInt64() == 10);
    }

    [Fact]
    public async Task Awards_spends_and_reads_mixed_lose_no_point()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Redemption("fifteen", 15, [.. Numbered("CODE-{0}")]);

        var answers = await AtOnce.Ask(
            4 * Many,
            i => (i % 7) switch
            {
                0 or 1 or 2 => program.Award(Member(i % 4), "fixed", ("order_id", $"o-{i}")),
                3 => program.Redeem(Member(i % 4), "fifteen"),
                4 => program.Deduct(Member(i % 4), 3),
                5 => program.Return($"o-{i - 4}"),
                _ => program.Get($"transactions?{Calls.AllDays}&count=100"),
            });

        answers.Should().OnlyContain(answer => (int)answer.Status < 500);
        for (var i = 0; i < 4; i++)
        {
            await program.ShouldBalance(Member(i));
            var lines = await program.Lines(Member(i));
            var awarded = lines.Where(line => line.Text("transaction_type") == "award")
                .Sum(line => line.Number("points"));
            var spent = lines.Where(line => line.Text("transaction_type") != "award")
                .Sum(line => line.Number("points"));
            (await program.Available(Member(i))).Should().Be(awarded - spent);
        }

        var all = await program.Get($"transactions?{Calls.AllDays}&transaction_type=award");
        all.Number("total").Should().Be(AwardsThatSucceeded(answers));
    }

    [Fact]
    public async Task Parts_returned_at_once_never_exceed_the_whole()
    {
        var program = await server.CreateProgram();
        await program.Purchase("bought");
        await program.Award(Ann, "bought", ("points_passed", "100"), ("order_id", "o-1"));

        var answers = await AtOnce.Ask(Many, _ => program.Return("o-1", "9"));

        var granted = answers.Where(answer => answer.Success).ToList();
        granted.Should().HaveCount(11);
        granted.Sum(answer => answer.Number("points")).Should().Be(99);
        (await program.Available(Ann)).Should().Be(1);
        await program.ShouldBalance(Ann);
    }

    private static int AwardsThatSucceeded(IEnumerable<Answer> answers) => answers.Count(
        answer => answer.Success
            && answer.Data.TryGetProperty("transaction_type", out var type)
            && type.GetString() == "award");

    private static IEnumerable<string> Numbered(string form) =>
        Enumerable.Range(0, Many).Select(i => string.Format(null, form, i));

    private static string Member(int i) => $"member-{i}@example.com";
}
