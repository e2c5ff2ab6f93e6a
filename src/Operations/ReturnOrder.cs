using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Takes back the points of an order that was returned, whole or in part (ledger.md, section 7).
/// </summary>
public sealed class ReturnOrder(Clock clock, Ids ids)
{
    private const string Fully = "Order Fully Returned";
    private const string Partially = "Order Partially Returned";

    /// <param name="partner">The program.</param>
    /// <param name="request">The order, and how much of its value; null for what is left.</param>
    /// <param name="cancellation">Drops the return while it has not begun.</param>
    public Task<Outcome<Spent>> Run(
        Partner partner,
        (string OrderId, decimal? Amount) request,
        CancellationToken cancellation = default) =>
        clock.Write(
            partner,
            (session, program, now) => Run(session, program, request, now),
            cancellation);

    private Outcome<Spent> Run(
        Session session,
        Partner partner,
        (string OrderId, decimal? Amount) request,
        DateTimeOffset now)
    {
        var members = session.Transactions.ListAwardsOfOrder(partner.Number, request.OrderId)
            .Select(award => award.UserId)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (members.Count == 0)
        {
            return Refusal.InvalidOrderId;
        }

        // An order is one member's but for a merchant's mistake; each then has a deduct of her own,
        // and the answer is the first one's.
        var held = members.ConvertAll(
            id => Account.Hold((session, partner), UserKey.OfId(id), now)!);
        var lots = session.Transactions.ListAwardsOfOrder(partner.Number, request.OrderId)
            .Select(award => session.Lots.Find(partner.Number, award.Id)!)
            .ToLookup(lot => lot.UserId);
        var left = ReturnPlan.ValueLeft(lots.SelectMany(ofMember => ofMember));
        if (left == 0 || request.Amount > left)
        {
            return Refusal.ReturnExceedsOrder;
        }

        Spent? first = null;
        foreach (var account in held)
        {
            var ofMember = lots[account.User.Id].ToList();
            var most = ReturnPlan.ValueLeft(ofMember);
            if (most > 0)
            {
                var part = Draft(request, account.User, partner, now);
                var amount = Math.Min(request.Amount ?? most, most);
                if (!Take(session, partner, (account, part, ofMember), amount)
                    .Granted(out var spent, out var refused))
                {
                    return refused;
                }

                first ??= spent;
            }
        }

        return first!;
    }

    private Transaction Draft(
        (string OrderId, decimal? Amount) request,
        User user,
        Partner partner,
        DateTimeOffset now) =>
        Transaction.Of(TransactionType.Deduct, ids.Next(), user.Id, now) with
        {
            Status = PointsStatus.PendingDeduction,
            AutoApprovalAt = partner.Calendar.AddMonths(now, 1),
            OrderId = request.OrderId,
            Reason = request.Amount is null ? Fully : Partially,
        };

    private static Outcome<Spent> Take(
        Session session,
        Partner partner,
        (Account Account, Transaction Deduct, List<Lot> OfOrder) books,
        decimal amount)
    {
        var (account, draft, ofOrder) = books;
        var spendable = session.Lots.ListSpendable(partner.Number, account.User);
        var decision = ReturnPlan.Decide(
            partner.Terms.ReturnsWhenSpent, ofOrder, amount, spendable);
        if (!decision.Granted(out var plan, out var refused))
        {
            return refused;
        }

        var deduct = draft with { Points = plan.Points, Debt = plan.Debt };
        account.Spend(deduct);
        account.Take(deduct, plan.Own, (lot, points) => lot.Deduct(points));
        account.Take(deduct, plan.Others, (lot, points) => lot.Deduct(points));
        foreach (var part in plan.Parts)
        {
            account.Return(deduct, part);
        }

        return new Spent(account.Close(), deduct);
    }
}
