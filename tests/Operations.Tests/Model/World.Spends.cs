namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>Redeems and deducts: all or nothing (ledger.md, section 2).</summary>
internal sealed partial class World
{
    private Reply Redeem(Redeeming deed)
    {
        if (Find(deed.Member) is not { } member)
        {
            return Reply.No("InvalidUser");
        }

        if (member.IsBlocked)
        {
            return Reply.No("UserBlocked");
        }

        var option = _shop.Options.FirstOrDefault(known => known.Id == deed.Option);
        if (option is null)
        {
            return Reply.No("InvalidRedemptionId");
        }

        var codes = CodesLeft(option);
        var refusal = _shop.Clock.Day(_now) > option.LastDay ? "CouponExpired"
            : !Admits(option, member) ? "RedemptionNotForLevel"
            : codes.Count == 0 ? "CouponsExhausted"
            : Available(member) < option.Cost ? "InsufficientPointsToRedeem"
            : null;
        if (refusal is not null)
        {
            return Reply.No(refusal);
        }

        var redeem = new Line
        {
            Number = _lines.Count + 1,
            Member = member,
            Kind = Kind.Redeem,
            Created = _now,
            Updated = _now,
            Status = Status.Redeemed,
            Points = option.Cost,
            Option = option.Id,
            Code = codes[0],
        };
        return Spend(redeem);
    }

    private Reply Deduct(Deducting deed)
    {
        if (Find(deed.Member) is not { } member)
        {
            return Reply.No("InvalidUser");
        }

        if (member.IsBlocked)
        {
            return Reply.No("UserBlocked");
        }

        if (Available(member) < deed.Points)
        {
            return Reply.No("InsufficientPointsToDeduct");
        }

        var deduct = new Line
        {
            Number = _lines.Count + 1,
            Member = member,
            Kind = Kind.Deduct,
            Created = _now,
            Updated = _now,
            Status = Status.Deducted,
            Points = deed.Points,
            Reason = "Why not",
        };
        return Spend(deduct);
    }

    private Reply Spend(Line spend)
    {
        Take(spend, spend.Points);
        _lines.Add(spend);
        spend.Member.LastActivity = _now;
        return new(null, spend.Number);
    }

    /// <summary>The codes that no redeem has got, in the order in which they are issued.</summary>
    private List<string> CodesLeft(OptionTerms option)
    {
        var codes = new List<string>(option.Codes);
        foreach (var line in _lines)
        {
            if (line.Code is not null)
            {
                codes.Remove(line.Code);
            }
        }

        return codes;
    }

    private bool Admits(OptionTerms option, Member member) =>
        option.Levels.Contains("all")
        || (Held(member, isPeriod: true) is { } period && option.Levels.Contains(period.Id))
        || (Held(member, isPeriod: false) is { } lifetime && option.Levels.Contains(lifetime.Id));
}
