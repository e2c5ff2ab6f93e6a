using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Which levels members are in from enrolment (ledger.md, section 10).</summary>
public class LevelTests
{
    [Theory]
    [InlineData(0, true, true)]
    [InlineData(1, true, false)]
    [InlineData(0, false, false)]
    public void The_active_level_for_no_points_is_the_default(
        long minimum, bool isActive, bool isDefault) =>
        (Some.Level("bronze", minimum) with { IsActive = isActive }).IsDefault
            .Should().Be(isDefault);
}
