using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// Tables 12 and 14 of the reference, and section 4 of the spec: what can be said of an option.
/// </summary>
public abstract record RedemptionParameters<TSelf> : Request<TSelf>
    where TSelf : RedemptionParameters<TSelf>, new()
{
    [RequiredToCreate]
    [Text(TextAttribute.Short)]
    [Means("The name that members see.", Example = "$10 off")]
    public string? RedemptionName { get; init; }

    [RequiredToCreate]
    [WholeRange(1, 1_000_000_000)]
    [Aliases("allowed_redeemp_points")]
    [Means("Points that one redeem takes.", Example = "200")]
    public long? AllowedRedeemPoints { get; init; }

    [RequiredToCreate]
    [Text(TextAttribute.Short)]
    [Means("What the coupon is worth; kept as sent.", Example = "$10")]
    public string? RedemptionValue { get; init; }

    [RequiredToCreate]
    [Text(TextAttribute.Long, HasLines = true)]
    [Means("The description that members see.", Example = "Ten dollars off the next order")]
    public string? GiftcardDescription { get; init; }

    [RequiredToCreate]
    [Text(TextAttribute.Long, HasLines = true)]
    [Means("The conditions that members agree to.", Example = "One code an order")]
    public string? TermsAndCondsText { get; init; }

    [RequiredToCreate]
    [MinLength(1)]
    [MaxLength(50_000)]
    [EachText(TextAttribute.Short)]
    [Means("Sets the one-time codes not yet issued, in their order.", Example = "TEN-1,TEN-2")]
    public IReadOnlyList<string>? GiftcardCouponCodes { get; init; }

    [RequiredToCreate]
    [DateForms("dd-MMM-yyyy", "dd-MMM-yy", "M/d/yyyy")]
    [Means("The last day on which it can be redeemed.", Example = "31-Dec-2099")]
    public DateOnly? CouponExpiry { get; init; }

    [Means("Whether it can be redeemed; false on create when absent.", Example = "true")]
    public bool? IsActive { get; init; }

    [Text(TextAttribute.Long, HasLines = true)]
    [Means("How to use the coupon, for members.")]
    public string? RedemptionInstructions { get; init; }

    [MinLength(1)]
    [MaxLength(100)]
    [EachText(TextAttribute.Short)]
    [Means("The levels whose members may redeem it, or 'all'.", Example = "all")]
    public IReadOnlyList<string>? AssociatedLevels { get; init; }

    [Text(TextAttribute.Long)]
    [Means("The address of its picture.")]
    public string? LoyaltyRedemptionCardImg { get; init; }

    [Text(TextAttribute.Long, HasLines = true)]
    [Means("What a page shows after a redeem; _COUPON_CODE_ and _USER_EMAIL_ are filled in.")]
    public string? AfterRedemptionHtml { get; init; }

    [Means("Whether a redeem issues a coupon; true on create when absent.")]
    public bool? EnableCouponBasedIncentive { get; init; }

    [Means("Whether the member is to be e-mailed; true on create when absent.")]
    public bool? SendRedemptionEmail { get; init; }

    [Text(TextAttribute.Long)]
    [Means("The subject of that e-mail.")]
    public string? RedemptionEmailSubject { get; init; }

    [Text(TextAttribute.Long, HasLines = true)]
    [Means("The text of that e-mail.")]
    public string? RedemptionEmailHtml { get; init; }

    internal RedemptionFields ToFields() => new(
        RedemptionName, IsActive, AllowedRedeemPoints, RedemptionValue, GiftcardDescription,
        TermsAndCondsText, RedemptionInstructions, GiftcardCouponCodes, CouponExpiry,
        AssociatedLevels is { } levels ? new(levels) : null, LoyaltyRedemptionCardImg,
        AfterRedemptionHtml, EnableCouponBasedIncentive, SendRedemptionEmail,
        RedemptionEmailSubject, RedemptionEmailHtml);
}

/// <summary>What a new redemption option is.</summary>
public sealed record CreateRedemptionParameters
    : RedemptionParameters<CreateRedemptionParameters>, ICreates
{
    [Required]
    [Text(TextAttribute.Short)]
    [Means("The merchant's id of the option.", Example = "ten_dollars_off")]
    public string RedemptionId { get; init; } = "";
}

/// <summary>What changes about a redemption option.</summary>
public sealed record UpdateRedemptionParameters : RedemptionParameters<UpdateRedemptionParameters>
{
    [InPath]
    [Means("The option's id.", Example = "five_dollars_off")]
    public string RedemptionId { get; init; } = "";
}

/// <summary>Which redemption option is wanted.</summary>
public sealed record GetRedemptionParameters : Request<GetRedemptionParameters>
{
    [InPath]
    [Means("The option's id.", Example = "five_dollars_off")]
    public string RedemptionId { get; init; } = "";
}
