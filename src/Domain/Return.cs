namespace ShopSocially.Loyalty.Domain;

/// <summary>What a return takes back of one award.</summary>
/// <param name="AwardId">The award's id.</param>
/// <param name="Amount">How much of the award's value comes back.</param>
/// <param name="Points">Points really taken for it, from any lot, debt included.</param>
public sealed record Return(string AwardId, decimal Amount, long Points);

/// <summary>A return of one member's order, decided (ledger.md, section 7).</summary>
/// <param name="Parts">One for each award of the order.</param>
/// <param name="Own">What the awards' own lots give.</param>
/// <param name="Others">What other lots of the member give.</param>
/// <param name="Debt">What no lot could give and the member now owes.</param>
public sealed record ReturnPlan(
    IReadOnlyList<Return> Parts, IReadOnlyList<Share> Own, IReadOnlyList<Share> Others, long Debt)
{
    public long Points => Parts.Sum(part => part.Points);

    /// <summary>
    /// How much of an order's value could still be returned; its awards share one value, the
    /// largest of theirs.
    /// </summary>
    public static decimal ValueLeft(IEnumerable<Lot> ofOrder) =>
        ofOrder.Select(lot => lot.ValueLeft).DefaultIfEmpty().Max();

    /// <summary>Decides what a return takes, and from where.</summary>
    /// <param name="policy">What to take when the points have been spent.</param>
    /// <param name="ofOrder">The lots of the order's awards.</param>
    /// <param name="amount">Greater than 0, and at most what is left of the order's value.</param>
    /// <param name="spendable">The member's spendable lots, in order of spending.</param>
    /// <returns>
    /// The plan, or <see cref="Refusal.ReturnExceedsOrder"/> where the points have been spent and
    /// the program's policy is to refuse.
    /// </returns>
    public static Outcome<ReturnPlan> Decide(
        ReturnPolicy policy, IEnumerable<Lot> ofOrder, decimal amount, IEnumerable<Lot> spendable)
    {
        var claims = ofOrder
            .Where(lot => lot.ValueLeft > 0)
            .Select(lot => new Claim(lot, amount))
            .ToList();
        var spent = claims.Sum(claim => claim.Spent);
        if (spent > 0 && policy == ReturnPolicy.Refuse)
        {
            return Refusal.ReturnExceedsOrder;
        }

        var afterOwn = claims.ToDictionary(claim => claim.Lot.Id, claim => claim.LotAfterOwn);
        var others = Wallet.Take(
            spendable.Select(lot => afterOwn.GetValueOrDefault(lot.Id, lot)), spent);
        var given = others.Sum(share => share.Points);
        var debt = policy == ReturnPolicy.AllowNegative ? spent - given : 0;
        return new ReturnPlan(
            ShareOut(claims, given + debt),
            [.. claims.Where(claim => claim.Own > 0).Select(claim => claim.OwnShare)],
            others,
            debt);
    }

    /// <summary>Shares out, award by award, what was taken beyond the own lots.</summary>
    private static List<Return> ShareOut(List<Claim> claims, long fromElsewhere)
    {
        var parts = new List<Return>();
        foreach (var claim in claims)
        {
            var share = Math.Min(fromElsewhere, claim.Spent);
            fromElsewhere -= share;
            parts.Add(new(claim.Lot.Id, claim.Amount, claim.Own + share));
        }

        return parts;
    }

    /// <summary>
    /// What a return asks of one award: its own lot's share, and what the member has spent of it.
    /// Points that expired were never spent, and are not asked for again.
    /// </summary>
    private sealed record Claim(Lot Lot, decimal Asked)
    {
        public decimal Amount { get; } = Math.Min(Asked, Lot.ValueLeft);

        public long Own { get; } = Math.Min(Lot.PointsDueFor(Asked), Lot.Remaining);

        public long Spent => Math.Max(0, Math.Min(
            Lot.PointsDueFor(Asked) - Own,
            Lot.PointsUsed + Lot.PointsDeducted - Lot.ReturnedPoints));

        public Share OwnShare => new(Lot, Own);

        public Lot LotAfterOwn => Lot.Deduct(Own);
    }
}
