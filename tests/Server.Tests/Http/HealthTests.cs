using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using ShopSocially.Loyalty.Server.Http;
using ShopSocially.Loyalty.Server.Jobs;
using ShopSocially.Loyalty.Storage;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>What a load balancer and an operator ask, without credentials.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly LoyaltyServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_server_that_is_up_lives_and_is_ready()
    {
        var engine = _server.Services.GetRequiredService<Database>().EngineVersion;
        engine.Should().MatchRegex(OwnPlace.IsServer ? @"^PostgreSQL [0-9.]+$" : "^SQLite 3.50.4$");
        (await Live()).Should().Be((HttpStatusCode.OK, "Healthy"));
        (await _server.Ready()).Should().Be(new Readiness(
            HttpStatusCode.OK,
            $$$"""
            {"status":"Healthy","server":{"status":"Healthy"},
            "database":{"status":"Healthy","engine":"{{{engine}}}","writes":"ok"},
            "sweep":{"status":"Healthy","last_run":null,"settled":0,"backlog":0,
            "backlog_is_more":false,"lag_seconds":0},
            "ledger":{"status":"Healthy","last_run":null,"transactions":0,"breaches":0}}
            """.ReplaceLineEndings("")));
    }

    [Fact]
    public async Task A_server_whose_database_is_broken_lives_and_is_not_ready()
    {
        using (_server.Break("partners"))
        {
            (await Live()).Should().Be((HttpStatusCode.OK, "Healthy"));
            (await _server.Ready()).Should().Be(new Readiness(
                HttpStatusCode.ServiceUnavailable,
                """
                {"status":"Unhealthy","server":{"status":"Healthy"},
                "database":{"status":"Unhealthy"},
                "sweep":{"status":"Unhealthy"},
                "ledger":{"status":"Healthy","last_run":null,"transactions":0,"breaches":0}}
                """.ReplaceLineEndings("")));
        }

        (await _server.Ready()).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_due_is_counted_until_the_sweep_has_run()
    {
        await _server.CreateDue(2);
        await _server.CreateDue(1);
        await _server.CreateWaiting(1);

        var before = (await _server.Ready()).Sweep;
        (before.Number("backlog"), before.Number("lag_seconds")).Should().Be(
            (3, 0), "how far a sandbox has been turned is no lag");
        before.GetProperty("backlog_is_more").GetBoolean().Should().BeFalse();
        before.Text("last_run").Should().BeNull();

        await _server.Services.GetRequiredService<Sweep>().Run(default);

        var after = (await _server.Ready()).Sweep;
        (after.Number("backlog"), after.Number("lag_seconds")).Should().Be((0, 0));
        after.Number("settled").Should().Be(3);
        after.Text("last_run").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        (await _server.Ready()).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Health.MostCounted, false)]
    [InlineData(Health.MostCounted + 1, true)]
    public async Task A_backlog_is_counted_up_to_a_bound(int members, bool isMore)
    {
        var program = await _server.CreateWaiting(0);
        await AddDue(program, members);

        var sweep = (await _server.Ready()).Sweep;

        sweep.Number("backlog").Should().Be(Health.MostCounted);
        sweep.GetProperty("backlog_is_more").GetBoolean().Should().Be(isMore);
    }

    private async Task AddDue(ProgramClient program, int members) =>
        await _server.Services.GetRequiredService<Database>().Write<bool>(session =>
        {
            var partner = session.Partners.Find(program.PartnerId)!;
            for (var number = 0; number < members; number++)
            {
                _ = Email.TryParse(Waiting.Member(number), out var email);
                var user = User.Enrol($"{number}", email, partner, Waiting.AwardedAt);
                session.Users.Add(
                    partner.Number, user with { NextDueAt = Waiting.AwardedAt });
            }

            return true;
        });

    private async Task<(HttpStatusCode Status, string Text)> Live()
    {
        using var answer = await _server.Client.GetAsync(new Uri("health/live", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
