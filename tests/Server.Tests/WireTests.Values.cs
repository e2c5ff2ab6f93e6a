using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Names, values, lists and dates: sections 1.3, 1.5, 1.6 and 1.7.</summary>
public sealed partial class WireTests
{
    private const string AllDays = "from_date=01/01/2000&to_date=12/31/2099";

    [Theory]
    [InlineData("LEVEL_Minimum_Points=7")]
    [InlineData(" level_minimum_points = 7 ")]
    [InlineData("%20level_minimum_points+=+7")]
    [InlineData("level_minimum_points: 7")]
    [InlineData(" Level_Minimum_Points : 7,")]
    [InlineData("level_minimum_points=7,")]
    [InlineData("level_minimum_points= 7 , ")]
    [InlineData("&&level_minimum_points=7&&unknown=1&=&nothing")]
    [InlineData("level_minimum_points=7&LEVEL_MINIMUM_POINTS= 7")]
    [InlineData("level_minimum_points=&level_minimum_points=7")]
    [InlineData("""{"level_minimum_points": 7}""")]
    [InlineData("""{"level_minimum_points": "7"}""")]
    [InlineData("""{"level_minimum_points": " 7, "}""")]
    [InlineData("""{"level_minimum_points": [7]}""")]
    [InlineData("""{" Level_minimum_POINTS ": 7}""")]
    [InlineData("""{"unknown": {"deep": [1]}, "level_minimum_points": 7, "is_default": null}""")]
    [InlineData("""{"level_minimum_points": 7, "Level_Minimum_Points": "7"}""")]
    public async Task Names_and_numbers_are_read_as_clients_write_them(string body)
    {
        var answer = await PutLevel(body);

        answer.Number("level_minimum_points").Should().Be(7);
    }

    [Theory]
    [InlineData("level_minimum_points=seven")]
    [InlineData("level_minimum_points=-7")]
    [InlineData("level_minimum_points=%2B7")]
    [InlineData("level_minimum_points=7.5")]
    [InlineData("level_minimum_points=7 7")]
    [InlineData("level_minimum_points=0x7")]
    [InlineData("level_minimum_points=٧")]
    [InlineData("level_minimum_points=7%00")]
    [InlineData("level_minimum_points=%FF")]
    [InlineData("level_minimum_points=9223372036854775808")]
    [InlineData("level_minimum_points=7&level_minimum_points=8")]
    [InlineData("level_minimum_points=7&Level_Minimum_Points = 8")]
    [InlineData("""{"level_minimum_points": 7, "level_minimum_points": 8}""")]
    [InlineData("""{"level_minimum_points": [7, 8]}""")]
    [InlineData("""{"level_minimum_points": 1e2}""")]
    [InlineData("""{"level_minimum_points": true}""")]
    [InlineData("""{"level_minimum_points": {"value": 7}}""")]
    [InlineData("""{"level_minimum_points": "\ud800"}""")]
    public async Task What_is_no_number_or_two_different_ones_is_never_guessed(string body) =>
        ShouldBlame(await PutLevel(body), "level_minimum_points");

    [Theory]
    [InlineData("""{"is_active": true}""", true)]
    [InlineData("""{"is_active": "True"}""", true)]
    [InlineData("""{"is_active": 1}""", true)]
    [InlineData("is_active=true", true)]
    [InlineData("is_active=TRUE", true)]
    [InlineData("is_active=1", true)]
    [InlineData("is_active=yes", true)]
    [InlineData(" is_active = Yes,", true)]
    [InlineData("""{"is_active": false}""", false)]
    [InlineData("""{"is_active": "false"}""", false)]
    [InlineData("""{"is_active": 0}""", false)]
    [InlineData("is_active=False", false)]
    [InlineData("is_active=0", false)]
    [InlineData("is_active=No", false)]
    public async Task Truth_is_read_in_every_spelling(string body, bool expected)
    {
        var program = await server.CreateProgram();
        await program.Level("gold", "period", 1000);
        await Put(program, ProgramClient.Raw($"is_active={!expected}"));

        var answer = await Put(program, ProgramClient.Raw(body));

        answer.Data.GetProperty("is_active").GetBoolean().Should().Be(expected);
    }

    [Theory]
    [InlineData("is_active=maybe")]
    [InlineData("is_active=2")]
    [InlineData("is_active=on")]
    [InlineData("is_active=true&is_active=false")]
    [InlineData("""{"is_active": {}}""")]
    public async Task What_is_neither_true_nor_false_is_refused(string body) =>
        ShouldBlame(await PutLevel(body), "is_active");

    [Theory]
    [InlineData("level_name=")]
    [InlineData("level_name= ")]
    [InlineData("level_name=,")]
    [InlineData("level_name='' ")]
    [InlineData("level_name=\"\"")]
    [InlineData("level_name=‘’")]
    [InlineData("level_name")]
    [InlineData("""{"level_name": ""}""")]
    [InlineData("""{"level_name": " "}""")]
    [InlineData("""{"level_name": null}""")]
    [InlineData("""{"level_name": []}""")]
    public async Task An_empty_value_is_not_given(string body)
    {
        var answer = await PutLevel(body);

        answer.Text("level_name").Should().Be("gold");
    }

    [Fact]
    public async Task What_is_required_and_empty_is_missing()
    {
        var program = await server.CreateProgram();

        var answer = await program.Post("award", ("user_email", " "), ("activity_id", ","));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Reason.Should().Be("missing parameters");
        answer.Parameters.Should().Equal("user_email", "activity_id");
    }

    [Theory]
    [InlineData("""["approved", "pending"]""")]
    [InlineData("\"[\\\"approved\\\", \\\"pending\\\"]\"")]
    [InlineData("\"['approved','pending']\"")]
    [InlineData("\"approved,pending\"")]
    [InlineData("points_status=[\"approved\",\"pending\"]")]
    [InlineData("points_status=approved&points_status=pending")]
    [InlineData("?points_status=[%22approved%22,%22pending%22]")]
    [InlineData("?points_status=%5B%27approved%27,+%27pending%27%5D")]
    [InlineData("?points_status=approved,pending")]
    [InlineData("?points_status=approved%2C%20PENDING%2C")]
    [InlineData("?points_status=approved&Points_Status=pending")]
    [InlineData("?points_status=approved&points_status=pending,approved")]
    public async Task Lists_are_read_in_every_form_and_matched_exactly(string statuses)
    {
        var program = await CreateProgramOfAllStatuses();

        var page = await GetTransactions(program, statuses);

        page.Status.Should().Be(HttpStatusCode.OK, $"{page.Json}");
        page.Data.GetProperty("transactions").EnumerateArray()
            .Select(line => line.GetProperty("points_status").GetString())
            .Should().BeEquivalentTo("approved", "pending");
    }

    [Theory]
    [InlineData("?points_status=approve")]
    [InlineData("?points_status=approved&points_status=bogus")]
    [InlineData("?points_status=[%22approved%22,%22bogus%22]")]
    [InlineData("?points_status=[%22approved%22")]
    [InlineData("?points_status=[%22%5Cud800%22]")]
    [InlineData("?points_status=[[%22approved%22]]")]
    [InlineData("""[["approved"]]""")]
    [InlineData("""["approved", 1]""")]
    [InlineData("""{"status": "approved"}""")]
    public async Task An_unknown_item_of_a_list_is_refused(string statuses) =>
        ShouldBlame(
            await GetTransactions(await server.CreateProgram(), statuses), "points_status");

    [Theory]
    [InlineData("""["one", " ", "two", null, ""]""")]
    [InlineData("\"[\\\"one\\\", \\\" \\\", \\\" two\\\", null, \\\"\\\"]\"")]
    [InlineData("\"['one', '', ' two ',]\"")]
    [InlineData("\"one,, two ,\"")]
    public async Task Empty_items_of_a_list_are_not_given(string codes)
    {
        var program = await server.CreateProgram();
        await program.Redemption("off", 10, "zero");

        var option = await program.Send(
            HttpMethod.Put,
            "redemptions/off",
            ProgramClient.Raw($$"""{"giftcard_coupon_codes": {{codes}}}"""));

        option.Text("giftcard_coupon_codes").Should().Be("one,two");
    }

    /// <param name="program">Whose transactions.</param>
    /// <param name="statuses">A query, a form body, or the value in a JSON body.</param>
    private static Task<Answer> GetTransactions(ProgramClient program, string statuses)
    {
        var (query, body) = statuses[0] switch
        {
            '?' => (statuses, ""),
            'p' => ("", statuses),
            _ => ("", $$"""{"points_status": {{statuses}}}"""),
        };
        query += query.Length == 0 ? "?" : "&";
        return program.Send(
            HttpMethod.Get, $"transactions{query}{AllDays}", ProgramClient.Raw(body));
    }

    private async Task<Answer> PutLevel(string body)
    {
        var program = await server.CreateProgram();
        await program.Level("gold", "period", 1000);
        return await Put(program, ProgramClient.Raw(body));
    }

    /// <summary>An award approved by itself, one by hand, one rejected, one pending.</summary>
    private async Task<ProgramClient> CreateProgramOfAllStatuses()
    {
        var program = await server.CreateProgram();
        await program.Activity("visit", ("points_per_activity", "1"));
        await program.Activity(
            "review", ("points_per_activity", "1"), ("approval_method", "manual"));
        await program.Award("a@example.com", "visit");
        foreach (var status in new[] { "approved", "rejected", null })
        {
            var award = await program.Award("a@example.com", "review");
            if (status is not null)
            {
                await program.Put($"transactions/{award.Text("id")}", ("points_status", status));
            }
        }

        return program;
    }
}
