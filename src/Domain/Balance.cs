namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// A member's totals, and equally what one row adds to them: stored totals are a cache of the
/// rows, never anything else (ledger.md, section 1).
/// </summary>
/// <param name="AvailablePoints">Points that can be spent now; below 0 only by debt.</param>
/// <param name="PendingPoints">Points of awards that wait for approval.</param>
/// <param name="RedeemedPoints">Points that were redeemed.</param>
/// <param name="Debt">Points taken back by returns that no lot has covered yet.</param>
public sealed record Balance(
    long AvailablePoints, long PendingPoints, long RedeemedPoints, long Debt)
{
    public static Balance Nothing { get; } = new(0, 0, 0, 0);

    /// <summary>This balance when one of its rows has changed.</summary>
    public Balance Replace(Balance before, Balance after) => new(
        AvailablePoints - before.AvailablePoints + after.AvailablePoints,
        PendingPoints - before.PendingPoints + after.PendingPoints,
        RedeemedPoints - before.RedeemedPoints + after.RedeemedPoints,
        Debt - before.Debt + after.Debt);
}
