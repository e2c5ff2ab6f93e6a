using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Totals follow their rows.</summary>
public class BalanceTests
{
    [Fact]
    public void Each_total_changes_by_what_its_row_changed() =>
        new Balance(100, 50, 30, 0)
            .Replace(new Balance(0, 20, 0, 0), new Balance(15, 0, 4, 7))
            .Should().Be(new Balance(115, 30, 34, 7));
}
