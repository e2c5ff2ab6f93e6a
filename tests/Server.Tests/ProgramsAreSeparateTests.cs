using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Nothing of one program is seen, counted, spent or guessed from another.</summary>
public sealed class ProgramsAreSeparateTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Range = "from_date=01/01/2020&to_date=12/31/2099";

    private static readonly Regex _id = new("\"[0-9a-f]{24}\"|(?<=/user/)[0-9a-f]{24}");

    private static readonly Regex _time = new(@"\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d");

    [Fact]
    public async Task Another_programs_id_is_answered_at_every_address_as_one_that_never_was()
    {
        var other = await FurnishedProgram.Furnish(await server.CreateProgram(), "xyz");
        var before = await other.Snapshot();
        var theirs = await Ids(other);
        var never = theirs.ToDictionary(
            pair => pair.Key,
            pair => Regex.IsMatch(pair.Value, "^[0-9a-f]{24}$")
                ? $"{pair.Value[..20]}ffff"
                : pair.Value.Replace("xyz", "abc", StringComparison.Ordinal));

        var answers = await Task.WhenAll(AskEverywhere(theirs), AskEverywhere(never));

        var (withTheirs, withNever) = (answers[0], answers[1]);
        withTheirs.Should().HaveSameCount(withNever).And.HaveCountGreaterThan(500);
        withTheirs.Zip(withNever).Where(pair => pair.First != pair.Second).Should().BeEmpty();
        withTheirs.Should().Contain(answer => answer.Contains("\n404 "))
            .And.Contain(answer => answer.Contains("\n400 "));
        (await other.Snapshot()).Should().Be(before, "asking changes nothing there");
    }

    [Fact]
    public async Task The_same_ids_live_side_by_side_and_each_spends_its_own()
    {
        var first = await FurnishedProgram.Furnish(await server.CreateProgram());
        var second = await FurnishedProgram.Furnish(await server.CreateProgram());
        var before = await second.Snapshot();

        var redeem = await Redeem(first);
        var returned = await first.Client.Post(
            "transaction/return", ("order_id", first["order_id"]));
        await first.Client.Put("users/own-uid", ("user_status", "blocked"));
        await first.Client.Put("activities/own-activity", ("is_active", "false"));

        returned.Success.Should().BeTrue();
        (await second.Snapshot()).Should().Be(before);
        (await Redeem(second)).Text("coupon_code")
            .Should().Be(redeem.Text("coupon_code")).And.Be("own-code-1");
        (await second.Client.Award("own@example.com", "own-activity")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task Lists_and_totals_count_ones_own_rows_only()
    {
        var first = await FurnishedProgram.Furnish(await server.CreateProgram());
        var second = await FurnishedProgram.Furnish(await server.CreateProgram());
        await second.Client.Award("another@example.com", "own-activity");
        await second.Client.Redemption("another", 1, "another");
        await second.Client.Level("another", "period", 1);
        await second.Client.Activity("another");

        var program = first.Client;
        var users = await program.Get($"users?{Range}");
        var transactions = await program.Get($"transactions?{Range}");
        users.Number("total_loyalty_users").Should().Be(1);
        users.Data.GetProperty("loyalty_users").Each("user_email").Should()
            .Equal("own@example.com");
        transactions.Number("total").Should().Be(1);
        transactions.Data.GetProperty("transactions").Each("merchant_id").Should()
            .Equal(program.PartnerId);
        (await program.Get($"users/own-uid/transactions?{Range}")).Number("total").Should().Be(1);
        foreach (var list in new[] { "activities", "redemptions", "levels" })
        {
            (await program.Get(list)).Data.Each("merchant_id").Should().Equal(program.PartnerId);
        }

        (await program.Get("users/own-uid/redemptions")).Number("total").Should().Be(1);
    }

    [Fact]
    public async Task A_key_opens_its_own_program_only()
    {
        var first = await server.CreateProgram();
        var second = await server.CreateProgram();

        var crossed = new ProgramClient(server.Client, first.PartnerId, second.ApiKey);

        (await crossed.Get("levels")).Reason.Should().Be("authentication failure");
    }

    /// <summary>
    /// Every address, with every id in every place that takes a text, in a program that has one
    /// of everything; a refusal as it came, headers and all, and a success with ids and times
    /// taken out.
    /// </summary>
    private async Task<List<string>> AskEverywhere(Dictionary<string, string> ids)
    {
        var own = await FurnishedProgram.Furnish(await server.CreateProgram());
        var answers = new List<string>();
        foreach (var address in V2Address.All(server))
        {
            var texts = address.Parameters
                .Where(p => !p.ValueType.IsValueType || p.ValueType == typeof(Domain.Email))
                .Select(p => p.Name);
            foreach (var place in address.PathParameters.Concat(texts))
            {
                foreach (var (kind, id) in ids)
                {
                    var answer = await Ask(own, address, place, id);
                    var said = answer.Success ? Plain(answer, own, ids) : Whole(answer);
                    answers.Add($"{address} {place}={kind}: {said}");
                }
            }
        }

        return answers;
    }

    private static Task<Answer> Ask(
        FurnishedProgram own, V2Address address, string place, string id)
    {
        string Value(string name) => name == place ? id : own[name];
        var form = address.Parameters.Where(p => p.IsRequired || p.Name == place)
            .Select(p => KeyValuePair.Create(p.Name, Value(p.Name)));
        return own.Client.Send(
            address.Method, address.Path(Value), new FormUrlEncodedContent(form));
    }

    /// <summary>Every byte of it that is not the moment's: an id and a budget of its own.</summary>
    private static string Whole(Answer answer) => string.Join('\n', answer.Headers
        .Where(header => header.Key is not ("Date" or "X-Request-ID" or "X-Request-Id")
            && !header.Key.StartsWith("RateLimit-", StringComparison.Ordinal))
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
        .Append($"{(int)answer.Status} {answer.Json.GetRawText()}"));

    private static string Plain(
        Answer answer, FurnishedProgram own, Dictionary<string, string> ids)
    {
        var text = answer.Json.GetRawText()
            .Replace(own.Client.PartnerId, "own", StringComparison.Ordinal);
        foreach (var (kind, id) in ids.OrderByDescending(pair => pair.Value.Length))
        {
            text = text.Replace(id, kind, StringComparison.Ordinal);
        }

        return $"{(int)answer.Status} {_time.Replace(_id.Replace(text, "\"id\""), "time")}";
    }

    /// <summary>Every kind of id that a program has.</summary>
    private static async Task<Dictionary<string, string>> Ids(FurnishedProgram program)
    {
        var client = program.Client;
        return new()
        {
            ["email"] = program["user_email"],
            ["uid"] = program["uid"],
            ["user_id"] = (await client.Get("users/xyz-uid")).Text("user_id")!,
            ["transaction_id"] = program["transaction_id"],
            ["order_id"] = program["order_id"],
            ["activity_id"] = program["activity_id"],
            ["activity's id"] = (await client.Get("activities/xyz-activity")).Text("id")!,
            ["redemption_id"] = program["redemption_id"],
            ["redemption's id"] = (await client.Get("redemptions/xyz-redemption")).Text("id")!,
            ["level_id"] = program["level_id"],
            ["level's id"] = (await client.Get("levels/xyz-level")).Text("id")!,
            ["coupon_code"] = "xyz-code-1",
        };
    }

    private static Task<Answer> Redeem(FurnishedProgram program) => program.Client.Post(
        "redeem", ("user_email", "own@example.com"), ("redemption_id", "own-redemption"));
}
