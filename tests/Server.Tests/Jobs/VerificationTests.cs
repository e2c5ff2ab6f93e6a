using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Server.Jobs;
using ShopSocially.Loyalty.Storage;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Jobs;

/// <summary>The ledger is verified by itself; the health answer tells what it came to.</summary>
public sealed class VerificationTests : IDisposable
{
    private readonly LoyaltyServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_sound_ledger_is_healthy_and_one_with_a_breach_is_degraded_and_still_ready()
    {
        var program = await _server.CreateProgram();
        await program.Purchase("buy");
        await program.Award("ann@example.com", "buy", ("points_passed", "100"));

        await Run();
        var sound = (await _server.Ready()).Ledger;
        (sound.Text("status"), sound.Number("transactions"), sound.Number("breaches"))
            .Should().Be(("Healthy", 1, 0));
        sound.Text("last_run").Should().NotBeNull();

        await GiveAway(program, 7);
        await Run();
        var ready = await _server.Ready();
        ready.Status.Should().Be(System.Net.HttpStatusCode.OK);
        ready.Ledger.Text("status").Should().Be("Degraded");
        ready.Ledger.Number("breaches").Should().BePositive();
    }

    [Fact]
    public void It_runs_by_itself_unless_it_is_set_not_to()
    {
        using var never = LoyaltyServer.With(
            ("Sweep:IntervalSeconds", "0"), ("Verify:IntervalHours", "0"));

        _server.Jobs.Should().Be(never.Jobs + 1);
    }

    private Task Run() => _server.Services.GetRequiredService<Verification>().Run(default);

    /// <summary>Adds points to the only member's total that no row accounts for.</summary>
    private async Task GiveAway(ProgramClient program, long points) =>
        await _server.Services.GetRequiredService<Database>().Write<bool>(session =>
        {
            var number = program.NumberIn(session);
            var id = session.Ledger.ListMembers(number, "", 1).Single();
            var user = session.Users.Find(number, UserKey.OfId(id))!;
            session.Users.Change(number, user, user with
            {
                Balance = user.Balance with
                {
                    AvailablePoints = user.Balance.AvailablePoints + points,
                },
            });
            return true;
        });
}
