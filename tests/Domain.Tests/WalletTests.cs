using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Which lots a spend takes, and how much of each (ledger.md, section 2).</summary>
public class WalletTests
{
    [Fact]
    public void A_spend_empties_lot_after_lot_in_the_given_order()
    {
        var lots = new[] { Some.Lot("b", 30), Some.Lot("a", 50), Some.Lot("c", 70) };

        Taken(lots, 100).Should().Equal(("b", 30), ("a", 50), ("c", 20));
    }

    [Fact]
    public void Only_what_remains_is_taken()
    {
        var lots = new[]
        {
            Some.Lot("used", 30, used: 20), Some.Lot("deducted", 30, deducted: 25),
            Some.Lot("empty", 30, used: 10, deducted: 20), Some.Lot("full", 30),
        };

        Taken(lots, 20).Should().Equal(("used", 10), ("deducted", 5), ("full", 5));
    }

    [Theory]
    [InlineData(LotState.Pending)]
    [InlineData(LotState.Rejected)]
    [InlineData(LotState.AutoRejected)]
    public void A_lot_that_is_not_approved_gives_nothing(LotState state) =>
        Taken([Some.Lot("a", 50) with { State = state }, Some.Lot("b", 50)], 10)
            .Should().Equal(("b", 10));

    [Fact]
    public void Less_is_taken_only_when_the_lots_do_not_cover_it()
    {
        Taken([Some.Lot("a", 50), Some.Lot("b", 40)], 90).Should().Equal(("a", 50), ("b", 40));
        Taken([Some.Lot("a", 50), Some.Lot("b", 40)], 91).Should().Equal(("a", 50), ("b", 40));
        Taken([], 91).Should().BeEmpty();
    }

    [Fact]
    public void Nothing_is_taken_for_nothing() => Taken([Some.Lot("a", 50)], 0).Should().BeEmpty();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(49, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    public void No_more_lots_are_read_than_the_spend_needs(long points, int expected)
    {
        var read = 0;

        Wallet.Take(Counted(), points);

        read.Should().Be(expected);

        IEnumerable<Lot> Counted()
        {
            foreach (var id in new[] { "a", "b", "c" })
            {
                read++;
                yield return Some.Lot(id, 50);
            }
        }
    }

    private static IEnumerable<(string, long)> Taken(IEnumerable<Lot> lots, long points) =>
        Wallet.Take(lots, points).Select(share => (share.Lot.Id, share.Points));
}
