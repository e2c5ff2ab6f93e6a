using System.Globalization;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Days, weeks, months and years as they run in a program's zone (ledger.md, 4).</summary>
public class CalendarTests
{
    [Theory]
    [InlineData("UTC", "2026-01-31T23:59:59.999Z", "2026-01-31")]
    [InlineData("Europe/Berlin", "2026-01-31T23:00:00Z", "2026-02-01")]
    [InlineData("Pacific/Kiritimati", "2026-01-31T10:00:00Z", "2026-02-01")]
    [InlineData("Pacific/Kiritimati", "2026-01-31T09:59:59.999Z", "2026-01-31")]
    [InlineData("Pacific/Pago_Pago", "2026-02-01T10:59:59.999Z", "2026-01-31")]
    [InlineData("Pacific/Pago_Pago", "2026-02-01T11:00:00Z", "2026-02-01")]
    [InlineData("Asia/Kathmandu", "2026-01-31T18:15:00Z", "2026-02-01")]
    public void A_day_is_that_of_the_wall_clock(string zone, string at, string day) =>
        Calendar.In(zone).DayOf(At(at)).Should().Be(Day(day));

    [Theory]
    [InlineData("UTC", "2026-02-01", "2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-02-01", "2026-01-31T10:00:00Z", "2026-02-01T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", "2026-02-01", "2026-02-01T11:00:00Z", "2026-02-02T11:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    // Clocks went from midnight to one: these days have no midnight.
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")]
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z", "2022-03-27T21:00:00Z")]
    // Clocks went from midnight back to eleven in the evening before.
    [InlineData("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z")]
    // Clocks went from one back to midnight, which came twice.
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")]
    public void A_day_begins_with_its_first_instant_and_ends_where_the_next_begins(
        string zone, string day, string start, string end)
    {
        var calendar = Calendar.In(zone);

        calendar.StartOf(Day(day)).Should().Be(At(start));
        calendar.EndOf(Day(day)).Should().Be(At(end));
    }

    [Fact]
    public void The_day_that_Samoa_left_out_is_empty()
    {
        var calendar = Calendar.In("Pacific/Apia");
        var gap = At("2011-12-30T10:00:00Z");

        calendar.EndOf(Day("2011-12-29")).Should().Be(gap);
        calendar.StartOf(Day("2011-12-30")).Should().Be(gap);
        calendar.EndOf(Day("2011-12-30")).Should().Be(gap);
        calendar.StartOf(Day("2011-12-31")).Should().Be(gap);
        calendar.DayOf(gap).Should().Be(Day("2011-12-31"));
        calendar.DayOf(gap.AddMilliseconds(-1)).Should().Be(Day("2011-12-29"));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Havana")]
    [InlineData("America/Asuncion")]
    [InlineData("Asia/Beirut")]
    [InlineData("Asia/Tehran")]
    [InlineData("Africa/Cairo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Pacific/Kwajalein")]
    [InlineData("Pacific/Chatham")]
    [InlineData("Asia/Pyongyang")]
    [InlineData("Antarctica/Troll")]
    public void Every_day_begins_with_the_first_instant_that_the_wall_clock_gives_it(string zone)
    {
        var calendar = Calendar.In(zone);
        for (var day = Day("1990-01-01"); day.Year < 2040; day = day.AddDays(1))
        {
            var start = calendar.StartOf(day);

            (calendar.DayOf(start) >= day).Should().BeTrue("{0} has begun", day);
            (calendar.DayOf(start.AddMilliseconds(-1)) < day).Should()
                .BeTrue("{0} begins no earlier", day);
            (calendar.EndOf(day) >= start).Should().BeTrue("{0} ends after it began", day);
        }
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", 1, "2026-02-28T12:00:00Z")]
    [InlineData("2024-01-31T12:00:00Z", 1, "2024-02-29T12:00:00Z")]
    [InlineData("2026-03-31T12:00:00Z", 1, "2026-04-30T12:00:00Z")]
    [InlineData("2024-02-29T12:00:00Z", 12, "2025-02-28T12:00:00Z")]
    [InlineData("2026-12-15T23:59:59.999Z", 1, "2027-01-15T23:59:59.999Z")]
    [InlineData("2026-01-31T12:00:00Z", 1200, "2126-01-31T12:00:00Z")]
    public void Months_end_on_the_last_day_where_they_are_shorter(
        string at, int months, string then) =>
        Calendar.In("UTC").AddMonths(At(at), months).Should().Be(At(then));

    [Theory]
    [InlineData("2026-01-31T23:30:00Z", 1, "2026-02-28T23:30:00Z", "1 February becomes 1 March")]
    [InlineData("2026-02-15T11:00:00Z", 2, "2026-04-15T10:00:00Z", "noon stays noon in summer")]
    [InlineData("2026-02-28T01:30:00Z", 1, "2026-03-28T01:30:00Z", "a day before the gap")]
    [InlineData("2026-02-28T23:30:00Z", 1, "2026-03-31T22:30:00Z", "after the gap")]
    [InlineData("2026-01-29T01:30:00Z", 2, "2026-03-29T01:00:00Z", "02:30 is left out: 03:00")]
    [InlineData("2026-01-29T01:59:59.999Z", 2, "2026-03-29T01:00:00Z", "left out as well")]
    [InlineData("2026-08-25T00:30:00Z", 2, "2026-10-25T00:30:00Z", "02:30 comes twice: the first")]
    public void Months_run_on_the_wall_clock_of_Berlin(
        string at, int months, string then, string because) =>
        Calendar.In("Europe/Berlin").AddMonths(At(at), months).Should().Be(At(then), because);

    [Theory]
    [InlineData(Interval.Day, "2026-10-28T00:00:00Z")]
    [InlineData(Interval.Week, "2026-10-26T00:00:00Z")]
    [InlineData(Interval.Month, "2026-10-01T00:00:00Z")]
    [InlineData(Interval.Year, "2026-01-01T00:00:00Z")]
    [InlineData(Interval.Lifetime, null)]
    public void An_interval_starts_on_the_wall_clock(Interval interval, string? start) =>
        Calendar.In("UTC").StartOf(interval, At("2026-10-28T15:00:00Z"))
            .Should().Be(start is null ? null : At(start));

    [Theory]
    [InlineData(Interval.Day, "2026-10-24T22:00:00Z")]
    [InlineData(Interval.Week, "2026-10-18T22:00:00Z")]
    [InlineData(Interval.Month, "2026-09-30T22:00:00Z")]
    [InlineData(Interval.Year, "2025-12-31T23:00:00Z")]
    public void Its_start_has_the_offset_of_its_own_day(Interval interval, string start) =>
        Calendar.In("Europe/Berlin").StartOf(interval, At("2026-10-25T22:59:59Z"))
            .Should().Be(At(start));

    [Theory]
    [InlineData("2026-01-04T23:59:59.999Z", "2025-12-29")]
    [InlineData("2026-01-05T00:00:00Z", "2026-01-05")]
    [InlineData("2026-01-11T12:00:00Z", "2026-01-05")]
    public void A_week_begins_on_Monday_also_across_a_year(string at, string monday) =>
        Calendar.In("UTC").StartOf(Interval.Week, At(at)).Should().Be(
            Calendar.In("UTC").StartOf(Day(monday)));

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public void The_ends_of_time_have_days_too(string zone)
    {
        var calendar = Calendar.In(zone);

        calendar.StartOf(DateOnly.MinValue).Should().Be(DateTimeOffset.MinValue);
        calendar.EndOf(DateOnly.MaxValue).Should().Be(Calendar.Never);
        calendar.StartOf(DateOnly.MaxValue).Should().Be(Calendar.Never);
        calendar.EndOf(Day("9998-12-31")).Should().Be(Calendar.Never);
        calendar.EndOf(DateOnly.MinValue).Should().BeBefore(calendar.EndOf(Day("0002-01-01")));
        calendar.StartOf(Day("9998-12-31")).Should().BeBefore(Calendar.Never);
        calendar.DayOf(DateTimeOffset.MinValue).Year.Should().Be(1);
        calendar.DayOf(DateTimeOffset.MaxValue).Year.Should().Be(9999);
    }

    [Theory]
    [InlineData(1, "2026-01-01T00:00:00Z", 2026)]
    [InlineData(1, "2025-12-31T23:59:59.999Z", 2025)]
    [InlineData(7, "2026-06-30T23:59:59.999Z", 2025)]
    [InlineData(7, "2026-07-01T00:00:00Z", 2026)]
    [InlineData(7, "2027-01-01T00:00:00Z", 2026)]
    [InlineData(12, "2026-11-30T12:00:00Z", 2025)]
    public void A_period_is_named_by_the_year_in_which_it_began(int month, string at, int period) =>
        Calendar.In("UTC").PeriodOf(At(at), month).Should().Be(period);

    [Fact]
    public void A_period_turns_at_midnight_of_the_zone()
    {
        Calendar.In("Europe/Berlin").PeriodOf(At("2026-06-30T22:00:00Z"), 7).Should().Be(2026);
        Calendar.In("America/New_York").PeriodOf(At("2026-07-01T03:59:59Z"), 7).Should().Be(2025);
    }

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("Europe/Bielefeld", false)]
    [InlineData("", false)]
    public void A_zone_is_known_or_not(string zone, bool isKnown) =>
        Calendar.Knows(zone).Should().Be(isKnown);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
