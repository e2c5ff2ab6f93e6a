using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Table 3 of the reference: what a deduct asks for.</summary>
public sealed record DeductParameters : Request<DeductParameters>
{
    [Required]
    [Means("The member's e-mail.", Example = "bob@example.com")]
    public Email? UserEmail { get; init; }

    [Required]
    [Text(TextAttribute.Long, HasLines = true)]
    [Means("Why the points are taken.", Example = "Goodwill points given by mistake")]
    public string Reason { get; init; } = "";

    [Required]
    [WholeRange(1, 1_000_000_000)]
    [Means("Whole points; more than the member has takes nothing.", Example = "10")]
    public long? PointsPassed { get; init; }
}

/// <summary>Section 3.1 of the reference: a deduct that was made.</summary>
public sealed record DeductAnswer(
    string UserId,
    string UserEmail,
    string UserLastName,
    string UserFirstName,
    string Id,
    string TransactionType,
    long Points,
    string PointsStatus,
    long AvailablePoints,
    string PartnerId,
    string CreatedTime);

/// <summary>Deducts points: <c>POST /v2/loyalty/deduct</c>.</summary>
public static class Deduct
{
    public static async Task<IResult> Post(
        Caller caller,
        DeductParameters asked,
        DeductPoints deductPoints,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => deductPoints.Run(
                caller.Partner,
                new(asked.UserEmail!.Value, asked.Reason, asked.PointsPassed!.Value), cancellation),
            spent => Show(spent, caller.Partner));
    }

    private static DeductAnswer Show(Spent spent, Partner partner)
    {
        var (user, deduct) = spent;
        return new(
            user.Id,
            user.Email.Text,
            user.LastName,
            user.FirstName,
            deduct.Id,
            Words<TransactionType>.Of(deduct.Type),
            deduct.Points,
            Words<PointsStatus>.Of(deduct.Status),
            user.Balance.AvailablePoints,
            partner.Id,
            partner.Calendar.Time(deduct.CreatedAt));
    }
}
