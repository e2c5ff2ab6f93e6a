using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Table 2 of the reference: what a redeem asks for.</summary>
public sealed record RedeemParameters : Request<RedeemParameters>
{
    [Required]
    [Means("The member's e-mail.", Example = "bob@example.com")]
    public Email? UserEmail { get; init; }

    [Required]
    [Text(TextAttribute.Short)]
    [Means("The redemption option.", Example = "five_dollars_off")]
    public string RedemptionId { get; init; } = "";
}

/// <summary>Section 2.1 of the reference: a redeem that was made, with its code.</summary>
public sealed record RedeemAnswer(
    string UserId,
    string UserEmail,
    string UserLastName,
    string UserFirstName,
    string RedemptionId,
    string RedemptionName,
    string RedemptionValue,
    string Id,
    string TransactionType,
    long Points,
    string PointsStatus,
    string CouponCode,
    string PartnerId,
    string CreatedTime);

/// <summary>Redeems points for a coupon code: <c>POST /v2/loyalty/redeem</c>.</summary>
public static class Redeem
{
    public static async Task<IResult> Post(
        Caller caller,
        RedeemParameters asked,
        RedeemPoints redeemPoints,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => redeemPoints.Run(
                caller.Partner, (asked.UserEmail!.Value, asked.RedemptionId), cancellation),
            spent => Show(spent, caller.Partner));
    }

    private static RedeemAnswer Show(Spent spent, Partner partner)
    {
        var (user, redeem) = spent;
        return new(
            user.Id,
            user.Email.Text,
            user.LastName,
            user.FirstName,
            redeem.RedemptionId ?? "",
            redeem.RedemptionName ?? "",
            redeem.RedemptionValue ?? "",
            redeem.Id,
            Words<TransactionType>.Of(redeem.Type),
            redeem.Points,
            Words<PointsStatus>.Of(redeem.Status),
            redeem.CouponCode ?? "",
            partner.Id,
            partner.Calendar.Time(redeem.CreatedAt));
    }
}
