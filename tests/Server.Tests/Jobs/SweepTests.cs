using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSocially.Loyalty.Server.Jobs;
using ShopSocially.Loyalty.Server.Tests.Http;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Jobs;

/// <summary>Who is due is settled in the background, and nobody can tell by an answer.</summary>
public sealed class SweepTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private static readonly Regex Ids = new("[0-9a-f]{24,32}");

    [Fact]
    public async Task A_run_settles_who_is_due_in_every_program_by_its_own_clock()
    {
        var one = await server.CreateDue(2);
        var other = await server.CreateDue(1);
        var early = await server.CreateWaiting(1);
        await server.Turn(early, Waiting.ApprovedAt.AddMilliseconds(-1));

        await Run(server);

        (server.CountDue(one), server.CountDue(other)).Should().Be((0, 0));
        (await one.Available(Waiting.Member(1))).Should().Be(10);
        (await early.Available(Waiting.Member(0))).Should().Be(0);
    }

    [Fact]
    public async Task Programs_with_a_backlog_take_turns_and_the_next_run_goes_on()
    {
        using var own = LoyaltyServer.With(
            ("Sweep:IntervalSeconds", "0"), ("Sweep:BatchSize", "1"));
        var one = await own.CreateDue(Sweep.RoundsPerRun + 1);
        var other = await own.CreateDue(Sweep.RoundsPerRun + 2);

        await Run(own);
        (own.CountDue(one), own.CountDue(other)).Should().Be((1, 2));

        await Run(own);
        (own.CountDue(one), own.CountDue(other)).Should().Be((0, 0));
    }

    [Fact]
    public async Task Two_runs_at_once_settle_everybody_once()
    {
        using var own = LoyaltyServer.With(
            ("Sweep:IntervalSeconds", "0"), ("Sweep:BatchSize", "1"));
        var program = await own.CreateDue(10);

        await Task.WhenAll(Task.Run(() => Run(own)), Task.Run(() => Run(own)));

        own.CountDue(program).Should().Be(0);
        (await program.Available(Waiting.Member(9))).Should().Be(10);
    }

    [Fact]
    public async Task A_program_that_cannot_be_settled_is_logged_and_no_other_waits_for_it()
    {
        using var own = new LoyaltyServer();
        using var log = new LogLines();
        own.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var broken = await own.CreateDue(1);
        var sound = await own.CreateDue(1);

        using (own.Break(broken))
        {
            await Run(own);
        }

        (own.CountDue(broken), own.CountDue(sound)).Should().Be((1, 0));
        log.All.Split($"of program {broken.PartnerId} is not settled")
            .Should().HaveCount(2, "a run tries it once");
        (await own.Ready()).Sweep.Text("status").Should().Be("Degraded");

        await Run(own);

        own.CountDue(broken).Should().Be(0);
        (await own.Ready()).Sweep.Text("status").Should().Be("Healthy");
    }

    [Fact]
    public async Task A_run_stops_when_the_server_does()
    {
        var program = await server.CreateDue(1);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await FluentActions.Awaiting(() => Run(server, stopped.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        server.CountDue(program).Should().Be(1);
    }

    [Fact]
    public async Task The_server_runs_it_by_itself()
    {
        using var own = LoyaltyServer.With(("Sweep:IntervalSeconds", "1"));
        var program = await own.CreateDue(1);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        while (own.CountDue(program) > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await own.Ready();
        }

        (await program.Available(Waiting.Member(0))).Should().Be(10);
    }

    [Theory]
    [InlineData("users/ann@shop.example")]
    [InlineData("users?" + Calls.AllDays)]
    [InlineData("users/ann@shop.example/transactions?" + Calls.AllDays)]
    [InlineData("transactions?" + Calls.AllDays)]
    [InlineData("users/ann@shop.example/redemptions")]
    public async Task No_answer_depends_on_whether_a_sweep_has_run(string path)
    {
        var (swept, unswept) = (await Eventful(), await Eventful());
        await server.Turn(swept, Waiting.ApprovedAt.AddMonths(1));
        await Run(server);
        await server.Turn(unswept, Waiting.ApprovedAt.AddMonths(1));
        (server.CountDue(swept), server.CountDue(unswept)).Should().Be((0, 1));

        var (one, other) = (await swept.Get(path), await unswept.Get(path));

        one.Success.Should().BeTrue();
        Masked(other).Should().Be(Masked(one));
    }

    /// <summary>A member for whom time approves, lapses, settles and lifts.</summary>
    private async Task<ProgramClient> Eventful()
    {
        const string Ann = "ann@shop.example";
        var program = await server.CreateProgram(isSandbox: true, clockAt: Waiting.AwardedAt);
        await program.Purchase("monthly", ("approval_method", "monthly"));
        await program.Purchase("lapsing", ("points_expiration_period", "1"));
        await program.Level("silver", "period", 100, "2");
        await program.Redemption("card", 50, "CODE-1", "CODE-2");
        await program.User(Ann);
        await program.Award(Ann, "monthly", ("points_passed", "90"), ("order_id", "late"));
        await program.Award(Ann, "lapsing", ("points_passed", "80"), ("order_id", "back"));
        (await program.Redeem(Ann, "card")).Success.Should().BeTrue();
        (await program.Return("back", "10")).Success.Should().BeTrue();
        return program;
    }

    private static Task Run(LoyaltyServer server, CancellationToken stopping = default) =>
        server.Services.GetRequiredService<Sweep>().Run(stopping);

    /// <summary>The answer with each id as the number of its first appearance.</summary>
    private static string Masked(Answer answer)
    {
        var seen = new List<string>();
        return Ids.Replace(answer.Json.GetRawText(), found =>
        {
            if (!seen.Contains(found.Value))
            {
                seen.Add(found.Value);
            }

            return $"#{seen.IndexOf(found.Value)}";
        });
    }
}
