using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>Ids in addresses, sent byte for byte as clients write them.</summary>
public sealed class PathIdsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private readonly RawHttp _http = new(server);

    [Theory]
    [InlineData("$50_Gift_Card", "$50_Gift_Card")]
    [InlineData("$50_Gift_Card", "%2450_Gift_Card")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b", "a%2fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("%FF", "%25FF")]
    [InlineData("100%", "100%")]
    [InlineData("a+b", "a+b")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("a b", "a%20b")]
    [InlineData("100%", "100%25")]
    [InlineData("a?b#c", "a%3Fb%23c")]
    [InlineData("a@b:c;d=e&f,g", "a@b:c;d=e&f,g")]
    [InlineData("[\"x\"]", "[\"x\"]")]
    [InlineData("größe", "gr%C3%B6%C3%9Fe")]
    [InlineData("a..b", "a..b")]
    [InlineData("/", "%2F")]
    public async Task An_id_is_decoded_once(string id, string written)
    {
        var program = await server.CreateProgram();
        await program.Activity(id);

        var answer = await Get(program, $"/v2/loyalty/activities/{written}");
        var slashed = await Get(program, $"/v2/loyalty/activities/{written}/?x=/y");

        answer.Status.Should().Be(HttpStatusCode.OK, $"{answer.Json}");
        answer.Text("activity_id").Should().Be(id);
        slashed.Text("activity_id").Should().Be(id);
    }

    [Theory]
    [InlineData("a/b", "a%252Fb")]
    [InlineData("a%2Fb", "a%2Fb")]
    [InlineData("a+b", "a%20b")]
    [InlineData("a b", "a+b")]
    [InlineData("Ab", "ab")]
    [InlineData("ab", "ab%20")]
    [InlineData("é", "e%CC%81")]
    [InlineData("%FF", "%FF")]
    [InlineData("\uFFFD", "%FF")]
    [InlineData("%C0%AF", "%C0%AF")]
    [InlineData("%ED%A0%80", "%ED%A0%80")]
    [InlineData("\uFFFD\uFFFD\uFFFD", "%ED%A0%80")]
    [InlineData("a", "a%01")]
    public async Task Another_spelling_is_another_id(string id, string written)
    {
        var program = await server.CreateProgram();
        await program.Activity(id);

        var answer = await Get(program, $"/v2/loyalty/activities/{written}");

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Reason.Should().Be("Invalid Activity ID");
    }

    [Theory]
    [InlineData("bob+x@example.com")]
    [InlineData("bob%2Bx@example.com")]
    [InlineData("bob%2bx%40example.com")]
    [InlineData("BOB+X@EXAMPLE.COM")]
    public async Task An_e_mail_may_be_raw_or_encoded(string written)
    {
        var program = await server.CreateProgram();
        await program.Activity("visit", ("points_per_activity", "1"));
        await program.Award("bob+x@example.com", "visit");

        var user = await Get(program, $"/v2/loyalty/users/{written}");
        var page = await Get(
            program,
            $"/v2/loyalty/users/{written}/transactions?from_date=01/01/2000&to_date=12/31/2099");

        user.Text("user_email").Should().Be("bob+x@example.com");
        page.Number("total").Should().Be(1);
    }

    [Theory]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("a%2Fb", "a%252Fb")]
    public async Task A_whole_address_in_the_request_line_is_read_as_its_path(
        string id, string written)
    {
        var program = await server.CreateProgram();
        await program.Activity(id);

        var answer = await Get(
            program,
            $"http://{server.Client.BaseAddress!.Authority}/v2/loyalty/activities/{written}");

        answer.Status.Should().Be(HttpStatusCode.OK, $"{answer.Json}");
        answer.Text("activity_id").Should().Be(id);
    }

    private Task<Answer> Get(ProgramClient program, string target) => _http.Send(
        "GET", target, [$"partner-id: {program.PartnerId}", $"api-key: {program.ApiKey}"]);
}
