using System.Globalization;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Durations as ISO 8601 writes them, and where they lead.</summary>
public class DurationTests
{
    [Theory]
    [InlineData("P2M", 2, 0, "0:00:00")]
    [InlineData("P35D", 0, 35, "0:00:00")]
    [InlineData("PT1H", 0, 0, "1:00:00")]
    [InlineData("P1Y6M2W3DT4H5M6.007S", 18, 17, "4:05:06.007")]
    [InlineData("PT90M", 0, 0, "1:30:00")]
    [InlineData("PT0S", 0, 0, "0:00:00")]
    [InlineData("PT1.5S", 0, 0, "0:00:01.500")]
    [InlineData("P1W", 0, 7, "0:00:00")]
    public void What_ISO_8601_writes_is_read(string text, int months, int days, string time)
    {
        Duration.TryParse(text, out var duration).Should().BeTrue();

        duration.Should().Be(
            new Duration(months, days, TimeSpan.Parse(time, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1D")]
    [InlineData("35")]
    [InlineData("-P1D")]
    [InlineData("P-1D")]
    [InlineData("P1.5D")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("P1D1M")]
    [InlineData("P1D2D")]
    [InlineData("P1D ")]
    [InlineData("P1D\n")]
    [InlineData("p1d")]
    [InlineData("P1234567D")]
    [InlineData("PT0.0001S")]
    [InlineData("P\u0661D")]
    public void What_ISO_8601_does_not_write_is_none(string? text) =>
        Duration.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("UTC", "2026-01-31T09:00Z", "P1M", "2026-02-28T09:00Z")]
    [InlineData("UTC", "2026-01-31T09:00Z", "P1M1D", "2026-03-01T09:00Z")]
    [InlineData("UTC", "2028-02-29T09:00Z", "P1Y", "2029-02-28T09:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28T11:00Z", "P1D", "2026-03-29T10:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28T11:00Z", "PT24H", "2026-03-29T11:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30Z", "PT0S", "2026-10-25T01:30Z")]
    [InlineData("Europe/Berlin", "2026-10-25T00:30Z", "PT1H", "2026-10-25T01:30Z")]
    public void Months_and_days_run_on_the_wall_clock_and_hours_do_not(
        string timeZone, string from, string text, string to)
    {
        Duration.TryParse(text, out var duration).Should().BeTrue();

        duration.After(Calendar.In(timeZone), At(from)).Should().Be(At(to));
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
