using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// What can be said of a redemption option; null leaves it as it is, or at the reference's default.
/// </summary>
/// <param name="GiftcardCouponCodes">
/// Sets the codes not yet issued; a code that was issued is never issued again.
/// </param>
public sealed record RedemptionFields(
    string? Name,
    bool? IsActive,
    long? AllowedRedeemPoints,
    string? Value,
    string? GiftcardDescription,
    string? TermsAndConditions,
    string? Instructions,
    IReadOnlyList<string>? GiftcardCouponCodes,
    DateOnly? CouponExpiresOn,
    AssociatedLevels? AssociatedLevels,
    string? CardImageUrl,
    string? AfterRedemptionHtml,
    bool? EnableCouponBasedIncentive,
    bool? SendRedemptionEmail,
    string? EmailSubject,
    string? EmailHtml)
{
    internal Redemption ApplyTo(Redemption redemption, DateTimeOffset now) => redemption with
    {
        Name = Name ?? redemption.Name,
        IsActive = IsActive ?? redemption.IsActive,
        AllowedRedeemPoints = AllowedRedeemPoints ?? redemption.AllowedRedeemPoints,
        Value = Value ?? redemption.Value,
        GiftcardDescription = GiftcardDescription ?? redemption.GiftcardDescription,
        TermsAndConditions = TermsAndConditions ?? redemption.TermsAndConditions,
        Instructions = Instructions ?? redemption.Instructions,
        CouponExpiresOn = CouponExpiresOn ?? redemption.CouponExpiresOn,
        AssociatedLevels = AssociatedLevels ?? redemption.AssociatedLevels,
        CardImageUrl = CardImageUrl ?? redemption.CardImageUrl,
        AfterRedemptionHtml = AfterRedemptionHtml ?? redemption.AfterRedemptionHtml,
        EnableCouponBasedIncentive =
            EnableCouponBasedIncentive ?? redemption.EnableCouponBasedIncentive,
        SendRedemptionEmail = SendRedemptionEmail ?? redemption.SendRedemptionEmail,
        EmailSubject = EmailSubject ?? redemption.EmailSubject,
        EmailHtml = EmailHtml ?? redemption.EmailHtml,
        UpdatedAt = now,
    };
}

/// <summary>A redemption option, and its codes not yet issued.</summary>
public sealed record StockedRedemption(Redemption Redemption, IReadOnlyList<string> Codes);

/// <summary>Creates a redemption option, or changes one.</summary>
public sealed class SaveRedemption(Clock clock, Ids ids)
{
    public Task<Outcome<StockedRedemption>> Create(
        Partner partner,
        (string RedemptionId, RedemptionFields Fields) request,
        CancellationToken cancellation = default) =>
        clock.Write<StockedRedemption>(
            partner,
            (session, _, now) =>
            {
                var (redemptionId, fields) = request;
                if (!KnowsLevels(session, partner.Number, fields.AssociatedLevels))
                {
                    return Refusal.InvalidLevelId;
                }

                var redemption = fields.ApplyTo(Blank(redemptionId, now), now);
                return session.Redemptions.Add(partner.Number, redemption)
                    ? Stock(session, partner.Number, redemption, fields.GiftcardCouponCodes)
                    : Refusal.RedemptionIdInUse;
            },
            cancellation);

    public Task<Outcome<StockedRedemption>> Change(
        Partner partner,
        (string RedemptionId, RedemptionFields Fields) request,
        CancellationToken cancellation = default) =>
        clock.Write<StockedRedemption>(
            partner,
            (session, _, now) =>
            {
                var (redemptionId, fields) = request;
                if (session.Redemptions.Find(partner.Number, redemptionId) is not { } known)
                {
                    return Refusal.InvalidRedemptionId;
                }

                if (!KnowsLevels(session, partner.Number, fields.AssociatedLevels))
                {
                    return Refusal.InvalidLevelId;
                }

                var redemption = fields.ApplyTo(known, now);
                session.Redemptions.Change(partner.Number, redemption);
                return Stock(session, partner.Number, redemption, fields.GiftcardCouponCodes);
            },
            cancellation);

    private static bool KnowsLevels(Session session, long program, AssociatedLevels? levels) =>
        levels is null || levels.LevelIds.All(
            id => id == AssociatedLevels.All || session.Levels.Find(program, id) is not null);

    private static StockedRedemption Stock(
        Session session, long program, Redemption redemption, IReadOnlyList<string>? codes)
    {
        if (codes is not null)
        {
            // A code that stands twice in a list counts once (shopsocially-v2.md, section 3).
            session.Coupons.Replace(
                program, redemption.RedemptionId, [.. codes.Distinct(StringComparer.Ordinal)]);
        }

        return new(redemption, session.Coupons.List(program, redemption.RedemptionId));
    }

    private Redemption Blank(string redemptionId, DateTimeOffset now) => new(
        ids.Next(), redemptionId, "", false, 0, "", "", "", null, default,
        AssociatedLevels.Everyone, null, null, true, true, null, null, now, now);
}
