using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>What is asked for when points are deducted.</summary>
/// <param name="Points">Whole points, greater than 0.</param>
public sealed record DeductRequest(Email Email, string Reason, long Points);

/// <summary>Takes points from a member for any reason but a redemption; all or nothing.</summary>
public sealed class DeductPoints(Clock clock, Ids ids)
{
    public Task<Outcome<Spent>> Run(
        Partner partner,
        DeductRequest request,
        CancellationToken cancellation = default) =>
        clock.Write(
            partner,
            (session, program, now) => Run(session, program, request, now),
            cancellation);

    private Outcome<Spent> Run(
        Session session, Partner partner, DeductRequest request, DateTimeOffset now)
    {
        if (Account.Hold((session, partner), UserKey.Of(request.Email), now) is not { } account)
        {
            return Refusal.InvalidUser;
        }

        var user = account.User;
        if (user.IsBlocked)
        {
            return Refusal.UserBlocked;
        }

        if (user.Balance.AvailablePoints < request.Points)
        {
            return Refusal.InsufficientPointsToDeduct;
        }

        var deduct = Transaction.Of(TransactionType.Deduct, ids.Next(), user.Id, now) with
        {
            Points = request.Points,
            Reason = request.Reason,
        };
        var shares = Wallet.TakeAll(
            session.Lots.ListSpendable(partner.Number, user), request.Points);
        account.Spend(deduct);
        account.Take(deduct, shares, (lot, points) => lot.Deduct(points));
        return new Spent(account.Close(), deduct);
    }
}
