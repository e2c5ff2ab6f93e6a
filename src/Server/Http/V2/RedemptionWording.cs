using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// The texts of a redemption option whose merchant has set none; placeholders as the vendor's.
/// </summary>
internal static class RedemptionWording
{
    public const string EmailSubject =
        "Redemption Confirmation Receipt - _MERCHANT_NAME_ Loyalty Program";

    public const string AfterRedemptionHtml =
        """<div class="coupon_code_div">_COUPON_CODE_</div><div>Sent to _USER_EMAIL_, too.</div>""";

    public const string EmailHtml =
        """
        <p>Dear _USER_NAME_,</p>
        <p>you redeemed _POINTS_REDEEMED_ points for _REDEMPTION_OPTION_NAME_. Your code:</p>
        <p><strong>_COUPON_CODE_</strong></p>
        <p>_REDEMPTION_INSTRUCTIONS_</p>
        <p>_TERMS_</p>
        <p>Your _MERCHANT_NAME_ team</p>
        """;

    public static string ImageOf(Redemption option, Settings settings) =>
        option.CardImageUrl ?? settings.At("/img/redemption.svg");
}
