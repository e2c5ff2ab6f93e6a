using ShopSocially.Loyalty.Operations.Tests.Model;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>How long a step waits: often until, or just short of, something that matters.</summary>
internal sealed class Waiting(Shop shop, World world, DateTimeOffset now)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public DateTimeOffset Until(Step step)
    {
        var clock = shop.Clock;
        var day = clock.Day(now);
        var until = (step.A % 10) switch
        {
            0 => now + TimeSpan.FromMinutes(step.B * 7),
            1 => now + TimeSpan.FromHours(step.B),
            2 => now + TimeSpan.FromDays(step.B % 20),
            3 => clock.StartOf(day.AddDays(1)) + Nudge(step),
            4 => clock.StartOf(new DateOnly(day.Year, day.Month, 1).AddMonths(1)) + Nudge(step),
            5 => clock.MonthsLater(now, 1 + (step.B % 3)),
            6 => (world.NextDueAt ?? now) + Nudge(step),
            7 => AnyDate(step.C) + Nudge(step),
            8 when step.C % 2 == 0 => clock.StartOf(NextPeriod(day)) + Nudge(step),
            9 when step.C % 3 == 0 => clock.MonthsLater(now, 12),
            _ => now + TimeSpan.FromMinutes(step.B),
        };
        return until < now ? now : until;
    }

    /// <summary>One of the instants that a line names, whether or not it still matters.</summary>
    private DateTimeOffset AnyDate(int number)
    {
        var dates = world.Lines
            .SelectMany(line => new[] { line.AutoApproval, line.ValidUntil })
            .OfType<DateTimeOffset>()
            .Where(date => date > now)
            .ToList();
        return dates.Count == 0 ? now : dates[number % dates.Count];
    }

    private DateOnly NextPeriod(DateOnly day)
    {
        var start = new DateOnly(day.Year, shop.FirstMonth, 1);
        return start > day ? start : start.AddYears(1);
    }

    /// <summary>A millisecond before, on the dot, or a millisecond after.</summary>
    private static TimeSpan Nudge(Step step) => Tick * ((step.B % 3) - 1);
}
