using System.Collections.Concurrent;
using System.Globalization;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using ShopSocially.Loyalty.Operations.Tests.Model;
using ShopSocially.Loyalty.Operations.Tests.SideBySide;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>
/// Whatever is done in whatever order at whatever instants, src answers as the reference model.
/// </summary>
/// <remarks>
/// LOYALTY_MODEL_RUNS is the number of sequences, 2000 unless set. A failure prints a seed: set as
/// LOYALTY_MODEL_SEED it draws the same sequence, and only that.
/// </remarks>
public class ModelTests
{
    private const int Houses = 2;

    /// <summary>From so many sequences on, everything that can happen has.</summary>
    private const int Enough = 1000;

    private static readonly string[] Everything =
    [
        .. Enum.GetNames<Status>(),
        .. typeof(Deed).Assembly.GetTypes().Where(type => type.BaseType == typeof(Deed))
            .Select(type => type.Name),
        "MissingParameters", "InvalidParameters", "InvalidUser", "UserBlocked",
        "InvalidActivityId", "InvalidRedemptionId", "InvalidLevelId", "InvalidTransactionId",
        "InvalidOrderId", "DuplicateOrderId", "ActivityPaused", "AwardLimitExceeded",
        "CouponExpired", "RedemptionNotForLevel", "CouponsExhausted",
        "InsufficientPointsToRedeem", "InsufficientPointsToDeduct", "ReturnExceedsOrder",
        "InvalidPointsStatus", "debt",
    ];

    private static readonly int Runs =
        int.TryParse(Environment.GetEnvironmentVariable("LOYALTY_MODEL_RUNS"), out var runs)
            ? runs
            : 2000;

    private static readonly string? Seed = Environment.GetEnvironmentVariable("LOYALTY_MODEL_SEED");

    private readonly ConcurrentDictionary<string, bool> _seen = new();

    [Fact]
    public async Task Every_answer_is_the_reference_models()
    {
        if (Seed is not null)
        {
            await Try(Seed);
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, Houses).Select(_ => Task.Run(() => Try(null))));
        if (Runs >= Enough)
        {
            _seen.Keys.Should().Contain(Everything, "what never happens is never compared");
        }
    }

    private async Task Try(string? seed)
    {
        using var house = new LoyaltyHouse(isInMemory: true);
        var finder = new Finder();
        var config = Config.Quick
            .WithMaxTest(seed is null ? Runs / Houses : 1)
            .WithRunner(finder)
            .WithReplay(seed is null ? null : Parse(seed));
        Check.One(config, Prop.ForAll(Plans.Any, plan => Agrees(house, plan)));
        if (finder.Found is { } found)
        {
            var (pair, differences) = await Pair.Run(house, found);
            Assert.Fail($"{string.Join('\n', differences)}\n\n{found.Setting}\n{pair.Story}\n\n"
                + $"To draw it again: LOYALTY_MODEL_SEED={finder.Seed}");
        }

        house.Verify();
    }

    private async Task<bool> Agrees(LoyaltyHouse house, Plan plan)
    {
        var (pair, differences) = await Pair.Run(house, plan);
        foreach (var what in pair.Seen)
        {
            _seen[what] = true;
        }

        return differences.Count == 0;
    }

    private static FSharpOption<Replay> Parse(string seed)
    {
        var numbers = seed.Split(',');
        var random = new Rnd(
            ulong.Parse(numbers[0], CultureInfo.InvariantCulture),
            ulong.Parse(numbers[1], CultureInfo.InvariantCulture));
        return new(new Replay(random, FSharpOption<int>.Some(1)));
    }

    /// <summary>Keeps the simplest plan in which the two differ.</summary>
    private sealed class Finder : IRunner
    {
        public Plan? Found { get; private set; }

        public string? Seed { get; private set; }

        public void OnStartFixture(Type type)
        {
        }

        public void OnArguments(
            int test,
            FSharpList<object> arguments,
            FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(
            FSharpList<object> arguments,
            FSharpFunc<FSharpList<object>, string> every)
        {
        }

        public void OnFinished(string name, TestResult result)
        {
            if (result is TestResult.Failed failed)
            {
                Found = (Plan)failed.Item3.Head;
                Seed = $"{failed.Item6.Seed},{failed.Item6.Gamma}";
            }
        }
    }
}
