using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// A held member's books, open within one act: what changes a lot or a line goes through here, so
/// that the member's totals and standing follow. <see cref="Close"/> saves the member.
/// </summary>
internal sealed class Account(Session session, Partner partner, User user, DateTimeOffset now)
{
    public User User { get; private set; } = user with
    {
        Standing = user.Standing.In(partner.PeriodOf(now)),
    };

    /// <summary>The member's levels now.</summary>
    public Place Place(Ladder ladder) => ladder.PlaceOf(User.Standing);

    /// <summary>Writes down an award and its lot.</summary>
    public void Award(Transaction award, Lot lot)
    {
        session.Transactions.Add(partner.Id, award);
        session.Lots.Add(partner.Id, lot);
        Count(null, lot);
        User = User with
        {
            LastActivityAt = now,
            LastAward = new(now, award.Points, award.ActivityName ?? ""),
        };
    }

    /// <summary>Writes down a redeem or a deduct; what it takes is a matter of its own.</summary>
    public void Spend(Transaction line)
    {
        session.Transactions.Add(partner.Id, line);
        Replace(Balance.Nothing, line.Balance);
        User = User with { LastActivityAt = now };
    }

    /// <summary>Takes shares for a redeem or a deduct that is written down.</summary>
    /// <param name="line">The redeem or deduct.</param>
    /// <param name="shares">What each lot gives.</param>
    /// <param name="take">How a lot changes by what it gives.</param>
    public void Take(Transaction line, IEnumerable<Share> shares, Func<Lot, long, Lot> take)
    {
        foreach (var share in shares)
        {
            session.Lots.Allocate(partner.Id, line.Id, share);
            Change(share.Lot, take(share.Lot, share.Points));
        }
    }

    /// <summary>Saves a lot, and moves its award's status where the change has moved it.</summary>
    public void Change(Lot before, Lot after)
    {
        session.Lots.Change(partner.Id, after);
        Count(before, after);
        if (before.StatusWhen(null) != after.StatusWhen(null)
            && session.Transactions.Find(partner.Id, after.Id) is { } award)
        {
            Save(award.Status, award with { Status = after.StatusWhen(award.ApprovedBy) });
        }
    }

    /// <summary>Books a return on the award that it takes back.</summary>
    public void Return(Transaction deduct, Return part)
    {
        session.Returns.Add(partner.Id, deduct.Id, part);
        var lot = Lot(part.AwardId);
        Change(lot, lot.Return(part));
    }

    /// <summary>Gives what a deduct took back to the lots that it came from.</summary>
    public void Undo(Transaction deduct)
    {
        foreach (var (lotId, points) in session.Lots.ListAllocated(partner.Id, deduct.Id))
        {
            var lot = Lot(lotId);
            Change(lot, lot.Deduct(-points));
        }

        foreach (var part in session.Returns.List(partner.Id, deduct.Id))
        {
            var lot = Lot(part.AwardId);
            Change(lot, lot.UndoReturn(part));
        }

        session.Lots.Free(partner.Id, deduct.Id);
    }

    /// <summary>Saves a line whose status, or what goes with it, has moved.</summary>
    public Transaction Change(Transaction before, Transaction after)
    {
        Replace(before.Balance, after.Balance);
        return Save(before.Status, after);
    }

    /// <summary>
    /// Lets lots that have become spendable pay off debt, oldest first (ledger.md, 7.3).
    /// </summary>
    public void Repay()
    {
        if (User.Balance.Debt == 0)
        {
            return;
        }

        foreach (var line in session.Transactions.ListInDebt(partner.Id, User.Id))
        {
            var shares = Wallet.Take(session.Lots.ListSpendable(partner.Id, User.Id), line.Debt);
            if (shares.Count == 0)
            {
                return;
            }

            Take(line, shares, (lot, points) => lot.Deduct(points));
            Change(line, line with { Debt = line.Debt - shares.Sum(share => share.Points) });
        }
    }

    public User Close()
    {
        session.Users.Change(partner.Id, User);
        return User;
    }

    private Lot Lot(string id) => session.Lots.Find(partner.Id, id)
        ?? throw new InvalidOperationException("An award has no lot.");

    /// <summary>A line's last update is its last move to another status.</summary>
    private Transaction Save(PointsStatus before, Transaction line)
    {
        var saved = line.Status == before ? line : line with { UpdatedAt = now };
        session.Transactions.Change(partner.Id, saved);
        return saved;
    }

    private void Count(Lot? before, Lot after)
    {
        Replace(before?.Balance ?? Balance.Nothing, after.Balance);
        var points = after.QualifyingPoints - (before?.QualifyingPoints ?? 0);
        if (points != 0 && after.ApprovedAt is { } at)
        {
            User = User with { Standing = User.Standing.Count(points, partner.PeriodOf(at)) };
        }
    }

    private void Replace(Balance before, Balance after) =>
        User = User with { Balance = User.Balance.Replace(before, after) };
}
