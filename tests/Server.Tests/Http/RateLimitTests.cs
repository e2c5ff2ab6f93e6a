using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using ShopSocially.Loyalty.Server.Http;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>How much a program may ask, and what it is told of that.</summary>
public sealed class RateLimitTests
{
    private static readonly No _tooMany =
        new("Rate limit exceeded", 600, HttpStatusCode.TooManyRequests);

    private readonly StoppedTime _time = new();

    [Fact]
    public async Task A_program_that_asks_too_often_is_told_when_to_come_again()
    {
        using var server = Serve(("RateLimit:PerSecond", "1"), ("RateLimit:Burst", "3"));
        var program = await server.CreateProgram();

        var (first, second, third) = (await Ask(), await Ask(), await Ask());
        var fourth = await Ask();
        _time.Pass(TimeSpan.FromSeconds(1));
        var fifth = await Ask();
        var sixth = await Ask();

        new[] { first, second, third, fifth }.Should().OnlyContain(answer => answer.Success);
        Budget(first).Should().Be("2 of 3, all in 1 s");
        Budget(third).Should().Be("0 of 3, all in 3 s");
        Budget(fifth).Should().Be("0 of 3, all in 3 s");
        foreach (var refused in new[] { fourth, sixth })
        {
            refused.ShouldBe(_tooMany);
            Budget(refused).Should().Be("0 of 3, all in 3 s");
            Header(refused, "Retry-After").Should().Be("1");
        }

        Task<Answer> Ask() => program.Get("levels");
    }

    [Fact]
    public async Task Errors_cost_as_much_as_successes_and_a_strangers_calls_cost_nothing()
    {
        using var server = Serve(("RateLimit:PerSecond", "1"), ("RateLimit:Burst", "3"));
        var program = await server.CreateProgram();
        var stranger = new ProgramClient(server.Client, program.PartnerId, new('x', 64));

        await program.Get("nothing/here");
        await program.Post("award");
        await stranger.Get("levels");

        Budget(await program.Get("levels")).Should().Be("0 of 3, all in 3 s");
        (await program.Get("nothing/here")).ShouldBe(_tooMany);
        (await stranger.Get("levels")).Reason.Should().Be("authentication failure");
    }

    [Fact]
    public async Task One_program_takes_nothing_from_another()
    {
        using var server = Serve(("RateLimit:PerSecond", "1"), ("RateLimit:Burst", "1"));
        var (busy, calm) = (await server.CreateProgram(), await server.CreateProgram());

        await busy.Get("levels");

        (await busy.Get("levels")).ShouldBe(_tooMany);
        (await calm.Get("levels")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task A_refused_award_was_certainly_not_made()
    {
        using var server = Serve(("RateLimit:PerSecond", "1"), ("RateLimit:Burst", "2"));
        var program = await server.CreateProgram();
        await program.Activity("visit", ("points_per_activity", "1"));
        await program.Get("levels");

        (await program.Award("ann@example.com", "visit")).ShouldBe(_tooMany);
        _time.Pass(TimeSpan.FromSeconds(1));

        (await program.Get("users/ann@example.com")).Reason.Should().Be("Invalid User");
    }

    [Fact]
    public async Task The_health_addresses_and_pages_are_not_limited()
    {
        using var server = Serve(("RateLimit:PerSecond", "1"), ("RateLimit:Burst", "1"));
        foreach (var path in new[] { "health/live", "health/ready", "scalar", "img/user.svg" })
        {
            for (var time = 0; time < 3; time++)
            {
                using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
                answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
                answer.Headers.Contains(RateLimit.LimitHeader).Should().BeFalse(path);
            }
        }
    }

    [Fact]
    public async Task A_limit_that_is_switched_off_is_not_told_of()
    {
        using var server = Serve(("RateLimit:Burst", "1"), ("RateLimit:Enabled", "false"));
        var program = await server.CreateProgram();

        await program.Get("levels");
        var second = await program.Get("levels");

        second.Success.Should().BeTrue();
        second.Headers.Contains(RateLimit.RemainingHeader).Should().BeFalse();
    }

    [Theory]
    [InlineData(3, 7, 2)]
    [InlineData(5000, 10_000, 1)]
    [InlineData(1, 1, 60)]
    [InlineData(1_000_000, 10, 3)]
    public void So_many_are_admitted_as_the_bucket_held_and_has_been_filled_with(
        int perSecond, int burst, int seconds)
    {
        var limit = new RateLimit(new(true, perSecond, burst), _time);

        Admitted(limit, burst + 5).Should().Be(burst);
        _time.Pass(TimeSpan.FromSeconds(seconds));

        Admitted(limit, burst + 5).Should().Be((int)Math.Min(burst, (long)perSecond * seconds));
    }

    [Fact]
    public void Many_at_once_are_admitted_as_often_as_one_after_another()
    {
        var limit = new RateLimit(new(true, 1, 5000), _time);
        var admitted = 0;

        Parallel.For(0, 8, _ => Interlocked.Add(ref admitted, Admitted(limit, 1000)));

        admitted.Should().Be(5000);
    }

    /// <summary>How many of so many requests of one program are admitted.</summary>
    private static int Admitted(RateLimit limit, int requests) => Enumerable.Range(0, requests)
        .Count(_ => limit.Admits(new DefaultHttpContext(), "acme"));

    private LoyaltyServer Serve(params (string, string)[] settings) =>
        LoyaltyServer.At(_time, settings);

    private static string Budget(Answer answer) =>
        $"{Header(answer, "RateLimit-Remaining")} of {Header(answer, "RateLimit-Limit")}, "
        + $"all in {Header(answer, "RateLimit-Reset")} s";

    private static string Header(Answer answer, string name) =>
        answer.Headers.GetValues(name).Single();
}
