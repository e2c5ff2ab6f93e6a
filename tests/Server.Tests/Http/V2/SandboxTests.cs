using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>/v2/sandbox on the wire; what its clock does is the ledger's section 8.</summary>
public sealed class SandboxTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private static readonly DateTimeOffset _start = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Forms => [.. WireForm.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_turn_is_read_however_it_is_put_on_the_wire(string name)
    {
        var program = await Sandbox();
        var form = WireForm.All.Single(form => form.Name == name);

        foreach (var (how, value, now) in new[]
        {
            ("advance", "P35D", "2026-03-07T09:00:00Z"),
            ("now", "2026-04-01T01:30:00+02:00", "2026-03-31T23:30:00Z"),
        })
        {
            var (query, body) = form.Write([(how, value), ("resume", "false")]);
            var turned = await program.Send(HttpMethod.Post, $"/v2/sandbox/clock{query}", body);

            turned.Data.ShouldHaveKeys("now frozen");
            turned.Text("now").Should().Be(now);
        }
    }

    /// <summary>A bare plus in a form is a blank, and so in a query.</summary>
    [Theory]
    [InlineData("now=2026-04-01T01:30:00+02:00", "")]
    [InlineData("", "?now=2026-04-01T01:30:00+02:00")]
    [InlineData(" NOW : 2026-04-01T01:30:00%2B02:00 ,", "")]
    [InlineData("""{"now":"2026-04-01T01:30:00+02:00","advance":null,"resume":false}""", "")]
    [InlineData("""{"Now":" 2026-04-01T01:30:00+02:00 ","advance":""}""", "")]
    public async Task An_offset_is_understood_as_people_write_it(string body, string query)
    {
        var program = await Sandbox();

        var turned = await program.Send(
            HttpMethod.Post, $"/v2/sandbox/clock{query}", ProgramClient.Raw(body));

        turned.Status.Should().Be(HttpStatusCode.OK, "got {0}", turned.Json);
        turned.Text("now").Should().Be("2026-03-31T23:30:00Z");
    }

    [Theory]
    [InlineData("everything=true", 0)]
    [InlineData("""{"everything":true}""", 0)]
    [InlineData("everything=false", 1)]
    [InlineData("", 1)]
    [InlineData("{}", 1)]
    public async Task A_reset_answers_with_the_clock_that_runs_again(string body, int activities)
    {
        var program = await Sandbox();
        await program.Activity("a");

        var reset = await program.Send(
            HttpMethod.Post, "/v2/sandbox/reset", ProgramClient.Raw(body));

        reset.Data.ShouldHaveKeys("now frozen");
        reset.Data.GetProperty("frozen").GetBoolean().Should().BeFalse();
        (await program.Get("activities")).Data.GetArrayLength().Should().Be(activities);
    }

    [Theory]
    [InlineData("DELETE", "/v2/sandbox/clock")]
    [InlineData("GET", "/v2/sandbox/reset")]
    public async Task A_method_that_an_address_has_not_is_refused(string method, string path)
    {
        var answer = await (await Sandbox()).Send(new(method), path);

        answer.ShouldBe(new("method not allowed", 600, HttpStatusCode.MethodNotAllowed));
    }

    [Theory]
    [InlineData("/v2/sandbox")]
    [InlineData("/v2/sandbox/nothing")]
    [InlineData("/v2/loyalty/clock")]
    public async Task There_is_nothing_beside_it(string path)
    {
        var answer = await (await Sandbox()).Send(HttpMethod.Get, path);

        answer.ShouldBe(new("not found", 600, HttpStatusCode.NotFound));
    }

    private Task<ProgramClient> Sandbox() => server.CreateProgram(isSandbox: true, clockAt: _start);
}
