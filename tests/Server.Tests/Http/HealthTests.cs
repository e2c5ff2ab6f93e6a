using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>What a load balancer asks, without credentials.</summary>
public sealed class HealthTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    [Fact]
    public async Task A_server_that_is_up_lives_and_is_ready()
    {
        (await Status("live")).Should().Be(HttpStatusCode.OK);
        (await Status("ready")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_whose_database_is_broken_lives_and_is_not_ready()
    {
        using (server.Break("partners"))
        {
            (await Status("live")).Should().Be(HttpStatusCode.OK);
            (await Status("ready")).Should().Be(HttpStatusCode.ServiceUnavailable);
        }

        (await Status("ready")).Should().Be(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> Status(string check)
    {
        var path = new Uri($"health/{check}", UriKind.Relative);
        using var response = await server.Client.GetAsync(path);
        return response.StatusCode;
    }
}
