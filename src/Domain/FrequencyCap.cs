namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// How often a member may be awarded for one activity (ledger.md, section 6); 0 sets no cap.
/// </summary>
public sealed record FrequencyCap(long MaxAwardFrequency, Interval MaxAwardFrequencyInterval)
{
    public bool IsSet => MaxAwardFrequency > 0;

    /// <summary>From when on awards count at an instant: the window's start, inclusive.</summary>
    public DateTimeOffset CountsFrom(Calendar calendar, DateTimeOffset now) =>
        calendar.StartOf(MaxAwardFrequencyInterval, now) ?? DateTimeOffset.UnixEpoch;

    /// <param name="awards">Awards in the window that were not rejected.</param>
    public bool IsReachedBy(long awards) => IsSet && awards >= MaxAwardFrequency;
}
