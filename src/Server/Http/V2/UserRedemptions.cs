using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>What a member's redemption options can be ordered by.</summary>
public enum RedemptionOrder
{
    /// <summary>Newest change first.</summary>
    UpdatedTime,

    /// <summary>Newest first.</summary>
    CreatedTime,

    /// <summary>Cheapest first.</summary>
    AllowedRedeemPoints,
    RedemptionName,
}

/// <summary>What a member's redemption options are asked for by.</summary>
public sealed record UserRedemptionsParameters : Request<UserRedemptionsParameters>
{
    [InPath]
    [Means("The member's e-mail; where none matches, its uid, then its user_id.",
        Example = "bob@example.com")]
    public string User { get; init; } = "";

    [Means("Only options that are active and not past their expiry; true when absent.")]
    public bool? IsStillValid { get; init; }

    [Means("The order of the options; updated_time when absent.")]
    public RedemptionOrder? OrderBy { get; init; }

    [WholeRange(1, 1000)]
    [Means("How many to answer; 12 when absent.", Example = "12")]
    public int? Count { get; init; }

    [Means("How many to leave out at the start; 0 when absent.", Example = "0")]
    public long? StartIndex { get; init; }

    [Means("Only options that the member's points suffice for; true when absent.")]
    public bool? FetchEligibleRedemptions { get; init; }
}

/// <summary>A page of redemption options.</summary>
public sealed record UserRedemptionsAnswer(
    long Total, IReadOnlyList<ListedRedemption> Redemptions, bool More);

/// <summary>
/// The options that a member's levels admit it to, as later editions of the API have them:
/// <c>GET /v2/loyalty/users/{email}/redemptions</c>.
/// </summary>
public static class UserRedemptions
{
    public static async Task<IResult> Get(
        Caller caller,
        UserRedemptionsParameters asked,
        Reads reads,
        Settings settings,
        CancellationToken cancellation)
    {
        var partner = caller.Partner;
        var options = await reads.Member(
            (partner, Users.KeyOf(asked.User)),
            caller.Now,
            (session, user) => Admitted(session, (user, caller), asked),
            cancellation);
        if (options is null)
        {
            return V2Answers.Refuse(Refusal.InvalidUser);
        }

        var start = (int)Math.Min(asked.StartIndex ?? 0, options.Count);
        var page = options.Skip(start).Take(asked.Count ?? 12).ToList();
        return V2Answers.Data(new UserRedemptionsAnswer(
            options.Count,
            [.. page.Select(option => ListedRedemption.Of(option, partner, settings))],
            start + page.Count < options.Count));
    }

    private static List<Redemption> Admitted(
        Session session, (User User, Caller Caller) whose, UserRedemptionsParameters asked)
    {
        var (user, caller) = whose;
        var partner = caller.Partner;
        var ladder = session.Levels.Ladder(partner.Number);
        var place = user.PlaceOn(ladder, partner.PeriodOf(caller.Now));
        var today = partner.Calendar.DayOf(caller.Now);
        var options = session.Redemptions.List(partner.Number)
            .Where(option => option.AssociatedLevels.Admit(place))
            .Where(option => asked.IsStillValid == false
                || (option.IsActive && today <= option.CouponExpiresOn))
            .Where(option => asked.FetchEligibleRedemptions == false
                || option.AllowedRedeemPoints <= user.Balance.AvailablePoints);
        return [.. Order(options, asked.OrderBy ?? RedemptionOrder.UpdatedTime)];
    }

    private static IOrderedEnumerable<Redemption> Order(
        IEnumerable<Redemption> options, RedemptionOrder by) => by switch
        {
            RedemptionOrder.UpdatedTime => options
                .OrderByDescending(option => option.UpdatedAt)
                .ThenByDescending(option => option.Id, StringComparer.Ordinal),
            RedemptionOrder.CreatedTime => options
                .OrderByDescending(option => option.CreatedAt)
                .ThenByDescending(option => option.Id, StringComparer.Ordinal),
            RedemptionOrder.AllowedRedeemPoints => options
                .OrderBy(option => option.AllowedRedeemPoints)
                .ThenBy(option => option.Id, StringComparer.Ordinal),
            RedemptionOrder.RedemptionName => options
                .OrderBy(option => option.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(option => option.Id, StringComparer.Ordinal),
        };
}
