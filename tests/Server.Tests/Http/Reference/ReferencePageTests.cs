using System.Net;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Reference;

/// <summary>What a person sees who opens the server in a browser.</summary>
public sealed class ReferencePageTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    [Fact]
    public async Task The_root_leads_to_the_reference()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress };

        using var response = await browser.GetAsync(Address("/"));

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location.Should().Be(Address("/scalar"));
    }

    [Fact]
    public async Task The_page_is_html_whose_every_link_leads_somewhere()
    {
        using var response = await server.Client.GetAsync(Address("/scalar"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        var page = await response.Content.ReadAsStringAsync();
        var links = Regex.Matches(page, """(?:src|href)="(/[^"]*)""")
            .Select(match => match.Groups[1].Value).ToList();
        links.Should().Contain("/openapi/v2.json");
        foreach (var link in links)
        {
            using var linked = await server.Client.GetAsync(Address(link));
            linked.StatusCode.Should().Be(HttpStatusCode.OK, link);
        }
    }

    [Fact]
    public async Task The_page_may_ask_no_other_host_for_anything()
    {
        using var response = await server.Client.GetAsync(Address("/scalar"));

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("default-src 'none'").And.NotContain("http").And.NotContain("*");
    }

    [Theory]
    [InlineData("user")]
    [InlineData("activity")]
    [InlineData("redemption")]
    public async Task The_pictures_that_answers_name_are_there(string picture)
    {
        using var response = await server.Client.GetAsync(Address($"/img/{picture}.svg"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("image/svg+xml");
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);
}
