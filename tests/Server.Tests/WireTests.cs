using System.Net;
using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// Requests as clients really send them (shopsocially-v2.md, section 1): in every form, on every
/// method, under any Content-Type.
/// </summary>
public sealed partial class WireTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const string Telling = "Größe & Co + 1% = \"50\", {x}";

    public static TheoryData<string> Forms { get; } = [.. WireForm.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_is_read_on_every_method(string form)
    {
        var program = await server.CreateProgram();
        await program.Activity("visit", ("points_per_activity", "10"));
        await program.Level("gold", "period", 1000);
        await program.Made("award", [("user_email", "a@example.com"), ("activity_id", "visit")]);
        await program.Made("award", [("user_email", "b@example.com"), ("activity_id", "visit")]);

        var page = await Send(program, "GET transactions", form,
            ("from_date", "01/01/2000"), ("to_date", "12/31/2099"), ("start_index", "1"));
        var deduct = await Send(program, "POST deduct", form,
            ("user_email", "a@example.com"), ("points_passed", "3"), ("reason", Telling));
        var level = await Send(program, "PUT levels/gold", form,
            ("level_name", Telling), ("level_minimum_points", "7"));

        page.Number("total").Should().Be(2);
        page.Data.GetProperty("transactions").GetArrayLength().Should().Be(1);
        deduct.Number("available_points").Should().Be(7);
        level.Text("level_name").Should().Be(Telling);
        level.Number("level_minimum_points").Should().Be(7);
    }

    [Fact]
    public async Task What_unpacks_to_the_limit_is_read_and_one_byte_more_is_413()
    {
        var program = await server.CreateProgram();
        await program.Level("gold", "period", 1000);
        var body = "level_minimum_points=7&".PadRight(ParameterReader.MostBodyBytes, 'x');

        var within = await Put(program, WireForm.Gzip(body));
        var beyond = await Put(program, WireForm.Gzip(body + "x"));

        within.Number("level_minimum_points").Should().Be(7);
        beyond.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        beyond.Reason.Should().Be("request too large");
        beyond.Success.Should().BeFalse();
    }

    [Fact]
    public async Task Gzip_that_is_broken_or_cut_short_is_refused_whole()
    {
        var program = await server.CreateProgram();
        await program.Level("gold", "period", 1000);
        var packed = WireForm.Pack(
            Encoding.UTF8.GetBytes("level_minimum_points=7&level_name=" + new string('x', 100)));

        foreach (var broken in new[] { packed[..^12], packed[..12], [.. packed[..10], 255, 255] })
        {
            var answer = await Put(program, WireForm.Packed(WireForm.Bytes(broken)));

            ShouldBlame(answer, "body");
        }

        var level = await program.Get("levels/gold");
        level.Number("level_minimum_points").Should().Be(1000);
    }

    [Fact]
    public async Task Gzip_is_not_guessed_from_the_bytes_alone()
    {
        var program = await server.CreateProgram();
        await program.Level("gold", "period", 1000);
        var packed = WireForm.Pack("level_minimum_points=7"u8.ToArray());

        await Put(program, WireForm.Bytes(packed));

        var level = await program.Get("levels/gold");
        level.Number("level_minimum_points").Should().Be(1000);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"level_minimum_points\": 7")]
    [InlineData("{\"level_minimum_points\": 7} and more")]
    [InlineData("{\"level_minimum_points\": 7}{}")]
    [InlineData("{'level_minimum_points': 7}")]
    [InlineData("{\"level_minimum_points\": 7,}")]
    public async Task Broken_JSON_is_refused_in_the_body_and_in_the_query(string json)
    {
        var program = await server.CreateProgram();
        await program.Level("gold", "period", 1000);

        ShouldBlame(await Put(program, ProgramClient.Raw(json)), "body");
        ShouldBlame(
            await program.Send(HttpMethod.Put, $"levels/gold?{Uri.EscapeDataString(json)}"),
            "query");
    }

    [Fact]
    public async Task The_body_wins_over_the_query()
    {
        var program = await server.CreateProgram();
        await program.Level("gold", "period", 1000);

        var answer = await program.Send(
            HttpMethod.Put,
            "levels/gold?level_minimum_points=8&level_name=eight",
            ProgramClient.Raw("""{"level_minimum_points": 7, "level_name": ""}"""));

        answer.Number("level_minimum_points").Should().Be(7);
        answer.Text("level_name").Should().Be("eight", "an empty value is not given");
    }

    [Fact]
    public async Task The_credentials_headers_may_be_in_any_case()
    {
        var program = await server.CreateProgram();

        var answer = await new RawHttp(server).Send(
            "GET", "/v2/loyalty/levels",
            [$"PARTNER-ID:{program.PartnerId}", $"Api-Key:   {program.ApiKey}"]);

        answer.Status.Should().Be(HttpStatusCode.OK);
    }

    /// <summary>Calls a method and a path in one of the forms; it must succeed.</summary>
    private static async Task<Answer> Send(
        ProgramClient program, string call, string form, params (string, string)[] given)
    {
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
        var (query, body) = WireForm.All.Single(one => one.Name == form).Write(given);
        var answer = await program.Send(new(method), path + query, body);
        answer.Status.Should().Be(HttpStatusCode.OK, $"{call} as {form} got {answer.Json}");
        return answer;
    }

    private static Task<Answer> Put(ProgramClient program, HttpContent body) =>
        program.Send(HttpMethod.Put, "levels/gold", body);

    private static void ShouldBlame(
        Answer answer, string parameter, string reason = "invalid parameters")
    {
        answer.Status.Should().Be(HttpStatusCode.BadRequest, $"{answer.Json}");
        answer.Reason.Should().Be(reason);
        answer.ErrorCode.Should().Be(601);
        answer.Parameters.Should().Equal(parameter);
    }
}
