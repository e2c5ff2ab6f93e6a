using System.Collections.Concurrent;

namespace ShopSocially.Loyalty.Domain;

/// <summary>A stretch of calendar time, as the reference's frequency interval names it.</summary>
public enum Interval
{
    Day,

    /// <summary>From Monday.</summary>
    Week,
    Month,
    Year,
    Lifetime,
}

/// <summary>
/// Days, months and years as they run in one time zone (ledger.md, section 4). A local time that
/// does not exist means the first one after it that does; one that comes twice means the first.
/// </summary>
public sealed class Calendar
{
    private static readonly ConcurrentDictionary<string, Calendar> _known = new();

    private readonly TimeZoneInfo _zone;

    private Calendar(TimeZoneInfo zone) => _zone = zone;

    /// <summary>An instant later than any other: what never ends is valid until then.</summary>
    public static DateTimeOffset Never { get; } = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The calendar of an IANA zone that <see cref="Knows"/> has vouched for.</summary>
    public static Calendar In(string timeZone) =>
        _known.GetOrAdd(timeZone, name => new(TimeZoneInfo.FindSystemTimeZoneById(name)));

    public static bool Knows(string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _);

    /// <summary>The wall clock of the zone at an instant.</summary>
    public DateTime LocalTime(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone).DateTime;

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(LocalTime(at));

    /// <summary>The first instant of a day, which need not be midnight.</summary>
    public DateTimeOffset StartOf(DateOnly day) => day.Year switch
    {
        // At the ends of time a zone's offset would lead out of it.
        < 2 => DateTimeOffset.MinValue,
        > 9998 => Never,
        _ => InstantOf(day.ToDateTime(TimeOnly.MinValue)),
    };

    /// <summary>The end of a day, exclusive: the start of the next.</summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        day.Year > 9998 ? Never : StartOf(day.AddDays(1));

    /// <summary>
    /// The same wall-clock time some months later, on the month's last day where it is shorter.
    /// </summary>
    public DateTimeOffset AddMonths(DateTimeOffset at, int months) => Add(at, months, days: 0);

    /// <summary>The same wall-clock time, some months and then some days later.</summary>
    public DateTimeOffset Add(DateTimeOffset at, int months, int days) => (months, days) is (0, 0)
        ? at
        : InstantOf(LocalTime(at).AddMonths(months).AddDays(days));

    /// <summary>The start of the interval that an instant falls in; null for a lifetime.</summary>
    public DateTimeOffset? StartOf(Interval interval, DateTimeOffset at)
    {
        var day = DayOf(at);
        return interval switch
        {
            Interval.Day => StartOf(day),
            Interval.Week => StartOf(day.AddDays(-(((int)day.DayOfWeek + 6) % 7))),
            Interval.Month => StartOf(new DateOnly(day.Year, day.Month, 1)),
            Interval.Year => StartOf(new DateOnly(day.Year, 1, 1)),
            Interval.Lifetime => null,
        };
    }

    /// <summary>
    /// The year in which the period of an instant began (ledger.md, section 10).
    /// </summary>
    public int PeriodOf(DateTimeOffset at, int startMonth)
    {
        var day = DayOf(at);
        return day.Month >= startMonth ? day.Year : day.Year - 1;
    }

    /// <summary>
    /// <see cref="TimeZoneInfo.IsInvalidTime"/> overlooks changes of a zone's standard time
    /// (Samoa's missing day), so all that is asked is what the wall clock shows at an instant.
    /// </summary>
    private DateTimeOffset InstantOf(DateTime local)
    {
        var asUtc = new DateTimeOffset(local, TimeSpan.Zero);
        var before = _zone.GetUtcOffset(asUtc.AddDays(-1));
        var after = _zone.GetUtcOffset(asUtc.AddDays(1));
        var early = asUtc - (before > after ? before : after);
        var late = asUtc - (before > after ? after : before);
        if (LocalTime(early) == local)
        {
            return early;
        }

        // Where neither shows it, it is left out: the clock is short of it early, past it late.
        while (LocalTime(late) != local && late - early > TimeSpan.FromTicks(1))
        {
            var middle = early + ((late - early) / 2);
            (early, late) = LocalTime(middle) < local ? (middle, late) : (early, middle);
        }

        return late;
    }
}
