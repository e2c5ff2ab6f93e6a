using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What lists show of an award's points.</summary>
public sealed class EntryTests
{
    [Theory]
    [InlineData(LotState.Approved, 11)]
    [InlineData(LotState.Pending, 0)]
    [InlineData(LotState.Rejected, 0)]
    [InlineData(LotState.AutoRejected, 0)]
    public void What_remains_can_be_spent_only_while_the_lot_is_approved(
        LotState state, long available)
    {
        var points = new LotPoints(state, 5, 4, 3, 11, null, QualifiedPoints: true);

        points.AvailablePoints.Should().Be(available);
    }
}
