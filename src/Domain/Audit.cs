namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// What must hold of a member's books at every instant (ledger.md, section 9). What is due and not
/// yet settled is no breach.
/// </summary>
public sealed class Audit
{
    private readonly Books _books;
    private readonly Partner _partner;
    private readonly Tally _tally;

    private Audit(Books books, Partner partner) =>
        (_books, _partner, _tally) = (books, partner, new(books));

    /// <summary>Each breach in a member's books.</summary>
    /// <exception cref="OverflowException">They hold numbers too large to add up.</exception>
    public static IReadOnlyList<Breach> Of(Books books, Partner partner, DateTimeOffset now)
    {
        var audit = new Audit(books, partner);
        return
        [
            .. books.Lines.SelectMany(audit.OfLine),
            .. books.Allocations.SelectMany(audit.OfAllocation),
            .. books.Returns.SelectMany(audit.OfReturn),
            .. audit.OfBalance(),
            .. audit.OfSchedule(),
            .. audit.OfPurse(),
            .. audit.OfHistory(),
            .. audit.OfStanding(now),
            .. audit.OfDue(),
            .. audit.OfActivity(),
        ];
    }

    private IEnumerable<Breach> OfLine(BookedLine booked) =>
        (booked.Line.Type, booked.Lot) switch
        {
            (TransactionType.Award, { } lot) => OfAward(booked, lot).Concat(OfLot(booked, lot)),
            (TransactionType.Award, null) => [Row(booked.Line, "has no lot")],
            (_, { }) => [Row(booked.Line, "has a lot"), .. OfSpend(booked.Line)],
            (_, null) => OfSpend(booked.Line),
        };

    private IEnumerable<Breach> OfAward(BookedLine booked, Lot lot)
    {
        var award = booked.Line;
        if (lot.UserId != award.UserId)
        {
            yield return Row(award, $"has a lot of user {lot.UserId}");
        }

        if (lot.Points != award.Points)
        {
            yield return Row(award, $"has {award.Points} points, its lot {lot.Points}");
        }

        if (award.Status != lot.StatusWhen(award.ApprovedBy))
        {
            yield return Row(
                award, $"is {award.Status}, its lot says {lot.StatusWhen(award.ApprovedBy)}");
        }

        var isOpen = lot.State == LotState.Approved;
        if (isOpen && (lot.ApprovedAt is null || award.ApprovedAt is null))
        {
            yield return Row(award, "is approved and says not when");
        }

        if (lot.ExpiresAt is null != (lot.ApprovedAt is null || lot.PointsExpirationPeriod == 0)
            || lot.ExpiresAt is null != (lot.ValidUntil == Calendar.Never))
        {
            yield return Row(award, $"expires after {lot.PointsExpirationPeriod} months, on "
                + $"{lot.ExpiresAt:O}, and is valid until {lot.ValidUntil:O}");
        }

        if (award.Debt != 0 || _tally.Taken(award) != 0)
        {
            yield return Row(award, $"takes {_tally.Taken(award)} points and owes {award.Debt}, "
                + "as no award may");
        }

        if (award.CouponCode is not null)
        {
            yield return Row(award, "has a coupon code and is no redeem");
        }
    }

    private IEnumerable<Breach> OfLot(BookedLine booked, Lot lot)
    {
        var (award, remaining) = (booked.Line, booked.KeptRemaining);
        if (lot.Remaining != remaining)
        {
            yield return Row(award, $"has a lot of {lot.Points} points, of which "
                + $"{lot.PointsUsed} used, {lot.PointsDeducted} deducted, {lot.PointsExpired} "
                + $"expired, {remaining} remaining");
        }

        if (lot.Remaining < 0 || remaining < 0)
        {
            yield return Row(award, $"has {Math.Min(lot.Remaining, remaining)} points remaining");
        }

        var given = _tally.Given(lot);
        if ((lot.PointsUsed, lot.PointsDeducted) != given)
        {
            yield return Row(award, $"has {lot.PointsUsed} points used and {lot.PointsDeducted} "
                + $"deducted, its allocations say {given.Redeemed} and {given.Deducted}");
        }

        var returned = _tally.ReturnedOf(lot);
        if ((lot.ReturnedAmount, lot.ReturnedPoints) != returned)
        {
            yield return Row(award, $"has {lot.ReturnedPoints} points returned for "
                + $"{lot.ReturnedAmount}, its returns say {returned.Points} for {returned.Amount}");
        }
    }

    private IEnumerable<Breach> OfSpend(Transaction line)
    {
        var isDeduct = line.Type == TransactionType.Deduct;
        var isReturn = isDeduct && line.OrderId is not null;
        var isUndone = isDeduct && line.Status == PointsStatus.Rejected;
        if (!MayBe(line.Type, line.Status))
        {
            yield return Row(line, $"is {line.Status}, as no {Word(line)} may be");
        }

        if (line.Debt < 0 || _tally.Taken(line) + line.Debt != (isUndone ? 0 : line.Points))
        {
            yield return Row(line, $"is {line.Status} with {line.Points} points, its allocations "
                + $"cover {_tally.Taken(line)} and its debt {line.Debt}");
        }

        if (line.Debt > 0 && !isReturn)
        {
            yield return Row(line, $"owes {line.Debt} points and is no return");
        }

        if (_tally.ReturnedBy(line) != (isReturn ? line.Points : 0))
        {
            yield return Row(line, $"has {line.Points} points, and booked "
                + $"{_tally.ReturnedBy(line)} as returned on its awards");
        }

        if (isDeduct && line.CouponCode is not null)
        {
            yield return Row(line, "has a coupon code and is no redeem");
        }
    }

    private IEnumerable<Breach> OfAllocation(Allocation allocation) =>
        _tally.HasAward(allocation.LotId)
            ? []
            : [Member($"transaction {allocation.TransactionId} takes {allocation.Points} points "
                + $"of award {allocation.LotId}, which is not hers")];

    private IEnumerable<Breach> OfReturn(BookedReturn booked) =>
        _tally.HasAward(booked.Part.AwardId)
            ? []
            : [Member($"transaction {booked.TransactionId} returns award {booked.Part.AwardId}, "
                + "which is not hers")];

    private IEnumerable<Breach> OfBalance()
    {
        var kept = _books.User.Balance;
        var (unspent, pending, redeemed, debt) = (0L, 0L, 0L, 0L);
        foreach (var (line, lot, _, _) in _books.Lines)
        {
            unspent += lot?.AvailablePoints ?? 0;
            pending += lot?.Balance.PendingPoints ?? 0;
            redeemed += line.Balance.RedeemedPoints;
            debt += line.Debt;
        }

        if (debt > 0 && unspent > 0)
        {
            yield return Member($"owes {debt} points with {unspent} left to spend");
        }

        if (kept.AvailablePoints + kept.Debt < 0)
        {
            yield return Member(
                $"has {kept.AvailablePoints} available points, below 0 by more than debt");
        }

        foreach (var breach in Compare(
            ("available points", kept.AvailablePoints, unspent - debt),
            ("pending points", kept.PendingPoints, pending),
            ("redeemed points", kept.RedeemedPoints, redeemed),
            ("points of debt", kept.Debt, debt)))
        {
            yield return breach;
        }
    }

    private IEnumerable<Breach> OfSchedule()
    {
        var (kept, ofRows) = (
            _books.User.Schedule,
            Schedule.Of(_books.Lines.Select(booked => booked.Lot?.Lapse).OfType<Lapse>()));
        return kept.Equals(ofRows)
            ? []
            : [Member($"has points that lapse: {kept}; her rows say {ofRows}")];
    }

    /// <summary>Spends find every lot, once, and in its order; lines are in theirs.</summary>
    private IEnumerable<Breach> OfPurse()
    {
        var (kept, ofRows) = (_books.User.Purse, Purse.Of(
        [
            .. _books.Lines
                .Where(booked => !booked.IsListed)
                .Select(booked => booked.Lot)
                .OfType<Lot>()
                .Where(lot => lot.AvailablePoints > 0)
                .OrderBy(lot => lot.ValidUntil)
                .ThenBy(lot => lot.ApprovedAt)
                .Select(lot => new PurseLot(lot.Id, lot.ValidUntil)),
        ]));
        return kept.Equals(ofRows)
            ? []
            : [Member($"has in her purse {kept}; her rows say {ofRows}")];
    }

    /// <summary>Lists and caps find every transaction, once, and in its order.</summary>
    private IEnumerable<Breach> OfHistory()
    {
        var (named, lines) = (_books.Numbers, _books.Lines.Count);
        if (named.Count != lines)
        {
            yield return Member($"names {named.Count} transactions, of which {lines} are hers");
        }

        if (named.Zip(named.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            yield return Member("names her transactions twice, or out of order");
        }
    }

    /// <summary>Levels stand on qualifying points (ledger.md, section 10).</summary>
    private IEnumerable<Breach> OfStanding(DateTimeOffset now)
    {
        var (standing, period) = (_books.User.Standing, _partner.PeriodOf(now));
        var kept = standing.In(period);
        var counted = kept.Recount(
            _books.Lines.Select(booked => booked.Lot).OfType<Lot>(), _partner, kept.Period);
        IEnumerable<Breach> ahead = standing.Period > period
            ? [Member($"stands in period {standing.Period}, the program in {period}")]
            : [];
        return ahead.Concat(Compare(
            ("qualifying points", kept.LifetimePoints, counted.LifetimePoints),
            ($"qualifying points of period {kept.Period}", kept.PeriodPoints, counted.PeriodPoints),
            ($"qualifying points of period {kept.Period - 1}",
                kept.PointsBefore, counted.PointsBefore)));
    }

    /// <summary>A member is settled no later than the first thing that is due.</summary>
    private IEnumerable<Breach> OfDue()
    {
        var due = _books.Lines.Select(booked => booked.Line.DueAt)
            .Concat(_books.Lines.Select(booked => booked.Lot?.LapsesAt))
            .Min();
        if (due is not null && !(_books.User.NextDueAt <= due))
        {
            yield return Member($"is next due {Instant(_books.User.NextDueAt)}, her rows say "
                + Instant(due));
        }

        static string Instant(DateTimeOffset? at) => at is null ? "never" : $"at {at:O}";
    }

    /// <summary>
    /// What is shown beside the member is its newest award and activity; ids tell what was made
    /// last.
    /// </summary>
    private IEnumerable<Breach> OfActivity()
    {
        var lines = _books.Lines.Select(booked => booked.Line)
            .OrderBy(line => line.Id, StringComparer.Ordinal)
            .ToList();
        var newest = lines.LastOrDefault()?.CreatedAt;
        if (_books.User.LastActivityAt != newest)
        {
            yield return Member($"was active at {_books.User.LastActivityAt:O}, her rows say "
                + $"{newest:O}");
        }

        var last = lines.FindLast(line => line.Type == TransactionType.Award) is { } award
            ? new LastAward(award.CreatedAt, award.Points, award.ActivityName ?? "")
            : null;
        if (_books.User.LastAward != last)
        {
            yield return Member($"shows the award {_books.User.LastAward}, her rows say {last}");
        }
    }

    private IEnumerable<Breach> Compare(
        params IEnumerable<(string What, long Kept, long OfRows)> totals) =>
        from total in totals
        where total.Kept != total.OfRows
        select Member($"has {total.Kept} {total.What}, her rows say {total.OfRows}");

    private static bool MayBe(TransactionType type, PointsStatus status) => (type, status)
        is (TransactionType.Redeem, PointsStatus.Redeemed)
        or (TransactionType.Deduct, PointsStatus.Deducted)
        or (TransactionType.Deduct, PointsStatus.PendingDeduction)
        or (TransactionType.Deduct, PointsStatus.Rejected);

    private static string Word(Transaction line) => line.Type.ToString().ToLowerInvariant();

    private Breach Member(string says) =>
        new($"program {_partner.Id}, user {_books.User.Id}", says);

    private Breach Row(Transaction line, string says) =>
        new($"program {_partner.Id}, user {_books.User.Id}, {Word(line)} {line.Id}", says);
}
