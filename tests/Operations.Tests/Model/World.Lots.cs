namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>What is left of lots, and who takes it (ledger.md, sections 1, 2 and 5).</summary>
internal sealed partial class World
{
    private long Used(Line award) => Given(award, toRedeems: true);

    private long Deducted(Line award) => Given(award, toRedeems: false);

    /// <summary>What nothing has taken of an award's points, whatever its status.</summary>
    private long Left(Line award) => award.Points - Used(award) - Deducted(award) - award.Expired;

    private long Given(Line award, bool toRedeems)
    {
        var sum = 0L;
        foreach (var gift in _gifts)
        {
            if (gift.From == award && gift.To.Kind == Kind.Redeem == toRedeems)
            {
                sum += gift.Points;
            }
        }

        return sum;
    }

    /// <summary>What a redeem or deduct took that no lot gave.</summary>
    private long Owed(Line spend)
    {
        if (spend.Kind == Kind.Award || spend.Status == Status.Rejected)
        {
            return 0;
        }

        var sum = spend.Points;
        foreach (var gift in _gifts)
        {
            if (gift.To == spend)
            {
                sum -= gift.Points;
            }
        }

        return sum;
    }

    private long Debt(Member member)
    {
        var sum = 0L;
        foreach (var line in _lines)
        {
            if (line.Member == member)
            {
                sum += Owed(line);
            }
        }

        return sum;
    }

    private long Available(Member member)
    {
        var sum = -Debt(member);
        foreach (var line in _lines)
        {
            if (line.Member == member && line.IsOpen)
            {
                sum += Left(line);
            }
        }

        return sum;
    }

    private long Pending(Member member)
    {
        var sum = 0L;
        foreach (var line in _lines)
        {
            if (line.Member == member && line.Status == Status.Pending)
            {
                sum += Left(line);
            }
        }

        return sum;
    }

    /// <summary>Opens an award's lot; a second approval keeps the first one's expiry.</summary>
    private void Approve(Line award)
    {
        award.Approved = _now;
        if (award.FirstApproved is null)
        {
            award.FirstApproved = _now;
            if (award.Activity!.Months > 0)
            {
                var expiry = _shop.Clock.MonthsLater(_now, award.Activity.Months);
                award.Expiry = expiry;
                award.ValidUntil = _shop.Clock.StartOf(_shop.Clock.Day(expiry).AddDays(1));
            }
        }

        Restate(award);
        PayDebts(award.Member);
    }

    private void Expire(Line award)
    {
        award.Expired += Left(award);
        Restate(award);
    }

    /// <summary>The status of an award that is approved follows from what is left of it.</summary>
    private void Restate(Line award) => SetStatus(award,
        Left(award) == 0 && award.Expired > 0 ? Status.Expired
        : Left(award) == 0 && Used(award) > 0 ? Status.Exhausted
        : award.IsMovedByHand ? Status.Approved
        : Status.AutoApproved);

    /// <summary>Soonest expiry first, then oldest approval, then the older line.</summary>
    private List<Line> Spendable(Member member)
    {
        var lots = new List<Line>();
        foreach (var line in _lines)
        {
            if (line.Member == member && line.IsOpen && Left(line) > 0)
            {
                lots.Add(line);
            }
        }

        return [.. lots
            .OrderBy(lot => lot.ValidUntil ?? DateTimeOffset.MaxValue)
            .ThenBy(lot => lot.FirstApproved)
            .ThenBy(lot => lot.Number)];
    }

    private void Give(Line lot, Line spend, long points)
    {
        if (points == 0)
        {
            return;
        }

        _gifts.Add(new(lot, spend, points));
        if (lot.IsOpen)
        {
            Restate(lot);
        }
    }

    /// <summary>Takes points from a member's lots in their order, as far as they go.</summary>
    private long Take(Line spend, long points)
    {
        var taken = 0L;
        foreach (var lot in Spendable(spend.Member))
        {
            var part = Math.Min(Left(lot), points - taken);
            Give(lot, spend, part);
            taken += part;
        }

        return taken;
    }

    /// <summary>The oldest debts are paid first (ledger.md, 7.3).</summary>
    private void PayDebts(Member member)
    {
        foreach (var line in _lines)
        {
            if (line.Member == member && Owed(line) > 0)
            {
                Take(line, Owed(line));
            }
        }
    }
}
