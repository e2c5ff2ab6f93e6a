using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>Who is let in when wrong keys come from where he stands.</summary>
public sealed class EntranceTests : IDisposable
{
    private static readonly No _notNow =
        new("Rate limit exceeded", 600, HttpStatusCode.TooManyRequests);

    private static readonly No _wrong =
        new("authentication failure", 600, HttpStatusCode.Unauthorized);

    private readonly StoppedTime _time = new();
    private readonly LoyaltyServer _server;

    public EntranceTests() => _server = LoyaltyServer.At(_time);

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("guessed-key-1")]
    [InlineData("a-guessed-key-that-is-long-enough")]
    public async Task The_21st_wrong_key_in_a_minute_is_told_to_wait(string guess)
    {
        await GuessTwenty();

        var next = await Guess(LoyaltyServer.PartnerId, guess);
        var nobodys = await Guess("no-such-program", guess);
        _time.Pass(TimeSpan.FromMinutes(1));
        var later = await Guess(LoyaltyServer.PartnerId, guess);

        next.ShouldBe(_notNow);
        next.Headers.GetValues("Retry-After").Should().Equal("60");
        nobodys.ShouldBe(_notNow);
        later.ShouldBe(_wrong);
    }

    [Fact]
    public async Task A_merchant_who_shares_the_address_with_a_guesser_is_served()
    {
        var merchant = await _server.CreateProgram();

        await GuessTwenty();

        (await merchant.Get("levels")).Success.Should().BeTrue();
        (await Guess(merchant.PartnerId)).ShouldBe(_notNow);
        (await merchant.Get("levels")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task A_key_so_short_that_it_may_be_guessed_waits_with_the_guesses()
    {
        await GuessTwenty();

        var guessed = await _server.Bootstrap.Get("levels");
        _time.Pass(TimeSpan.FromMinutes(1));
        var later = await _server.Bootstrap.Get("levels");

        guessed.ShouldBe(_notNow);
        later.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Who_forgets_the_key_is_told_so_however_often()
    {
        for (var time = 0; time < 30; time++)
        {
            using var response = await _server.Client.GetAsync(
                new Uri("v2/loyalty/levels", UriKind.Relative));
            response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Behind_a_proxy_clients_are_told_apart_by_the_last_address_it_names()
    {
        using var proxied = LoyaltyServer.At(_time, ("ForwardedHeaders_Enabled", "true"));
        for (var wrong = 0; wrong < 20; wrong++)
        {
            (await GuessFrom(proxied, $"203.0.113.{wrong}, 192.0.2.1")).Should().Be(401);
        }

        (await GuessFrom(proxied, "192.0.2.1")).Should().Be(429);
        (await GuessFrom(proxied, "192.0.2.2")).Should().Be(401);
    }

    [Fact]
    public async Task Where_no_proxy_was_spoken_of_an_address_that_a_client_names_is_nobodys()
    {
        for (var wrong = 0; wrong < 20; wrong++)
        {
            await GuessFrom(_server, $"203.0.113.{wrong}");
        }

        (await GuessFrom(_server, "192.0.2.2")).Should().Be(429);
    }

    private static async Task<int> GuessFrom(LoyaltyServer server, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v2/loyalty/levels");
        request.Headers.Add("partner-id", LoyaltyServer.PartnerId);
        request.Headers.Add("api-key", "guessed-key-1");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await server.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task GuessTwenty()
    {
        for (var wrong = 0; wrong < 20; wrong++)
        {
            (await Guess(wrong % 2 == 0 ? LoyaltyServer.PartnerId : "no-such-program"))
                .ShouldBe(_wrong);
        }
    }

    private Task<Answer> Guess(string partnerId, string key = "guessed-key-1") =>
        new ProgramClient(_server.Client, partnerId, key).Get("levels");
}
