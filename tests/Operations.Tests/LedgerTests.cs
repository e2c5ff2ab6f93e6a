using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Whatever is done in whatever order, the books of a program add up.</summary>
public class LedgerTests(LoyaltyHouse house) : IClassFixture<LoyaltyHouse>
{
    private const int Acts = 40;
    private const int Sequences = 100;

    [Theory]
    [InlineData(ReturnPolicy.WithinBalance, 1, "UTC")]
    [InlineData(ReturnPolicy.Refuse, 7, "Pacific/Kiritimati")]
    [InlineData(ReturnPolicy.AllowNegative, 1, "America/Sao_Paulo")]
    public async Task The_books_add_up_after_any_sequence_of_acts(
        ReturnPolicy policy, int startMonth, string zone)
    {
        var terms = Terms.Standard with
        {
            ReturnsWhenSpent = policy,
            PeriodStartMonth = startMonth,
            TimeZone = zone,
        };
        var granted = 0;
        var owing = 0;
        for (var seed = 0; seed < Sequences; seed++)
        {
            var program = await house.CreateProgram(terms);
            var scenario = new Scenario(house, program, (1000 * (int)policy) + seed);
            await scenario.Begin();
            for (var i = 0; i < Acts; i++)
            {
                await scenario.Act();
            }

            if (scenario.Breaches.Any())
            {
                Assert.Fail($"{string.Join('\n', scenario.Breaches)}\n{scenario.Story}");
            }

            granted += scenario.Granted;
            owing += scenario.IsOwing ? 1 : 0;
        }

        granted.Should().BeGreaterThan(
            Sequences * Acts / 3, "acts that are refused try nothing");
        (owing > 0).Should().Be(policy == ReturnPolicy.AllowNegative, "only then points are owed");
    }
}
