namespace ShopSocially.Loyalty.Domain;

/// <summary>The levels whose members may redeem an option.</summary>
public sealed record AssociatedLevels(params IReadOnlyList<string> LevelIds)
{
    /// <summary>The word that lets every member redeem.</summary>
    public const string All = "all";

    public static AssociatedLevels Everyone { get; } = new([All]);

    public bool Admit(Place place) =>
        LevelIds.Contains(All) || LevelIds.Any(place.IsIn);
}

/// <summary>What points buy: an option of the program that issues a coupon code.</summary>
/// <param name="Id">Ours; <paramref name="RedemptionId"/> is the merchant's.</param>
/// <param name="AllowedRedeemPoints">Points that one redeem takes; greater than 0.</param>
/// <param name="Value">What the coupon is worth, as the merchant wrote it.</param>
/// <param name="CouponExpiresOn">The last day, in the program's zone, on which it redeems.</param>
/// <param name="AfterRedemptionHtml">Null for our own wording; likewise the other texts.</param>
public sealed record Redemption(
    string Id,
    string RedemptionId,
    string Name,
    bool IsActive,
    long AllowedRedeemPoints,
    string Value,
    string GiftcardDescription,
    string TermsAndConditions,
    string? Instructions,
    DateOnly CouponExpiresOn,
    AssociatedLevels AssociatedLevels,
    string? CardImageUrl,
    string? AfterRedemptionHtml,
    bool EnableCouponBasedIncentive,
    bool SendRedemptionEmail,
    string? EmailSubject,
    string? EmailHtml,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>
    /// Why a member may not redeem this now, null when she may. An option that paused itself with
    /// its last code is heard as exhausted, one that the merchant paused as inactive.
    /// </summary>
    /// <param name="place">The member's levels.</param>
    /// <param name="today">The day in the program's zone.</param>
    /// <param name="hasCodes">Whether a code is left to issue.</param>
    /// <param name="availablePoints">What the member can spend.</param>
    public Refusal? Refuse(Place place, DateOnly today, bool hasCodes, long availablePoints) =>
        !IsActive && hasCodes ? Refusal.RedemptionInactive
        : today > CouponExpiresOn ? Refusal.CouponExpired
        : !AssociatedLevels.Admit(place) ? Refusal.RedemptionNotForLevel
        : !hasCodes ? Refusal.CouponsExhausted
        : availablePoints < AllowedRedeemPoints ? Refusal.InsufficientPointsToRedeem
        : null;
}
