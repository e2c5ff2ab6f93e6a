using FluentAssertions;
using ShopSocially.Loyalty.Server.Tests.Commands;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>What answers tell those who pass them on or show them.</summary>
public sealed class SafeAnswersTests(LoyaltyServer plain) : IClassFixture<LoyaltyServer>
{
    [Theory]
    [InlineData("GET", "/v2/loyalty/levels")]
    [InlineData("POST", "/v2/loyalty/award")]
    [InlineData("GET", "/v2/loyalty/nothing")]
    [InlineData("DELETE", "/v2/loyalty/levels")]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/health/live")]
    [InlineData("GET", "/health/ready")]
    [InlineData("GET", "/openapi/v2.json")]
    [InlineData("GET", "/scalar")]
    public async Task No_answer_is_kept_or_taken_for_something_else(string method, string path)
    {
        using var stranger = new HttpRequestMessage(new(method), path);
        using var member = new HttpRequestMessage(new(method), path);
        member.Headers.Add("partner-id", LoyaltyServer.PartnerId);
        member.Headers.Add("api-key", LoyaltyServer.Key);
        foreach (var request in new[] { stranger, member })
        {
            using var answer = await plain.Client.SendAsync(request);

            answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            answer.Headers.CacheControl!.NoStore.Should().BeTrue();
            answer.Headers.Contains("Strict-Transport-Security").Should().BeFalse();
        }
    }

    [Fact]
    public async Task An_internal_error_is_not_kept_either()
    {
        using var broken = plain.Break("levels");

        var answer = await plain.Bootstrap.Get("levels");

        answer.Reason.Should().Be("internal error");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task A_picture_may_be_kept_by_anybody()
    {
        using var answer = await plain.Client.GetAsync(new Uri("img/user.svg", UriKind.Relative));

        answer.Headers.CacheControl!.Public.Should().BeTrue();
        answer.Headers.CacheControl.NoStore.Should().BeFalse();
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task Who_comes_by_TLS_is_told_to_come_by_nothing_else()
    {
        using var machine = new Machine();
        using var shop = new Certified(machine);
        var server = await machine.Serve("https://127.0.0.1:0");

        using var answer = await shop.Get(server, "/health/live");

        answer.IsSuccessStatusCode.Should().BeTrue();
        answer.Headers.GetValues("Strict-Transport-Security").Should().Equal("max-age=31536000");
    }
}
