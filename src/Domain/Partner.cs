namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// One merchant's loyalty program; everything belongs to exactly one (ledger.md, section 1).
/// </summary>
/// <param name="Id">The partner-id: 32 lower-case hex characters where we made it.</param>
/// <param name="Name">The merchant's name, for people.</param>
/// <param name="IsSandbox">Whether the program may turn its own clock.</param>
/// <param name="ClockAt">Where a sandbox has stopped its clock; null follows the system's.</param>
/// <param name="CreatedAt">When the program was created.</param>
/// <param name="Number">
/// What the tables call it: 1, 2, 3 … in order of creation; 0 until it is written down.
/// </param>
public sealed record Partner(
    string Id,
    string Name,
    bool IsSandbox,
    DateTimeOffset? ClockAt,
    DateTimeOffset CreatedAt,
    long Number = 0)
{
    /// <summary>Where the clock of a program stands until all of it has arrived.</summary>
    public static DateTimeOffset BeforeArrival => DateTimeOffset.MinValue;

    public Terms Terms { get; init; } = Terms.Standard;

    /// <summary>
    /// Whether it is being imported: then its key opens nothing, and time changes nothing of it.
    /// </summary>
    public bool IsArriving => ClockAt == BeforeArrival;

    public Calendar Calendar => Calendar.In(Terms.TimeZone);

    /// <summary>The year in which the period of an instant began (ledger.md, section 10).</summary>
    public int PeriodOf(DateTimeOffset at) => Calendar.PeriodOf(at, Terms.PeriodStartMonth);
}
