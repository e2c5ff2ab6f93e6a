namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>Awards, and moves by hand (ledger.md, sections 3 and 6).</summary>
internal sealed partial class World
{
    private const long MostPoints = 1_000_000_000_000_000;

    private Reply Award(Awarding deed)
    {
        var member = Find(deed.Member);
        var earlier = _lines.Find(line => deed.Order is not null && line.Kind == Kind.Award
            && line.Order == deed.Order && line.Activity!.Id == deed.Activity);
        if (earlier is not null && earlier.Member == member && earlier.Passed == deed.Passed)
        {
            return new(null, earlier.Number, IsReplayed: true);
        }

        var activity = _activities.Find(known => known.Id == deed.Activity);
        if (activity is { IsBonus: true } && deed.Passed is null)
        {
            return Reply.No("MissingParameters");
        }

        member ??= new Member { Name = deed.Member };
        var value = deed.Passed ?? activity?.OwnPoints ?? 0;
        var multiplier = LevelMultiplier(member);
        var points = activity is null ? 0 : Worth(value, activity, multiplier);
        var isTooMuch = Available(member) + Pending(member) + points > MostPoints;
        if (activity is not null && (points == 0 || isTooMuch))
        {
            return Reply.No("InvalidParameters");
        }

        var refusal = member.IsBlocked ? "UserBlocked"
            : activity is null ? "InvalidActivityId"
            : earlier is not null ? "DuplicateOrderId"
            : !activity.IsActive ? "ActivityPaused"
            : IsCapped(member, activity) ? "AwardLimitExceeded"
            : null;
        if (refusal is not null)
        {
            return Reply.No(refusal);
        }

        var award = new Line
        {
            Number = _lines.Count + 1,
            Member = member,
            Kind = Kind.Award,
            Created = _now,
            Updated = _now,
            Status = Status.Pending,
            AutoApproval = activity!.Approval == Approval.Monthly
                ? _shop.Clock.MonthsLater(_now, 1)
                : null,
            Points = (long)points,
            Activity = activity,
            Order = deed.Order,
            Passed = deed.Passed,
            Value = value,
            LevelMultiplier = multiplier,
        };
        Enrol(member);
        _lines.Add(award);
        (member.LastActivity, member.LastAward) = (_now, award);
        if (activity.Approval == Approval.Immediate)
        {
            Approve(award);
        }

        return new(null, award.Number);
    }

    private void Enrol(Member member)
    {
        if (!_members.Contains(member))
        {
            _members.Add(member);
        }
    }

    /// <summary>Decimals of a few digits: their product is exact.</summary>
    private decimal Worth(decimal value, ActivityTerms activity, decimal levelMultiplier)
    {
        var exact = value * (activity.IsBonus ? activity.Multiplier : 1) * levelMultiplier;
        return _shop.Rounding switch
        {
            Rounding.Floor => Math.Floor(exact),
            Rounding.Nearest => Math.Floor(exact + 0.5m),
            _ => Math.Ceiling(exact),
        };
    }

    private bool IsCapped(Member member, ActivityTerms activity)
    {
        var from = _shop.Clock.StartOf(activity.Window, _now);
        var count = 0;
        foreach (var line in _lines)
        {
            var counts = line.Member == member
                && line.Activity?.Id == activity.Id
                && line.Status is not (Status.Rejected or Status.AutoRejected)
                && (from is null || line.Created >= from);
            count += counts ? 1 : 0;
        }

        return activity.Cap > 0 && count >= activity.Cap;
    }

    private Reply Move(Moving deed)
    {
        if (_lines.Find(line => line.Number == deed.Line) is not { } line)
        {
            return Reply.No("InvalidTransactionId");
        }

        var isSaidAgain = line.Status == deed.To
            || (deed.To == Status.Approved && line.IsMovedByHand
                && line.Status is Status.Exhausted or Status.Expired);
        if (isSaidAgain)
        {
            return new(null, line.Number);
        }

        var isLapsed = line.ValidUntil <= _now;
        switch (line.Kind, line.Status, deed.To)
        {
            case (Kind.Award, Status.Pending, Status.Approved):
            case (Kind.Award, Status.Rejected, Status.Approved) when !isLapsed:
                line.IsMovedByHand = true;
                Approve(line);
                break;
            case (Kind.Award, Status.Pending, Status.Rejected):
            case (Kind.Award, Status.AutoApproved, Status.Rejected):
            case (Kind.Award, Status.Approved, Status.Rejected):
                SetStatus(line, Status.Rejected);
                break;
            case (Kind.Deduct, Status.PendingDeduction, Status.Deducted):
                line.IsMovedByHand = true;
                SetStatus(line, Status.Deducted);
                break;
            case (Kind.Deduct, Status.PendingDeduction, Status.Rejected):
                RejectReturn(line);
                break;
            default:
                return Reply.No("InvalidPointsStatus");
        }

        return new(null, line.Number);
    }
}
