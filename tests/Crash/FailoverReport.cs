using System.Globalization;

namespace ShopSocially.Loyalty.Crash;

/// <summary>What came of promotions under load.</summary>
/// <param name="Outages">
/// After each kill, how long it took until every server had answered a write that came later.
/// </param>
/// <param name="Calls">What came of the calls.</param>
public sealed record FailoverReport(IReadOnlyList<TimeSpan> Outages, Report Calls)
{
    /// <summary>As soon as this, writes have to be answered again.</summary>
    public static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(10);

    /// <summary>What must not be; empty when all is well.</summary>
    public IEnumerable<string> Violations =>
    [
        .. Calls.Violations,
        .. Outages.Where(outage => outage >= LongestOutage)
            .Select(outage => $"no write was answered for {Seconds(outage)} s"),
    ];

    public override string ToString() => string.Join('\n',
    [
        $"{Outages.Count} promotions, {Calls.Acknowledged} acknowledged calls, "
            + $"{Calls.Unknown} unknown at first; writes were answered again after "
            + $"{string.Join(" ", Outages.Select(Seconds))} s, "
            + $"{Seconds(Outages.Max())} at most: {Violations.Count()} violations",
        .. Violations,
    ]);

    private static string Seconds(TimeSpan outage) =>
        outage.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
}
