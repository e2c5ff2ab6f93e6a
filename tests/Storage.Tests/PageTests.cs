using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Where a page stands in its list.</summary>
public class PageTests
{
    [Theory]
    [InlineData(25, 0, 10, 10, true)]
    [InlineData(25, 10, 10, 20, true)]
    [InlineData(25, 20, 5, 25, false)]
    [InlineData(10, 0, 10, 10, false)]
    [InlineData(0, 0, 0, 0, false)]
    [InlineData(25, 99, 0, 99, false)]
    public void There_is_more_when_an_item_stands_at_the_next_index(
        long total, long start, int count, long next, bool more)
    {
        var page = new Page<int>(total, start, [.. Enumerable.Range(0, count)]);

        page.NextStartIndex.Should().Be(next);
        page.More.Should().Be(more);
    }
}
