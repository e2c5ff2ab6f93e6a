using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>Who gets in, and what everybody hears where HTTP itself is the matter.</summary>
public sealed class V2GateTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(LoyaltyServer.PartnerId, null)]
    [InlineData(null, LoyaltyServer.Key)]
    [InlineData(LoyaltyServer.PartnerId, "")]
    [InlineData("", LoyaltyServer.Key)]
    public async Task Without_both_headers_authentication_is_missing(string? id, string? key)
    {
        var answer = await Ask(HttpMethod.Get, "levels", ("partner-id", id), ("api-key", key));

        Unauthorized(answer, "authentication missing");
    }

    [Theory]
    [InlineData("00000000000000000000000000000002", LoyaltyServer.Key)]
    [InlineData(LoyaltyServer.PartnerId, "another-key")]
    [InlineData(LoyaltyServer.PartnerId, "TEST-KEY")]
    [InlineData(LoyaltyServer.PartnerId, "test-key-")]
    [InlineData("' OR 1=1 --", LoyaltyServer.Key)]
    public async Task With_headers_that_do_not_match_authentication_fails(string id, string key)
    {
        var answer = await Ask(HttpMethod.Get, "levels", ("partner-id", id), ("api-key", key));

        Unauthorized(answer, "authentication failure");
    }

    [Theory]
    [InlineData("partner-id", "api-key")]
    [InlineData("Partner-Id", "Api-Key")]
    [InlineData("PARTNER-ID", "API-KEY")]
    public async Task Header_names_have_any_case(string id, string key)
    {
        var answer = await Ask(
            HttpMethod.Get, "levels", (id, LoyaltyServer.PartnerId), (key, LoyaltyServer.Key));

        answer.Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("POST", "award", "{ broken")]
    [InlineData("POST", "award", "")]
    [InlineData("DELETE", "levels", "")]
    [InlineData("GET", "no/such/path", "")]
    [InlineData("GET", "users?from_date=nonsense", "")]
    public async Task Authentication_comes_before_everything_else(
        string method, string path, string body)
    {
        var stranger = new ProgramClient(server.Client, LoyaltyServer.PartnerId, "another-key");

        var answer = await stranger.Send(new(method), path, ProgramClient.Raw(body));

        Unauthorized(answer, "authentication failure");
    }

    [Fact]
    public async Task A_stranger_with_a_body_too_large_hears_only_of_the_key()
    {
        var stranger = new ProgramClient(server.Client, LoyaltyServer.PartnerId, "another-key");

        var answer = await stranger.Send(HttpMethod.Post, "award", TooLarge());

        Unauthorized(answer, "authentication failure");
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("award/nothing")]
    [InlineData("users/bob@example.com/nothing")]
    [InlineData("")]
    [InlineData("../nothing")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        var answer = await server.Bootstrap.Get(path);

        Failed(answer, HttpStatusCode.NotFound, "not found");
    }

    [Theory]
    [InlineData("DELETE", "users", "GET, POST")]
    [InlineData("PATCH", "activities/signed_up", "GET, PUT")]
    [InlineData("GET", "award", "POST")]
    [InlineData("PUT", "transactions", "GET")]
    public async Task A_method_that_an_address_has_not_is_told_those_it_has(
        string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new(method), $"/v2/loyalty/{path}");
        request.Headers.Add("partner-id", LoyaltyServer.PartnerId);
        request.Headers.Add("api-key", LoyaltyServer.Key);

        using var response = await server.Client.SendAsync(request);

        response.Content.Headers.Allow.Should().BeEquivalentTo(allowed.Split(", "));
        var answer = await server.Bootstrap.Send(new(method), path);
        Failed(answer, HttpStatusCode.MethodNotAllowed, "method not allowed");
    }

    [Fact]
    public async Task A_body_too_large_is_said_to_be()
    {
        var answer = await server.Bootstrap.Send(HttpMethod.Post, "award", TooLarge());

        Failed(answer, HttpStatusCode.RequestEntityTooLarge, "request too large");
    }

    [Fact]
    public async Task A_body_packed_in_an_unknown_way_is_said_to_be()
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentEncoding.Add("br");

        var answer = await server.Bootstrap.Send(HttpMethod.Post, "award", content);

        Failed(answer, HttpStatusCode.UnsupportedMediaType, "unsupported content encoding");
        answer.Headers.GetValues("Accept-Encoding").Should().Equal("gzip");
    }

    [Fact]
    public async Task An_internal_error_carries_an_id_to_look_for_and_nothing_else()
    {
        using var broken = server.Break("levels");

        var answer = await server.Bootstrap.Get("levels");

        answer.Status.Should().Be(HttpStatusCode.InternalServerError);
        answer.Json.Keys().Should().Equal("reason", "success", "error_code", "request_id");
        answer.Reason.Should().Be("internal error");
        answer.Json.GetProperty("request_id").GetString()
            .Should().Be(answer.Headers.GetValues("X-Request-Id").Single());
    }

    [Fact]
    public async Task An_act_that_fails_halfway_has_changed_nothing()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "10"));
        using (server.Break("tallies"))
        {
            var award = await program.Award("bob@example.com", "signed_up");
            award.Status.Should().Be(HttpStatusCode.InternalServerError);
        }

        (await program.Get("users/bob@example.com")).Reason.Should().Be("Invalid User");
        (await program.Award("bob@example.com", "signed_up")).Success.Should().BeTrue();
    }

    private static void Unauthorized(Answer answer, string reason) =>
        Failed(answer, HttpStatusCode.Unauthorized, reason);

    private static void Failed(Answer answer, HttpStatusCode status, string reason)
    {
        answer.Status.Should().Be(status);
        answer.Json.Keys().Should().Equal("reason", "success", "error_code");
        answer.Reason.Should().Be(reason);
        answer.Success.Should().BeFalse();
        answer.ErrorCode.Should().Be(600);
    }

    private static ByteArrayContent TooLarge() => new(new byte[(1 << 20) + 1]);

    private async Task<Answer> Ask(
        HttpMethod method, string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/v2/loyalty/{path}");
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await server.Client.SendAsync(request);
        var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return new(response.StatusCode, response.Headers, json.RootElement);
    }
}
