using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Section 16.1 of the reference: a redemption option as lists show it.</summary>
public sealed record ListedRedemption(
    string RedemptionName,
    string UpdatedTime,
    string LoyaltyRedemptionCardImg,
    string RedemptionValue,
    string GiftcardDescription,
    string TermsAndCondsText,
    bool IsActive,
    bool EnableCouponBasedIncentive,
    long AllowedRedeemPoints,
    IReadOnlyList<string> AssociatedLevels,
    bool SendRedemptionEmail,
    string RedemptionId,
    string? RedemptionInstructions,
    string CreatedTime,
    string CouponExpiry,
    string RedemptionEmailSubject,
    string MerchantId,
    string Id,
    string RedemptionEmailHtml)
{
    internal static ListedRedemption Of(
        Redemption option, Partner partner, Settings settings) => new(
        option.Name,
        partner.Calendar.Time(option.UpdatedAt),
        RedemptionWording.ImageOf(option, settings),
        option.Value,
        option.GiftcardDescription,
        option.TermsAndConditions,
        option.IsActive,
        option.EnableCouponBasedIncentive,
        option.AllowedRedeemPoints,
        option.AssociatedLevels.LevelIds,
        option.SendRedemptionEmail,
        option.RedemptionId,
        option.Instructions,
        partner.Calendar.Time(option.CreatedAt),
        V2Answers.Date(option.CouponExpiresOn),
        option.EmailSubject ?? RedemptionWording.EmailSubject,
        partner.Id,
        option.Id,
        option.EmailHtml ?? RedemptionWording.EmailHtml);
}

/// <summary>Sections 17.1 and 18.1 of the reference: one option, with its codes.</summary>
/// <param name="GiftcardCouponCodes">Those not yet issued, comma-separated.</param>
public sealed record RedemptionAnswer(
    string RedemptionName,
    string LoyaltyRedemptionCardImg,
    string RedemptionValue,
    string GiftcardDescription,
    string TermsAndCondsText,
    string AfterRedemptionHtml,
    bool IsActive,
    bool EnableCouponBasedIncentive,
    long AllowedRedeemPoints,
    IReadOnlyList<string> AssociatedLevels,
    string UpdatedTime,
    bool SendRedemptionEmail,
    string RedemptionId,
    string? RedemptionInstructions,
    string MerchantId,
    string CreatedTime,
    string CouponExpiry,
    string RedemptionEmailSubject,
    string GiftcardCouponCodes,
    string Id,
    string RedemptionEmailHtml)
{
    internal static RedemptionAnswer Of(
        StockedRedemption stocked, Partner partner, Settings settings)
    {
        var (option, codes) = stocked;
        return new(
            option.Name,
            RedemptionWording.ImageOf(option, settings),
            option.Value,
            option.GiftcardDescription,
            option.TermsAndConditions,
            option.AfterRedemptionHtml ?? RedemptionWording.AfterRedemptionHtml,
            option.IsActive,
            option.EnableCouponBasedIncentive,
            option.AllowedRedeemPoints,
            option.AssociatedLevels.LevelIds,
            partner.Calendar.Time(option.UpdatedAt),
            option.SendRedemptionEmail,
            option.RedemptionId,
            option.Instructions,
            partner.Id,
            partner.Calendar.Time(option.CreatedAt),
            V2Answers.Date(option.CouponExpiresOn),
            option.EmailSubject ?? RedemptionWording.EmailSubject,
            string.Join(',', codes),
            option.Id,
            option.EmailHtml ?? RedemptionWording.EmailHtml);
    }
}

/// <summary>
/// Section 19.1 of the reference: an option that was changed, in an order of its own.
/// </summary>
public sealed record UpdatedRedemption(
    string LoyaltyRedemptionCardImg,
    string RedemptionValue,
    string GiftcardDescription,
    string TermsAndCondsText,
    string AfterRedemptionHtml,
    string RedemptionName,
    bool IsActive,
    bool EnableCouponBasedIncentive,
    long AllowedRedeemPoints,
    IReadOnlyList<string> AssociatedLevels,
    string UpdatedTime,
    bool SendRedemptionEmail,
    string RedemptionId,
    string? RedemptionInstructions,
    string MerchantId,
    string CreatedTime,
    string CouponExpiry,
    string RedemptionEmailSubject,
    string GiftcardCouponCodes,
    string Id,
    string RedemptionEmailHtml)
{
    internal static UpdatedRedemption Of(RedemptionAnswer answer) => new(
        answer.LoyaltyRedemptionCardImg,
        answer.RedemptionValue,
        answer.GiftcardDescription,
        answer.TermsAndCondsText,
        answer.AfterRedemptionHtml,
        answer.RedemptionName,
        answer.IsActive,
        answer.EnableCouponBasedIncentive,
        answer.AllowedRedeemPoints,
        answer.AssociatedLevels,
        answer.UpdatedTime,
        answer.SendRedemptionEmail,
        answer.RedemptionId,
        answer.RedemptionInstructions,
        answer.MerchantId,
        answer.CreatedTime,
        answer.CouponExpiry,
        answer.RedemptionEmailSubject,
        answer.GiftcardCouponCodes,
        answer.Id,
        answer.RedemptionEmailHtml);
}
