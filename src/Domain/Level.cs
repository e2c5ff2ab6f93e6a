namespace ShopSocially.Loyalty.Domain;

/// <summary>Whether a level is held for periods or for life (ledger.md, section 10).</summary>
public enum LevelType
{
    Period,
    Lifetime,
}

/// <summary>A rank that members reach by qualifying points.</summary>
/// <param name="Id">Ours; <paramref name="LevelId"/> is the merchant's.</param>
/// <param name="Position">Orders levels of equal minimum points.</param>
/// <param name="MinimumPoints">Qualifying points from which on a member is in it.</param>
/// <param name="BonusMultiplier">Applied to every award of a member in it; above 0.</param>
public sealed record Level(
    string Id,
    string LevelId,
    string Name,
    string Description,
    LevelType Type,
    long Position,
    long MinimumPoints,
    decimal BonusMultiplier,
    bool IsActive,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The word that takes a manual level away; no level may be called so.</summary>
    public const string None = "none";

    /// <summary>Whether every member is in it from enrolment.</summary>
    public bool IsDefault => IsActive && MinimumPoints == 0;
}
