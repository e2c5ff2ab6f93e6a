namespace ShopSocially.Loyalty.Domain;

/// <summary>The levels a member is in: at most one of each type (ledger.md, section 10).</summary>
public readonly record struct Place(Level? Period, Level? Lifetime)
{
    /// <summary>The larger multiplier of the two levels, 1 without a level.</summary>
    public decimal Multiplier => (Period, Lifetime) switch
    {
        ({ } period, { } lifetime) => Math.Max(period.BonusMultiplier, lifetime.BonusMultiplier),
        ({ } period, null) => period.BonusMultiplier,
        (null, { } lifetime) => lifetime.BonusMultiplier,
        (null, null) => 1,
    };

    public bool IsIn(string levelId) => Period?.LevelId == levelId || Lifetime?.LevelId == levelId;
}

/// <summary>A program's active levels in rising order (ledger.md, section 10).</summary>
public sealed class Ladder
{
    private readonly List<Level> _period;
    private readonly List<Level> _lifetime;

    /// <param name="levels">All levels of the program; inactive ones do not count.</param>
    public Ladder(IEnumerable<Level> levels)
    {
        var rising = levels
            .Where(level => level.IsActive)
            .OrderBy(level => level.MinimumPoints)
            .ThenBy(level => level.Position)
            .ThenBy(level => level.Id, StringComparer.Ordinal)
            .ToLookup(level => level.Type);
        _period = [.. rising[LevelType.Period]];
        _lifetime = [.. rising[LevelType.Lifetime]];
    }

    /// <summary>The active level of that id, null if there is none.</summary>
    public Level? Find(string levelId) =>
        _period.Concat(_lifetime).FirstOrDefault(level => level.LevelId == levelId);

    /// <summary>Where a standing, brought into the current period, puts a member.</summary>
    public Place PlaceOf(Standing standing) => new(
        Held(
            _period,
            Math.Max(standing.PeriodPoints, standing.PointsBefore),
            standing.PeriodLevelId,
            Math.Max(standing.PeriodLevelPoints, standing.PointsBefore)),
        Held(
            _lifetime,
            standing.LifetimePoints,
            standing.LifetimeLevelId,
            standing.LifetimeLevelPoints));

    /// <summary>
    /// A level set by hand holds, up or down, until a higher one than it is earned meanwhile.
    /// </summary>
    private static Level? Held(List<Level> rising, long points, string? manualId, long pointsThen)
    {
        var earned = Reached(rising, points);
        var manual = rising.FindIndex(level => level.LevelId == manualId);
        var earnedMeanwhile = earned > Reached(rising, pointsThen) && earned > manual;
        var held = manual < 0 || earnedMeanwhile ? earned : manual;
        return held < 0 ? null : rising[held];
    }

    private static int Reached(List<Level> rising, long points) =>
        rising.FindLastIndex(level => level.MinimumPoints <= points);
}
