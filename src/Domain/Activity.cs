namespace ShopSocially.Loyalty.Domain;

/// <summary>What an activity's points are computed from.</summary>
public enum ActivityType
{
    /// <summary>The points of the activity, or those that are passed.</summary>
    Fixed,

    /// <summary>An amount that is passed, times the activity's multiplier.</summary>
    BonusMultiplier,
}

/// <summary>How an award becomes available (ledger.md, section 3).</summary>
public enum ApprovalMethod
{
    Immediate,
    Manual,

    /// <summary>By itself, one calendar month after the award.</summary>
    Monthly,
}

/// <summary>What a member earns points for.</summary>
/// <param name="Id">Ours; <paramref name="ActivityId"/> is the merchant's.</param>
/// <param name="PointsPerActivity">Points of a fixed activity when none are passed.</param>
/// <param name="BonusMultiplier">Applied by a bonus-multiplier activity only.</param>
/// <param name="PointsExpirationPeriod">Calendar months from approval; 0 = never.</param>
/// <param name="QualifiedPoints">Whether its points count towards levels.</param>
public sealed record Activity(
    string Id,
    string ActivityId,
    string Name,
    string Description,
    ActivityType Type,
    ApprovalMethod ApprovalMethod,
    long PointsPerActivity,
    decimal BonusMultiplier,
    bool IsActive,
    int PointsExpirationPeriod,
    bool QualifiedPoints,
    string TermsAndConditions,
    string? ImageUrl,
    string? PointsEarningUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public required FrequencyCap Cap { get; init; }

    /// <summary>
    /// The price of an award, or null when the activity needs points passed and got none.
    /// </summary>
    public Price? PriceOf(decimal? pointsPassed, decimal levelMultiplier, Rounding rounding)
    {
        if (Type == ActivityType.BonusMultiplier)
        {
            return pointsPassed is { } amount
                ? new(amount, BonusMultiplier, levelMultiplier, rounding)
                : null;
        }

        return new(pointsPassed ?? PointsPerActivity, 1, levelMultiplier, rounding);
    }
}
