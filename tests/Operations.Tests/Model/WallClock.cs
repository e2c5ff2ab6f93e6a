namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>
/// What a clock on the wall of a program's shop shows. A time that it never shows means the first
/// instant after it, one that it shows twice means the first.
/// </summary>
internal sealed class WallClock(TimeZoneInfo zone)
{
    private const int HoursAround = 48;

    // The same few times are asked for again whenever history is replayed.
    private readonly Dictionary<DateTime, DateTimeOffset> _known = [];

    public DateTime Shows(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Shows(at));

    /// <summary>The year in which the period of an instant began.</summary>
    public int Period(DateTimeOffset at, int firstMonth) =>
        Shows(at).Month < firstMonth ? Shows(at).Year - 1 : Shows(at).Year;

    /// <summary>The first instant of a day, which need not be midnight.</summary>
    public DateTimeOffset StartOf(DateOnly day) => First(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The same time of day some months later, on the month's last day at most.</summary>
    public DateTimeOffset MonthsLater(DateTimeOffset at, int months)
    {
        var shown = Shows(at);
        var month = (shown.Year * 12) + shown.Month - 1 + months;
        var (year, monthOfYear) = (month / 12, (month % 12) + 1);
        var day = Math.Min(shown.Day, DateTime.DaysInMonth(year, monthOfYear));
        return First(new DateTime(year, monthOfYear, day) + shown.TimeOfDay);
    }

    /// <summary>From when on awards count towards a cap; null for ever.</summary>
    public DateTimeOffset? StartOf(Window window, DateTimeOffset at)
    {
        var day = Day(at);
        switch (window)
        {
            case Window.Day:
                return StartOf(day);
            case Window.Week:
                while (day.DayOfWeek != DayOfWeek.Monday)
                {
                    day = day.AddDays(-1);
                }

                return StartOf(day);
            case Window.Month:
                return StartOf(new DateOnly(day.Year, day.Month, 1));
            case Window.Year:
                return StartOf(new DateOnly(day.Year, 1, 1));
            default:
                return null;
        }
    }

    /// <summary>The first instant at which the clock shows a time, or has left it out.</summary>
    public DateTimeOffset First(DateTime shown)
    {
        if (!_known.TryGetValue(shown, out var at))
        {
            _known[shown] = at = Search(shown);
        }

        return at;
    }

    /// <summary>
    /// Tries every offset from UTC that the zone has in the days around; the largest makes the
    /// earliest instant. A time that no offset makes is left out: the clock jumps over it.
    /// </summary>
    private DateTimeOffset Search(DateTime shown)
    {
        var asUtc = new DateTimeOffset(shown, TimeSpan.Zero);
        var offsets = new SortedSet<TimeSpan>();
        for (var hours = -HoursAround; hours <= HoursAround; hours++)
        {
            offsets.Add(zone.GetUtcOffset(asUtc.AddHours(hours)));
        }

        foreach (var offset in offsets.Reverse())
        {
            if (Shows(asUtc - offset) == shown)
            {
                return asUtc - offset;
            }
        }

        // Clocks are changed on a whole minute.
        var at = new DateTimeOffset(
            shown.Year, shown.Month, shown.Day, shown.Hour, shown.Minute, 0, TimeSpan.Zero);
        at = at.AddHours(-HoursAround);
        while (Shows(at) < shown)
        {
            at = at.AddMinutes(1);
        }

        return at;
    }
}
