using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>What must hold of a program's books at every instant (ledger.md, 9).</summary>
internal static class Audit
{
    /// <summary>Each breach, in words.</summary>
    public static IEnumerable<string> Breaches(Books books, int codes, DateTimeOffset now) =>
    [
        .. OfUsers(books, now),
        .. books.Entries.SelectMany(entry => OfLine(books, entry.Transaction)),
        .. books.Entries.Where(entry => entry.Lot is not null)
            .SelectMany(entry => OfLot(books, entry.Transaction, entry.Lot!)),
        .. OfCodes(books, codes),
        .. OfOrders(books),
    ];

    /// <summary>Breaches of the members' totals and standings only.</summary>
    public static IEnumerable<string> OfUsers(Books books, DateTimeOffset now) =>
        books.Users.SelectMany(user => OfUser(books, user, now));

    private static IEnumerable<string> OfUser(Books books, User user, DateTimeOffset now)
    {
        var balance = books.BalanceOf(user.Id);
        if (user.Balance != balance)
        {
            yield return $"{user.Id} has {user.Balance}, its rows say {balance}";
        }

        if (balance is { Debt: > 0 } && balance.AvailablePoints != -balance.Debt)
        {
            yield return $"{user.Id} owes {balance.Debt} and has points to pay with";
        }

        var period = books.Partner.PeriodOf(now);
        var standing = user.Standing.In(period);
        var (lifetime, inPeriod, before) = (
            books.Qualifying(user.Id),
            books.Qualifying(user.Id, period),
            books.Qualifying(user.Id, period - 1));
        if ((standing.LifetimePoints, standing.PeriodPoints, standing.PointsBefore)
            != (lifetime, inPeriod, before))
        {
            yield return $"{user.Id} has {standing}, its rows say {lifetime} {inPeriod} {before}";
        }
    }

    private static IEnumerable<string> OfLine(Books books, Transaction line)
    {
        var given = books.Allocations[line.Id].Sum(share => share.Points);
        var isUndone = line.Status == PointsStatus.Rejected;
        var points = line.Type == TransactionType.Award || isUndone ? 0 : line.Points;
        if (given + line.Debt != points)
        {
            yield return $"{line} took {given} and owes {line.Debt}";
        }

        var returned = books.Returns[line.Id].Sum(part => part.Points);
        if (line is { Type: TransactionType.Deduct, OrderId: not null } && returned != line.Points)
        {
            yield return $"return {line.Id} of {line.Points} books {returned} on its awards";
        }
    }

    private static IEnumerable<string> OfLot(Books books, Transaction award, Lot lot)
    {
        var given = books.Entries.Select(entry => entry.Transaction).ToLookup(
            Books.IsRedeem,
            line => books.Allocations[line.Id].FirstOrDefault(to => to.LotId == lot.Id).Points);
        var (used, deducted) = (given[true].Sum(), given[false].Sum());
        if ((lot.PointsUsed, lot.PointsDeducted, lot.PointsExpired) != (used, deducted, 0))
        {
            yield return $"{lot} gave {used} to redeems and {deducted} to deducts";
        }

        if (lot.Remaining < 0 || lot.Points != award.Points)
        {
            yield return $"{lot} of {award} has {lot.Remaining} left";
        }

        var parts = books.ReturnedOf(lot.Id).ToList();
        if (lot.ReturnedPoints != parts.Sum(part => part.Points)
            || lot.ReturnedAmount != parts.Sum(part => part.Amount))
        {
            yield return $"{lot} was returned by {string.Join(", ", parts)}";
        }

        if (award.Status != StatusOf(lot, award.ApprovedBy))
        {
            yield return $"{award} has {lot}";
        }
    }

    private static PointsStatus StatusOf(Lot lot, string? approvedBy)
    {
        if (lot.State is LotState.Rejected)
        {
            return PointsStatus.Rejected;
        }

        if (lot.ApprovedAt is null)
        {
            return lot.ReturnedAmount < lot.Price.BaseValue
                ? PointsStatus.Pending
                : PointsStatus.AutoRejected;
        }

        return lot is { Remaining: 0, PointsUsed: > 0 } ? PointsStatus.Exhausted
            : approvedBy is null ? PointsStatus.AutoApproved
            : PointsStatus.Approved;
    }

    private static IEnumerable<string> OfCodes(Books books, int codes)
    {
        var issued = books.Entries.Select(entry => entry.Transaction)
            .Where(Books.IsRedeem)
            .Select(line => line.CouponCode!)
            .ToList();
        if (issued.Concat(books.CodesLeft).Distinct().Count() != codes
            || issued.Count + books.CodesLeft.Count != codes)
        {
            yield return $"of {codes} codes {string.Join(' ', issued)} were issued, and "
                + $"{string.Join(' ', books.CodesLeft)} are left";
        }
    }

    private static IEnumerable<string> OfOrders(Books books) => books.Entries
        .Select(entry => entry.Transaction)
        .Where(line => line is { Type: TransactionType.Award, OrderId: not null })
        .GroupBy(line => (line.ActivityId, line.OrderId))
        .Where(awards => awards.Count() > 1)
        .Select(awards => $"{awards.Key} was awarded {awards.Count()} times");
}
