using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>How qualifying points are counted by period (ledger.md, section 10).</summary>
public class StandingTests
{
    private static readonly Standing Start = Standing.From(2026);

    [Fact]
    public void Points_count_for_life_and_in_their_period()
    {
        var standing = Start.Count(70, 2026).Count(30, 2026);

        standing.LifetimePoints.Should().Be(100);
        standing.PeriodPoints.Should().Be(100);
        standing.PointsBefore.Should().Be(0);
    }

    [Fact]
    public void When_the_period_turns_its_points_become_those_before()
    {
        var standing = Start.Count(70, 2026).In(2027).Count(30, 2027);

        standing.Should().Be(new Standing(100, 2027, 30, 70, null, 0, null, 0));
        standing.In(2028).Should().Be(new Standing(100, 2028, 0, 30, null, 0, null, 0));
        standing.In(2029).Should().Be(new Standing(100, 2029, 0, 0, null, 0, null, 0));
    }

    [Fact]
    public void A_period_never_turns_back() =>
        Start.Count(70, 2026).In(2025).Should().Be(Start.Count(70, 2026));

    [Fact]
    public void Points_are_taken_back_in_the_period_of_their_approval()
    {
        var turned = Start.Count(70, 2026).In(2027).Count(30, 2027);

        turned.Count(-20, 2026).Should().Be(new Standing(80, 2027, 30, 50, null, 0, null, 0));
        turned.Count(-20, 2027).Should().Be(new Standing(80, 2027, 10, 70, null, 0, null, 0));
        turned.In(2028).Count(-20, 2026)
            .Should().Be(new Standing(80, 2028, 0, 30, null, 0, null, 0));
    }
}
