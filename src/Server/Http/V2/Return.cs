using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Table 17 of the reference: what a return asks for.</summary>
public sealed record ReturnParameters : Request<ReturnParameters>
{
    [Required]
    [Text(TextAttribute.Short)]
    [Means("The order, as its awards named it.", Example = "order-1001")]
    public string OrderId { get; init; } = "";

    [DecimalRange("0", "1000000000", IsAboveLeast = true)]
    [Means("How much of the order's value comes back; all of it when absent.", Example = "19.90")]
    public decimal? ReturnedAmount { get; init; }
}

/// <summary>Section 24.1 of the reference: a return that was made.</summary>
public sealed record ReturnAnswer(
    string UserFirstName,
    string UserId,
    string AutoApprovalDate,
    string PointsStatus,
    string ReturnedForOrderId,
    string TransactionType,
    string UserLastName,
    string Reason,
    long Points,
    string UserEmail,
    string CreatedTime,
    string UpdatedTime,
    string PartnerId,
    string Id,
    string ApprovedTime);

/// <summary>Returns an order: <c>POST /v2/loyalty/transaction/return</c>.</summary>
public static class Return
{
    public static async Task<IResult> Post(
        Caller caller,
        ReturnParameters asked,
        ReturnOrder returnOrder,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => returnOrder.Run(
                caller.Partner, (asked.OrderId, asked.ReturnedAmount), cancellation),
            spent => Show(spent, caller.Partner));
    }

    private static ReturnAnswer Show(Spent spent, Partner partner)
    {
        var (user, deduct) = spent;
        var calendar = partner.Calendar;
        return new(
            user.FirstName,
            user.Id,
            calendar.Time(deduct.AutoApprovalAt) ?? "",
            Words<PointsStatus>.Of(deduct.Status),
            deduct.OrderId ?? "",
            Words<TransactionType>.Of(deduct.Type),
            user.LastName,
            deduct.Reason ?? "",
            deduct.Points,
            user.Email.Text,
            calendar.Time(deduct.CreatedAt),
            calendar.Time(deduct.UpdatedAt),
            partner.Id,
            deduct.Id,
            "");
    }
}
