using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>The numbers of the newest transactions, as a member's own row has them.</summary>
public class RecentTransactionsTests
{
    [Fact]
    public void They_are_in_their_order_until_they_are_ten()
    {
        var recent = RecentTransactions.Nothing;
        for (var number = 1; number < RecentTransactions.Most; number++)
        {
            recent = recent.Add(number * number);
            recent.IsFull.Should().BeFalse();
        }

        recent.Numbers.Should().Equal(1, 4, 9, 16, 25, 36, 49, 64, 81);
        recent = recent.Add(100);
        recent.IsFull.Should().BeTrue();
        recent.Numbers.Should().HaveCount(RecentTransactions.Most).And.EndWith([100L]);
    }

    [Theory]
    [InlineData(new long[] { 5 }, 5)]
    [InlineData(new long[] { 5 }, 4)]
    [InlineData(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, 9)]
    public void What_is_not_the_next_is_no_transaction_of_hers(long[] numbers, long next) =>
        RecentTransactions.Of(numbers).Invoking(recent => recent.Add(next))
            .Should().Throw<InvalidOperationException>();

    [Fact]
    public void What_is_full_takes_no_more() =>
        RecentTransactions.Of(1, 2, 3, 4, 5, 6, 7, 8, 9).Add(10).Invoking(recent => recent.Add(11))
            .Should().Throw<InvalidOperationException>();

    [Theory]
    [InlineData(new long[] { 2, 1 })]
    [InlineData(new long[] { 1, 1 })]
    [InlineData(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    public void Numbers_that_cannot_be_are_refused(long[] numbers) =>
        FluentActions.Invoking(() => RecentTransactions.Of(numbers))
            .Should().Throw<FormatException>();

    [Fact]
    public void The_same_numbers_are_equal()
    {
        var (one, same) = (RecentTransactions.Of(1, 4), RecentTransactions.Nothing.Add(1).Add(4));
        one.Should().Be(same);
        one.GetHashCode().Should().Be(same.GetHashCode());
        one.Should().NotBe(RecentTransactions.Of(1, 5)).And.NotBe(RecentTransactions.Of(1));
        RecentTransactions.Of().Should().BeSameAs(RecentTransactions.Nothing);
        (one.ToString(), RecentTransactions.Nothing.ToString()).Should().Be(("1, 4", "nothing"));
    }
}
