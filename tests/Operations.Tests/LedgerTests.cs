using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Whatever is done in whatever order, the books of a program add up.</summary>
public class LedgerTests
{
    private const int Acts = 40;
    private const int Sequences = 100;

    private static readonly Terms[] Programs =
    [
        Terms.Standard,
        Terms.Standard with
        {
            ReturnsWhenSpent = ReturnPolicy.Refuse,
            TimeZone = "Pacific/Kiritimati",
            PeriodStartMonth = 7,
        },
        Terms.Standard with
        {
            ReturnsWhenSpent = ReturnPolicy.AllowNegative,
            TimeZone = "America/Sao_Paulo",
        },
    ];

    // Side by side, each in a file of its own: most of the time goes into waiting for the disk.
    [Fact]
    public Task The_books_add_up_after_any_sequence_of_acts() =>
        Task.WhenAll(Programs.Select(terms => Task.Run(() => TryEverything(terms))));

    private static async Task TryEverything(Terms terms)
    {
        using var house = new LoyaltyHouse();
        var (granted, owing) = (0, 0);
        for (var seed = 0; seed < Sequences; seed++)
        {
            var program = await house.CreateProgram(terms);
            var scenario = new Scenario(house, program, seed);
            await scenario.Begin();
            for (var i = 0; i < Acts; i++)
            {
                await scenario.Act();
            }

            var breaches = string.Join('\n', scenario.Breaches);
            if (breaches.Length > 0)
            {
                Assert.Fail($"{breaches}\n{scenario.Story}");
            }

            granted += scenario.Granted;
            owing += scenario.IsOwing ? 1 : 0;
        }

        granted.Should().BeGreaterThan(
            Sequences * Acts / 3, "acts that are refused try nothing");
        (owing > 0).Should().Be(
            terms.ReturnsWhenSpent == ReturnPolicy.AllowNegative, "only then points are owed");
    }
}
