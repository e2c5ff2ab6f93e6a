using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Everything that is written down of a program, and the naive sums over it.</summary>
internal sealed record Books(
    Partner Partner,
    IReadOnlyList<User> Users,
    IReadOnlyList<Entry> Entries,
    ILookup<string, (string LotId, long Points)> Allocations,
    ILookup<string, Return> Returns,
    IReadOnlyList<string> CodesLeft)
{
    private const string AllocationsSql =
        """
        SELECT transaction_id, lot_id, points
        FROM allocations
        WHERE partner_id = @Id
        ORDER BY transaction_id, lot_id
        """;

    private const string ReturnsSql =
        """
        SELECT transaction_id, award_id, amount, points
        FROM returns
        WHERE partner_id = @Id
        ORDER BY transaction_id, award_id
        """;

    private static readonly Stretch Everything =
        new(DateTimeOffset.UnixEpoch, Calendar.Never, 0, 100_000);

    public IEnumerable<Lot> Lots => Entries.Where(entry => entry.Lot is not null)
        .Select(entry => entry.Lot!);

    public static Books Read(LoyaltyHouse house, Partner partner, string redemptionId) =>
        house.Database.Read(session => new Books(
            partner,
            session.Users.ListEnrolled(partner.Id, Everything).Items,
            session.Entries.List(partner.Id, new(Everything, [], null)).Items,
            house.Rows<(string Spend, string LotId, long Points)>(AllocationsSql, partner)
                .ToLookup(row => row.Spend, row => (row.LotId, row.Points)),
            house.Rows<(string Deduct, string AwardId, decimal Amount, long Points)>(
                ReturnsSql, partner)
                .ToLookup(
                    row => row.Deduct, row => new Return(row.AwardId, row.Amount, row.Points)),
            session.Coupons.List(partner.Id, redemptionId)));

    /// <summary>Every coupon code, issued or left.</summary>
    public IEnumerable<string> Codes => CodesLeft.Concat(Entries
        .Where(entry => IsRedeem(entry.Transaction))
        .Select(entry => entry.Transaction.CouponCode!));

    public IEnumerable<Lot> LotsOf(string userId) => Lots.Where(lot => lot.UserId == userId);

    public IEnumerable<Transaction> LinesOf(string userId) =>
        Entries.Select(entry => entry.Transaction).Where(line => line.UserId == userId);

    /// <summary>Available, pending, redeemed and debt, summed up from the rows.</summary>
    public Balance BalanceOf(string userId)
    {
        var debt = LinesOf(userId).Sum(line => line.Debt);
        return new(
            Remaining(LotState.Approved) - debt,
            Remaining(LotState.Pending),
            LinesOf(userId).Where(IsRedeem).Sum(line => line.Points),
            debt);

        long Remaining(LotState state) => LotsOf(userId)
            .Where(lot => lot.State == state)
            .Sum(lot => lot.Points - lot.PointsUsed - lot.PointsDeducted);
    }

    /// <summary>Qualifying points (ledger.md, 10) of all periods, or of one.</summary>
    public long Qualifying(string userId, int? period = null) => LotsOf(userId)
        .Where(lot => lot is { QualifiedPoints: true, ApprovedAt: not null })
        .Where(lot => period is null || Partner.PeriodOf(lot.ApprovedAt!.Value) == period)
        .Sum(lot => lot.Points - ReturnedOf(lot.Id).Sum(part => part.Points)
            - (lot.State == LotState.Rejected ? lot.Remaining : 0));

    /// <summary>What returns that were not rejected took back of an award.</summary>
    public IEnumerable<Return> ReturnedOf(string awardId) => Entries
        .Where(entry => entry.Transaction.Status != PointsStatus.Rejected)
        .SelectMany(entry => Returns[entry.Transaction.Id])
        .Where(part => part.AwardId == awardId);

    /// <summary>What a spend should take, lot by lot (ledger.md, section 2).</summary>
    public IEnumerable<(string LotId, long Points)> Spend(string userId, long points)
    {
        var lots = LotsOf(userId)
            .Where(lot => lot is { State: LotState.Approved, Remaining: > 0 })
            .OrderBy(lot => lot.ExpiresAt is null)
            .ThenBy(lot => lot.ExpiresAt is { } at ? Partner.Calendar.DayOf(at) : default)
            .ThenBy(lot => lot.ApprovedAt)
            .ThenBy(lot => lot.Id, StringComparer.Ordinal);
        foreach (var lot in lots)
        {
            var given = Math.Min(points, lot.Remaining);
            points -= given;
            if (given > 0)
            {
                yield return (lot.Id, given);
            }
        }
    }

    public static bool IsRedeem(Transaction line) => line.Type == TransactionType.Redeem;
}
