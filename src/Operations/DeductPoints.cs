using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>What is asked for when points are deducted.</summary>
/// <param name="Points">Whole points, greater than 0.</param>
public sealed record DeductRequest(Email Email, string Reason, long Points);

/// <summary>Takes points from a member for any reason but a redemption; all or nothing.</summary>
public sealed class DeductPoints(Database database, Ids ids)
{
    public Task<Outcome<Spent>> Run(
        Partner partner,
        DeductRequest request,
        DateTimeOffset now,
        CancellationToken cancellation = default) =>
        database.Write(session => Run(session, partner, request, now), cancellation);

    private Outcome<Spent> Run(
        Session session, Partner partner, DeductRequest request, DateTimeOffset now)
    {
        if (session.Users.Hold(partner.Id, UserKey.Of(request.Email)) is not { } user)
        {
            return Refusal.InvalidUser;
        }

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
            session.Lots.ListSpendable(partner.Id, user.Id), request.Points);
        var account = new Account(session, partner, user, now);
        account.Spend(deduct);
        account.Take(deduct, shares, (lot, points) => lot.Deduct(points));
        return new Spent(account.Close(), deduct);
    }
}
