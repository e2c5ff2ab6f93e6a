using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>The lots that a member's own row names.</summary>
public class PurseTests
{
    [Fact]
    public void Lots_come_last_and_go_from_anywhere()
    {
        var purse = Purse.Empty.Add("a").Add("b").Add("c");
        purse.LotIds.Should().Equal("a", "b", "c");

        purse.Remove("b").LotIds.Should().Equal("a", "c");
        purse.Remove("a").Remove("c").Add("a").LotIds.Should().Equal("b", "a");
        purse.Remove("d").Should().BeSameAs(purse);
        purse.Remove("a").Remove("b").Remove("c").Should().BeSameAs(Purse.Empty);
    }

    [Fact]
    public void It_takes_so_many_and_no_more()
    {
        var full = Enumerable.Range(0, Purse.MostLots)
            .Aggregate(Purse.Empty, (purse, i) => purse.Add($"t{i}"));

        full.HasRoom.Should().BeFalse();
        FluentActions.Invoking(() => full.Add("more")).Should()
            .Throw<InvalidOperationException>().WithMessage("A member's purse is full.");
        full.Remove("t3").HasRoom.Should().BeTrue();
        Purse.Empty.HasRoom.Should().BeTrue();
    }

    [Fact]
    public void Purses_of_the_same_lots_are_equal_and_make_members_equal()
    {
        var (one, other) = (Purse.Of("a", "b"), Purse.Empty.Add("a").Add("b"));

        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.Should().NotBe(Purse.Of("a")).And.NotBe(Purse.Of("a", "c"));
        (Some.User() with { Purse = one }).Should().Be(Some.User() with { Purse = other })
            .And.NotBe(Some.User());
    }
}
