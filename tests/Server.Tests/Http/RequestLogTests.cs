using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>What an operator reads of the requests, and what nobody may read there.</summary>
public sealed class RequestLogTests : IClassFixture<LoyaltyServer>, IDisposable
{
    private readonly LoyaltyServer _server;
    private readonly LogLines _log = new();

    public RequestLogTests(LoyaltyServer server)
    {
        _server = server;
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
    }

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("users/bob@example.com", "/v2/loyalty/users/{user}", 404)]
    [InlineData("levels", "/v2/loyalty/levels", 200)]
    [InlineData("users?from_date=x&to_date=x", "/v2/loyalty/users", 400)]
    [InlineData("nothing/here", "-", 404)]
    public async Task A_request_is_one_line_with_who_what_and_how_it_ended(
        string path, string operation, int status)
    {
        var program = await _server.CreateProgram();

        var answer = await program.Get(path);

        var line = await _log.Next();
        var id = answer.Headers.GetValues("X-Request-Id").Single();
        line.Should().MatchRegex(
            $"^{program.PartnerId} GET {Regex.Escape(operation)} {status} [0-9.]+ ms {id}$");
        _log.HasMore.Should().BeFalse();
    }

    [Fact]
    public async Task A_stranger_is_logged_without_a_name()
    {
        var stranger = new ProgramClient(_server.Client, "no-such-partner", "no-such-key");

        await stranger.Get("levels");

        (await _log.Next()).Should().StartWith("- GET /v2/loyalty/levels 401 ");
        _log.All.Should().NotContain("no-such");
    }

    [Fact]
    public async Task A_method_that_a_client_made_up_is_not_repeated()
    {
        var program = await _server.CreateProgram();

        await program.Send(new HttpMethod("SECRET-CODE-1"), "levels");

        await _log.Next();
        _log.All.Should().NotContain("SECRET");
    }

    [Fact]
    public async Task Every_request_has_an_id_of_its_own()
    {
        var program = await _server.CreateProgram();

        var first = await program.Get("levels");
        var second = await program.Get("levels");

        first.Headers.GetValues("X-Request-Id").Should()
            .NotEqual(second.Headers.GetValues("X-Request-Id"));
    }

    [Fact]
    public async Task No_key_no_email_and_no_code_is_logged()
    {
        var program = await _server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100"));
        await program.Redemption("five_off", 10, "SECRET-CODE-1", "SECRET-CODE-2");
        await program.Award("secret@example.com", "signed_up", ("order_id", "secret-order"));

        var redeem = await program.Post(
            "redeem", ("user_email", "secret@example.com"), ("redemption_id", "five_off"));
        await program.Post("redeem?user_email=secret@@example.com&redemption_id=SECRET-CODE-2");
        await program.Get("users/secret%40example.com/transactions?from_date=secret@example.com");
        await program.Get("users/secret@example.com/SECRET-CODE-2");
        await program.Get("redemptions/five_off");

        redeem.Text("coupon_code").Should().Be("SECRET-CODE-1");
        for (var request = 0; request < 8; request++)
        {
            await _log.Next();
        }

        _log.HasMore.Should().BeFalse();
        _log.All.ToUpperInvariant().Should().NotContain("SECRET");
        _log.All.Should().NotContain(program.ApiKey);
    }
}
