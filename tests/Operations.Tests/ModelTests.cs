using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
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

    private static readonly int Runs =
        int.TryParse(Environment.GetEnvironmentVariable("LOYALTY_MODEL_RUNS"), out var runs)
            ? runs
            : 2000;

    private static readonly string? Seed = Environment.GetEnvironmentVariable("LOYALTY_MODEL_SEED");

    [Fact]
    public Task Every_answer_is_the_reference_models() => Seed is null
        ? Task.WhenAll(Enumerable.Range(0, Houses).Select(_ => Task.Run(() => Try(null))))
        : Task.Run(() => Try(Seed));

    private static async Task Try(string? seed)
    {
        using var house = new LoyaltyHouse(isInMemory: true);
        var finder = new Finder();
        var config = Config.Quick
            .WithMaxTest(seed is null ? Runs / Houses : 1)
            .WithRunner(finder)
            .WithReplay(seed is null ? null : Parse(seed));
        Check.One(
            config,
            Prop.ForAll(Plans.Any, async plan => (await Pair.Run(house, plan)).Differences.Count == 0));
        if (finder.Found is { } found)
        {
            var (pair, differences) = await Pair.Run(house, found);
            Assert.Fail($"{string.Join('\n', differences)}\n\n{found.Setting}\n{pair.Story}\n\n"
                + $"To draw it again: LOYALTY_MODEL_SEED={finder.Seed}");
        }

        house.Verify();
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
            Microsoft.FSharp.Collections.FSharpList<object> arguments,
            FSharpFunc<int, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> say)
        {
        }

        public void OnShrink(
            Microsoft.FSharp.Collections.FSharpList<object> arguments,
            FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> say)
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
