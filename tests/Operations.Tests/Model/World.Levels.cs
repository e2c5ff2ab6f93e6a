namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>Levels (ledger.md, section 10).</summary>
internal sealed partial class World
{
    private int Period => _shop.Clock.Period(_now, _shop.FirstMonth);

    private Reply Place(Placing deed)
    {
        if (Find(deed.Member) is not { } member)
        {
            return Reply.No("InvalidUser");
        }

        if (deed.Level == "none")
        {
            (member.PeriodLevel, member.LifetimeLevel) = (null, null);
            return Reply.Done;
        }

        if (_levels.Find(known => known.Id == deed.Level && known.IsActive) is not { } level)
        {
            return Reply.No("InvalidLevelId");
        }

        if (level.IsPeriod)
        {
            member.PeriodLevel = new(level.Id, Period, Qualifying(member, Period));
        }
        else
        {
            member.LifetimeLevel = new(level.Id, Period, Qualifying(member, null));
        }

        return Reply.Done;
    }

    /// <summary>The level of a type that a member is in now, if any.</summary>
    private LevelTerms? Held(Member member, bool isPeriod)
    {
        var now = Reached(isPeriod, Qualifying(member, isPeriod ? Period : null));
        var before = isPeriod ? Reached(isPeriod, Qualifying(member, Period - 1)) : null;
        var earned = Higher(now, before);
        var said = isPeriod ? member.PeriodLevel : member.LifetimeLevel;
        if (said is null || (isPeriod && said.Period != Period))
        {
            return earned;
        }

        var byHand = Rising(isPeriod).Find(level => level.Id == said.Level);
        if (byHand is null)
        {
            return earned;
        }

        // Points earned since then win once they reach a higher level than the one by hand.
        var then = Reached(isPeriod, said.PointsThen);
        return IsHigher(now, byHand) && IsHigher(now, then) ? earned : byHand;
    }

    private decimal LevelMultiplier(Member member)
    {
        var period = Held(member, isPeriod: true);
        var lifetime = Held(member, isPeriod: false);
        return period is null && lifetime is null ? 1
            : Math.Max(period?.Multiplier ?? 0, lifetime?.Multiplier ?? 0);
    }

    /// <summary>Points that count towards levels: of one period, or ever when null.</summary>
    private long Qualifying(Member member, int? period)
    {
        var sum = 0L;
        foreach (var line in _lines)
        {
            if (line.Member == member && line is { FirstApproved: { } at, Activity.Qualifies: true }
                && (period is null || _shop.Clock.Period(at, _shop.FirstMonth) == period))
            {
                var takenBack = line.Status == Status.Rejected ? Left(line) : 0;
                sum += line.Points - ReturnedPoints(line) - takenBack;
            }
        }

        return sum;
    }

    /// <summary>The active levels of a type, lowest first.</summary>
    private List<LevelTerms> Rising(bool isPeriod) =>
    [
        .. _levels.Where(level => level.IsActive && level.IsPeriod == isPeriod)
            .OrderBy(level => level.Minimum)
            .ThenBy(level => level.Position),
    ];

    private LevelTerms? Reached(bool isPeriod, long points) =>
        Rising(isPeriod).FindLast(level => level.Minimum <= points);

    private LevelTerms? Higher(LevelTerms? one, LevelTerms? other) =>
        IsHigher(other, one) ? other : one;

    private bool IsHigher(LevelTerms? one, LevelTerms? than) => one is not null
        && (than is null
            || Rising(one.IsPeriod).IndexOf(one) > Rising(one.IsPeriod).IndexOf(than));
}
