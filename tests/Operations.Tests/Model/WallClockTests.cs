using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>The model's clock against instants that were looked up by hand.</summary>
public class WallClockTests
{
    [Theory]
    [InlineData("UTC", "2026-03-29T02:30:00", "2026-03-29T02:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-02-17T23:30:00", "2018-02-18T01:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-01-01T00:00:00", "2025-12-31T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30T15:00:00", "2011-12-30T10:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z")]
    public void A_shown_time_is_the_first_instant_that_shows_or_skips_it(
        string zone, string shown, string expected) =>
        Clock(zone).First(Time(shown).DateTime).Should().Be(Time(expected));

    [Theory]
    [InlineData("UTC", "2026-01-31T09:00:00Z", 1, "2026-02-28T09:00:00Z")]
    [InlineData("UTC", "2027-11-30T09:00:00Z", 3, "2028-02-29T09:00:00Z")]
    [InlineData("UTC", "2028-02-29T09:00:00Z", 12, "2029-02-28T09:00:00Z")]
    [InlineData("Europe/Berlin", "2026-02-28T01:30:00Z", 1, "2026-03-28T01:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-01T01:30:00Z", 1, "2026-04-01T00:30:00Z")]
    public void Months_later_it_is_the_same_time_of_day(
        string zone, string at, int months, string expected) =>
        Clock(zone).MonthsLater(Time(at), months).Should().Be(Time(expected));

    private static WallClock Clock(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(
        text,
        System.Globalization.CultureInfo.InvariantCulture,
        System.Globalization.DateTimeStyles.AssumeUniversal);
}
