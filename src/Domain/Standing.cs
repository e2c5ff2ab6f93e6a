namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// What decides a member's levels: qualifying points by period, and levels set by hand
/// (ledger.md, section 10).
/// </summary>
/// <param name="LifetimePoints">Qualifying points ever.</param>
/// <param name="Period">The year in which the current period began.</param>
/// <param name="PeriodPoints">Qualifying points of the current period.</param>
/// <param name="PointsBefore">Qualifying points of the period before it.</param>
/// <param name="PeriodLevelId">The period level set by hand in that period, if any.</param>
/// <param name="PeriodLevelPoints">What <paramref name="PeriodPoints"/> were then.</param>
/// <param name="LifetimeLevelId">The lifetime level set by hand, if any.</param>
/// <param name="LifetimeLevelPoints">What <paramref name="LifetimePoints"/> were then.</param>
public sealed record Standing(
    long LifetimePoints,
    int Period,
    long PeriodPoints,
    long PointsBefore,
    string? PeriodLevelId,
    long PeriodLevelPoints,
    string? LifetimeLevelId,
    long LifetimeLevelPoints)
{
    public static Standing From(int period) => new(0, period, 0, 0, null, 0, null, 0);

    /// <summary>The same standing as it is in a period, which may have turned since.</summary>
    public Standing In(int period) => period <= Period ? this : this with
    {
        Period = period,
        PeriodPoints = 0,
        PointsBefore = period == Period + 1 ? PeriodPoints : 0,
        PeriodLevelId = null,
        PeriodLevelPoints = 0,
    };

    /// <summary>
    /// Counts points, negative when they are taken back, in the period of their approval.
    /// </summary>
    public Standing Count(long points, int period) => this with
    {
        LifetimePoints = LifetimePoints + points,
        PeriodPoints = PeriodPoints + (period == Period ? points : 0),
        PointsBefore = PointsBefore + (period == Period - 1 ? points : 0),
    };

    /// <summary>
    /// The same standing with its points counted anew from all of a member's lots; whatever was
    /// earned since a level was set by hand stays earned since then.
    /// </summary>
    /// <param name="lots">Every lot of the member.</param>
    /// <param name="partner">The program; its calendar says when a period is.</param>
    /// <param name="period">The period that becomes the current one.</param>
    public Standing Recount(IEnumerable<Lot> lots, Partner partner, int period)
    {
        var counted = From(period) with
        {
            PeriodLevelId = PeriodLevelId,
            LifetimeLevelId = LifetimeLevelId,
            LifetimeLevelPoints = LifetimeLevelPoints,
        };
        foreach (var lot in lots)
        {
            if (lot is { QualifyingPoints: not 0 and var points, ApprovedAt: { } at })
            {
                counted = counted.Count(points, partner.PeriodOf(at));
            }
        }

        var earnedSince = PeriodPoints - PeriodLevelPoints;
        return counted with
        {
            PeriodLevelPoints = PeriodLevelId is null ? 0 : counted.PeriodPoints - earnedSince,
        };
    }

    /// <summary>Moves the member into a level by hand.</summary>
    public Standing MoveTo(Level level) => level.Type switch
    {
        LevelType.Period => this with
        {
            PeriodLevelId = level.LevelId,
            PeriodLevelPoints = PeriodPoints,
        },
        LevelType.Lifetime => this with
        {
            LifetimeLevelId = level.LevelId,
            LifetimeLevelPoints = LifetimePoints,
        },
    };

    /// <summary>Takes the levels set by hand away.</summary>
    public Standing MoveBack() => this with
    {
        PeriodLevelId = null,
        PeriodLevelPoints = 0,
        LifetimeLevelId = null,
        LifetimeLevelPoints = 0,
    };
}
