using FluentAssertions;
using ShopSocially.Loyalty.Operations.Tests.Model;
using ShopSocially.Loyalty.Operations.Tests.SideBySide;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>
/// What the reference model has found in src: the shortest story of each, told again in both.
/// </summary>
public sealed class ModelFindingsTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    private readonly LoyaltyHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public Task A_debt_that_is_paid_when_its_return_is_settled_stays_paid() => Tell(
        WhenSpent.AllowNegative,
        new Awarding(Start, "ann", "once", 10, "order"),
        new Redeeming(Start, "ann", "hat"),
        new Awarding(Start, "ann", "month", 10, null),
        new Returning(Start, "order", null),
        new Waited(Start.AddMonths(1)));

    [Fact]
    public Task What_is_due_is_written_down_for_every_member_of_an_order_that_comes_back() => Tell(
        WhenSpent.WithinBalance,
        new Awarding(Start, "ann", "once", 10, "order"),
        new Returning(Start, "order", null),
        new Awarding(Start, "ann", "once", 10, "another"),
        new Awarding(Start.AddYears(1), "bob", "month", 10, "order"),
        new Returning(Start.AddYears(1), "order", null));

    /// <summary>Only the end is read: reading settles, too.</summary>
    private async Task Tell(WhenSpent policy, params Deed[] story)
    {
        var (shop, _) = Shops.Of(new(0, 0, 0, (int)policy, 0, 0));
        var pair = await Pair.Begin(_house, shop, Start);
        foreach (var deed in story)
        {
            var isEnd = deed == story[^1];
            (await pair.Do(deed with { IsUnseen = !isEnd })).Should().BeEmpty();
        }

        _house.Verify();
    }
}
