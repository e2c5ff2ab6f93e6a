using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// What can be said of a level; null leaves it as it is. A new level without a position comes one
/// after the last of its type.
/// </summary>
public sealed record LevelFields(
    string? Name,
    string? Description,
    LevelType? Type,
    long? Position,
    long? MinimumPoints,
    decimal? BonusMultiplier,
    bool? IsActive)
{
    internal Level ApplyTo(Level level, DateTimeOffset now) => level with
    {
        Name = Name ?? level.Name,
        Description = Description ?? level.Description,
        Type = Type ?? level.Type,
        Position = Position ?? level.Position,
        MinimumPoints = MinimumPoints ?? level.MinimumPoints,
        BonusMultiplier = BonusMultiplier ?? level.BonusMultiplier,
        IsActive = IsActive ?? level.IsActive,
        UpdatedAt = now,
    };
}

/// <summary>Creates a level, or changes one.</summary>
public sealed class SaveLevel(Clock clock, Ids ids)
{
    public Task<Outcome<Level>> Create(
        Partner partner,
        (string LevelId, LevelFields Fields) request,
        CancellationToken cancellation = default) =>
        clock.Write<Level>(
            partner,
            (session, _, now) =>
            {
                var (levelId, fields) = request;
                var level = fields.ApplyTo(Blank(levelId, now), now);
                if (fields.Position is null)
                {
                    var others = session.Levels.List(partner.Number);
                    level = level with { Position = After(others, level) };
                }

                return session.Levels.Add(partner.Number, level) ? level : Refusal.LevelIdInUse;
            },
            cancellation);

    public Task<Outcome<Level>> Change(
        Partner partner,
        (string LevelId, LevelFields Fields) request,
        CancellationToken cancellation = default) =>
        clock.Write<Level>(
            partner,
            (session, _, now) =>
            {
                if (session.Levels.Find(partner.Number, request.LevelId) is not { } known)
                {
                    return Refusal.InvalidLevelId;
                }

                var level = request.Fields.ApplyTo(known, now);
                session.Levels.Change(partner.Number, level);
                return level;
            },
            cancellation);

    private static long After(IEnumerable<Level> levels, Level level) => 1 + levels
        .Where(other => other.Type == level.Type)
        .Select(other => other.Position)
        .DefaultIfEmpty()
        .Max();

    private Level Blank(string levelId, DateTimeOffset now) =>
        new(ids.Next(), levelId, "", "", LevelType.Period, 0, 0, 1, false, now, now);
}
