using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>How often a member may be awarded for one activity (ledger.md, section 6).</summary>
public class FrequencyCapTests
{
    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 3, true)]
    [InlineData(1, 1, true)]
    public void A_cap_is_reached_by_as_many_awards(long cap, long awards, bool isReached) =>
        new FrequencyCap(cap, Interval.Day).IsReachedBy(awards).Should().Be(isReached);

    [Fact]
    public void Zero_sets_no_cap()
    {
        var cap = new FrequencyCap(0, Interval.Day);

        cap.IsSet.Should().BeFalse();
        cap.IsReachedBy(1_000_000).Should().BeFalse();
    }

    [Theory]
    [InlineData(Interval.Day, "2026-03-11")]
    [InlineData(Interval.Week, "2026-03-09")]
    [InlineData(Interval.Month, "2026-03-01")]
    [InlineData(Interval.Year, "2026-01-01")]
    public void Awards_count_from_the_start_of_the_interval_in_the_zone(
        Interval interval, string day)
    {
        var calendar = Calendar.In("America/New_York");
        var now = new DateTimeOffset(2026, 3, 12, 1, 0, 0, TimeSpan.Zero);

        new FrequencyCap(1, interval).CountsFrom(calendar, now).Should().Be(
            calendar.StartOf(DateOnly.Parse(day, null)));
    }

    [Fact]
    public void A_cap_for_a_lifetime_counts_every_award() =>
        new FrequencyCap(1, Interval.Lifetime).CountsFrom(Calendar.In("UTC"), Some.Noon)
            .Should().Be(DateTimeOffset.UnixEpoch);
}
