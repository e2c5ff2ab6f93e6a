using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Table 1 of the reference: what an award asks for.</summary>
public sealed record AwardParameters : Request<AwardParameters>
{
    [Required]
    [Means("The member's e-mail; who is no member yet is enrolled.", Example = "bob@example.com")]
    public Email? UserEmail { get; init; }

    [DecimalRange("0", "1000000000", IsAboveLeast = true)]
    [Means(
        "Points, for a fixed activity, in place of its own; the amount to multiply, for a "
        + "bonus-multiplier activity, which needs it.",
        Example = "59.90")]
    public decimal? PointsPassed { get; init; }

    [Required]
    [Text(TextAttribute.Short)]
    [Means("The activity that earns.", Example = "made_a_purchase")]
    public string ActivityId { get; init; } = "";

    [Text(TextAttribute.Short)]
    [Means(
        "Honoured once per activity: the same call again answers with the first award.",
        Example = "order-1001")]
    public string? OrderId { get; init; }
}

/// <summary>Section 1.1 of the reference: an award that was made.</summary>
public sealed record AwardAnswer(
    string UserId,
    string UserEmail,
    string UserLastName,
    string UserFirstName,
    string ActivityId,
    string ActivityName,
    string Id,
    string TransactionType,
    long Points,
    string PointsStatus,
    string PartnerId,
    string CreatedTime);

/// <summary>Awards points: <c>POST /v2/loyalty/award</c>.</summary>
public static class Award
{
    public static async Task<IResult> Post(
        Caller caller,
        AwardParameters asked,
        AwardPoints awardPoints,
        HttpResponse response,
        CancellationToken cancellation)
    {
        return await caller.Answer(Run, award => Show(award, caller.Partner));

        async Task<Outcome<Awarded>> Run()
        {
            var outcome = await awardPoints.Run(
                caller.Partner,
                new(asked.UserEmail!.Value, asked.ActivityId, asked.PointsPassed, asked.OrderId),
                cancellation);
            if (outcome.Granted(out var awarded, out _) && awarded.IsReplayed)
            {
                response.Headers[IdempotencyKey.ReplayedHeader] = "true";
            }

            return outcome;
        }
    }

    private static AwardAnswer Show(Awarded awarded, Partner partner)
    {
        var (user, award, _) = awarded;
        return new(
            user.Id,
            user.Email.Text,
            user.LastName,
            user.FirstName,
            award.ActivityId ?? "",
            award.ActivityName ?? "",
            award.Id,
            Words<TransactionType>.Of(award.Type),
            award.Points,
            Words<PointsStatus>.Of(award.Status),
            partner.Id,
            partner.Calendar.Time(award.CreatedAt));
    }
}
