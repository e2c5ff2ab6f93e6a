using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>A redeem or a deduct that was made, and the member after it.</summary>
public sealed record Spent(User User, Transaction Transaction);

/// <summary>
/// Takes points for a redemption option and issues one of its coupon codes, exactly once.
/// </summary>
public sealed class RedeemPoints(Clock clock, Ids ids)
{
    public Task<Outcome<Spent>> Run(
        Partner partner,
        (Email Email, string RedemptionId) request,
        CancellationToken cancellation = default)
    {
        var early = Planted.Bug is PlantedBug.CodesBeforeTransaction
            ? clock.Look(session => session.Coupons.Next(partner.Number, request.RedemptionId))
            : null;
        return clock.Write(
            partner,
            (session, program, now) => Run((session, program), request, early, now),
            cancellation);
    }

    private Outcome<Spent> Run(
        (Session Session, Partner Partner) of,
        (Email Email, string RedemptionId) request,
        string? early,
        DateTimeOffset now)
    {
        var (session, partner) = of;
        if (Account.Hold((session, partner), UserKey.Of(request.Email), now) is not { } account)
        {
            return Refusal.InvalidUser;
        }

        var user = account.User;
        if (user.IsBlocked)
        {
            return Refusal.UserBlocked;
        }

        if (session.Redemptions.Find(partner.Number, request.RedemptionId) is not { } redemption)
        {
            return Refusal.InvalidRedemptionId;
        }

        var code = early ?? session.Coupons.Next(partner.Number, redemption.RedemptionId);
        var refusal = redemption.Refuse(
            account.Place(session.Levels.Ladder(partner.Number)),
            partner.Calendar.DayOf(now),
            hasCodes: code is not null,
            user.Balance.AvailablePoints);
        if (refusal is { } reason || code is null)
        {
            return refusal ?? Refusal.CouponsExhausted;
        }

        var redeem = Transaction.Of(TransactionType.Redeem, ids.Next(), user.Id, now) with
        {
            Points = redemption.AllowedRedeemPoints,
            RedemptionId = redemption.RedemptionId,
            RedemptionName = redemption.Name,
            RedemptionValue = redemption.Value,
            CouponCode = code,
        };
        var shares = Wallet.TakeAll(
            session.Lots.ListSpendable(partner.Number, user), redeem.Points);
        account.Spend(redeem);
        account.Take(redeem, shares, (lot, points) => lot.Use(points));
        Issue(session, partner, code, now);
        return new Spent(account.Close(), redeem);
    }

    /// <summary>
    /// Takes the code out of the pool; an option whose last code it was pauses itself.
    /// </summary>
    private static void Issue(Session session, Partner partner, string code, DateTimeOffset now)
    {
        foreach (var redemptionId in session.Coupons.Remove(partner.Number, code))
        {
            if (session.Coupons.Next(partner.Number, redemptionId) is null
                && session.Redemptions.Find(partner.Number, redemptionId)
                    is { IsActive: true } redemption)
            {
                session.Redemptions.Change(
                    partner.Number, redemption with { IsActive = false, UpdatedAt = now });
            }
        }
    }
}
