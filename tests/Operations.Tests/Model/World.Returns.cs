namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>Returns (ledger.md, section 7).</summary>
internal sealed partial class World
{
    private Reply Return(Returning deed)
    {
        var awards = _lines.FindAll(line => line.Kind == Kind.Award && line.Order == deed.Order);
        if (awards.Count == 0)
        {
            return Reply.No("InvalidOrderId");
        }

        var left = awards.Max(ValueLeft);
        if (left == 0 || deed.Amount > left)
        {
            return Reply.No("ReturnExceedsOrder");
        }

        // Each award that has value left gives back what was asked for, as far as that goes.
        awards.RemoveAll(award => ValueLeft(award) == 0);
        var claims = awards.ConvertAll(award => ClaimOn(award, deed.Amount ?? left));
        if (_shop.WhenSpent == WhenSpent.Refuse && claims.Any(claim => claim.Spent > 0))
        {
            return Reply.No("ReturnExceedsOrder");
        }

        // An order is one member's but for a mistake; then each has a line of her own.
        var first = 0;
        foreach (var member in _members)
        {
            var ofMember = claims.FindAll(claim => claim.Award.Member == member);
            if (ofMember.Count > 0)
            {
                var line = TakeBack(deed, member, ofMember);
                first = first == 0 ? line.Number : first;
            }
        }

        return new(null, first);
    }

    /// <summary>What is asked of an award: of its own lot, and what was spent of it.</summary>
    private Claim ClaimOn(Line award, decimal asked)
    {
        var left = ValueLeft(award);
        var value = Math.Min(asked, left);
        var due = (long)(
            Worth(left, award.Activity!, award.LevelMultiplier)
            - Worth(left - value, award.Activity!, award.LevelMultiplier));
        var own = Math.Min(due, Left(award));
        var spent = Used(award) + Deducted(award) - ReturnedPoints(award);
        return new(award, value, own, Math.Max(0, Math.Min(due - own, spent)));
    }

    private Line TakeBack(Returning deed, Member member, List<Claim> claims)
    {
        var line = new Line
        {
            Number = _lines.Count + 1,
            Member = member,
            Kind = Kind.Deduct,
            Created = _now,
            Updated = _now,
            Status = Status.PendingDeduction,
            AutoApproval = _shop.Clock.MonthsLater(_now, 1),
            Order = deed.Order,
            Reason = deed.Amount is null ? "Order Fully Returned" : "Order Partially Returned",
        };
        foreach (var claim in claims)
        {
            Give(claim.Award, line, claim.Own);
        }

        var spent = claims.Sum(claim => claim.Spent);
        var taken = Take(line, spent);
        var elsewhere = _shop.WhenSpent == WhenSpent.AllowNegative ? spent : taken;
        line.Points = claims.Sum(claim => claim.Own) + elsewhere;
        _lines.Add(line);
        foreach (var claim in claims)
        {
            var share = Math.Min(elsewhere, claim.Spent);
            elsewhere -= share;
            _bookings.Add(new(line, claim.Award, claim.Value, claim.Own + share));
            if (claim.Award.Status == Status.Pending && ValueLeft(claim.Award) == 0)
            {
                SetStatus(claim.Award, Status.AutoRejected);
            }
        }

        member.LastActivity = _now;
        return line;
    }

    /// <summary>
    /// The points go back to the lots that they came from; what has lapsed meanwhile expires, and
    /// an award that waits again for an approval long due has it, before debts are paid.
    /// </summary>
    private void RejectReturn(Line line)
    {
        var touched = _gifts.FindAll(gift => gift.To == line).Select(gift => gift.From)
            .Concat(_bookings.FindAll(part => part.Return == line).Select(part => part.Award))
            .Distinct()
            .ToList();
        _gifts.RemoveAll(gift => gift.To == line);
        SetStatus(line, Status.Rejected);
        foreach (var award in touched)
        {
            if (award.Status == Status.AutoRejected)
            {
                SetStatus(award, Status.Pending);
            }
            else if (award.IsOpen && award.ValidUntil <= _now)
            {
                Expire(award);
            }
            else if (award.IsOpen)
            {
                Restate(award);
            }
        }

        LetTimePass(_now);
        PayDebts(line.Member);
    }

    /// <summary>How much of an order's value could still be returned.</summary>
    public decimal ValueLeft(string order) =>
        _lines.FindAll(line => line.Kind == Kind.Award && line.Order == order).Max(ValueLeft);

    /// <summary>How much of an award's value could still be returned.</summary>
    private decimal ValueLeft(Line award) =>
        award.Status is Status.Rejected or Status.AutoRejected
            ? 0
            : Math.Max(0, award.Value - ReturnedValue(award));

    private decimal ReturnedValue(Line award)
    {
        var sum = 0m;
        foreach (var part in _bookings)
        {
            if (part.Award == award && part.Return.Status != Status.Rejected)
            {
                sum += part.Value;
            }
        }

        return sum;
    }

    /// <summary>Points that returns took for an award, from any lot, debt included.</summary>
    private long ReturnedPoints(Line award)
    {
        var sum = 0L;
        foreach (var part in _bookings)
        {
            if (part.Award == award && part.Return.Status != Status.Rejected)
            {
                sum += part.Points;
            }
        }

        return sum;
    }

    /// <summary>What a return asks of one award.</summary>
    private sealed record Claim(Line Award, decimal Value, long Own, long Spent);
}
