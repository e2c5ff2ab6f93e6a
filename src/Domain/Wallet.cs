namespace ShopSocially.Loyalty.Domain;

/// <summary>What one lot gives to a spend.</summary>
public readonly record struct Share(Lot Lot, long Points);

/// <summary>
/// A member's spendable lots, in the order in which spends take them (ledger.md, section 2):
/// soonest expiry first, then oldest approval, then id.
/// </summary>
public static class Wallet
{
    /// <summary>The order in which spends take lots.</summary>
    public static Comparer<Lot> InOrder { get; } = Comparer<Lot>.Create((one, other) =>
        (one.ValidUntil, one.ApprovedAt).CompareTo((other.ValidUntil, other.ApprovedAt))
            is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Id, other.Id));

    /// <summary>Shares that make exactly the points asked for.</summary>
    /// <exception cref="InvalidOperationException">
    /// The lots do not cover what the member's totals have promised: a defect.
    /// </exception>
    public static IReadOnlyList<Share> TakeAll(IEnumerable<Lot> inOrder, long points)
    {
        var shares = Take(inOrder, points);
        return shares.Sum(share => share.Points) == points
            ? shares
            : throw new InvalidOperationException("A member's lots fall short of its totals.");
    }

    /// <summary>
    /// Shares that make up to the points asked for, and less only when the lots do not cover them.
    /// Reads no more lots than it needs.
    /// </summary>
    public static IReadOnlyList<Share> Take(IEnumerable<Lot> inOrder, long points)
    {
        var shares = new List<Share>();
        if (points == 0)
        {
            return shares;
        }

        foreach (var lot in inOrder)
        {
            var given = Math.Min(lot.AvailablePoints, points);
            if (given > 0)
            {
                shares.Add(new(lot, given));
                points -= given;
            }

            if (points == 0)
            {
                break;
            }
        }

        return shares;
    }
}
