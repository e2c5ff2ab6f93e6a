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
            (standing.PeriodPoints, standing.PointsBefore),
            (standing.PeriodLevelId, standing.PeriodLevelPoints)),
        Held(
            _lifetime,
            (standing.LifetimePoints, Before: 0),
            (standing.LifetimeLevelId, standing.LifetimeLevelPoints)));

    /// <summary>
    /// The level that points reach, now or in the period before. One set by hand holds, up or down,
    /// until points earned since then reach a higher one than it.
    /// </summary>
    private static Level? Held(
        List<Level> rising,
        (long Now, long Before) points,
        (string? LevelId, long PointsThen) manual)
    {
        var now = Reached(rising, points.Now);
        var byHand = Named(rising, manual.LevelId);
        var isOutrun = now > byHand && now > Reached(rising, manual.PointsThen);
        var held = byHand < 0 || isOutrun
            ? Math.Max(now, Reached(rising, points.Before))
            : byHand;
        return held < 0 ? null : rising[held];
    }

    /// <summary>Where the level of an id stands; below all where there is none.</summary>
    private static int Named(List<Level> rising, string? levelId)
    {
        var place = rising.Count - 1;
        while (place >= 0 && rising[place].LevelId != levelId)
        {
            place--;
        }

        return place;
    }

    /// <summary>Where the highest level that points reach stands; below all for none.</summary>
    private static int Reached(List<Level> rising, long points)
    {
        var place = rising.Count - 1;
        while (place >= 0 && rising[place].MinimumPoints > points)
        {
            place--;
        }

        return place;
    }
}
