using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// A held member's books, open within one act: what changes a lot or a line goes through here, so
/// that the member's totals and standing follow. <see cref="Close"/> saves the member.
/// </summary>
internal sealed class Account
{
    private readonly Session _session;
    private readonly Partner _partner;
    private readonly DateTimeOffset _now;

    // When what happens, happens: before the act it is each due thing's own instant.
    private DateTimeOffset _at;

    // The member as it is written down; null for a new one.
    private User? _kept;

    private Account((Session Session, Partner Partner) of, User user, DateTimeOffset now)
    {
        (_session, _partner) = of;
        (_now, _at) = (now, now);
        User = user;
    }

    /// <summary>The member; what an act changes of the profile, it sets here.</summary>
    public User User { get; set; }

    /// <summary>
    /// Opens the books of a member, kept from every other act, with all settled that was due; null
    /// when there is none of that key.
    /// </summary>
    public static Account? Hold(
        (Session Session, Partner Partner) of, UserKey key, DateTimeOffset now)
    {
        if (of.Session.Users.Hold(of.Partner.Number, key) is not { } user)
        {
            return null;
        }

        var account = new Account(of, user, now)
        {
            _kept = user,
            _at = DateTimeOffset.MinValue,
        };
        account.Settle();
        account.Keep();
        return account;
    }

    /// <summary>Opens the books of a new member, who is written down with them.</summary>
    public static Account Enrol(
        (Session Session, Partner Partner) of, User user, DateTimeOffset now) =>
        new(of, user, now);

    /// <summary>The member's standing in the current period.</summary>
    public Standing Standing => User.Standing.In(_partner.PeriodOf(_now));

    /// <summary>The member's levels now.</summary>
    public Place Place(Ladder ladder) => ladder.PlaceOf(Standing);

    /// <summary>Writes down an award and its lot.</summary>
    public void Award(Transaction award, Lot lot)
    {
        if (_kept is null)
        {
            Keep();
        }

        var isNamed = lot.AvailablePoints > 0 && User.Purse.HasRoom;
        var number = _session.Transactions.Add(
            _partner.Number, award, lot, isListed: !isNamed);
        Count(null, lot);
        Await(new Due(award, lot).At);
        User = User.ActiveAt(_now, _partner.Calendar) with
        {
            LastAward = new(_now, award.Points, award.ActivityName ?? ""),
            Purse = isNamed ? User.Purse.Add(lot) : User.Purse,
            Recent = RecentWith(number),
        };
    }

    /// <summary>Writes down a redeem or a deduct; what it takes is a matter of its own.</summary>
    public void Spend(Transaction line)
    {
        var number = _session.Transactions.Add(_partner.Number, line);
        Replace(Balance.Nothing, line.Balance);
        Await(line.DueAt);
        User = User.ActiveAt(_now, _partner.Calendar) with { Recent = RecentWith(number) };
    }

    /// <summary>Takes shares for a redeem or a deduct that is written down.</summary>
    /// <param name="line">The redeem or deduct.</param>
    /// <param name="shares">What each lot gives.</param>
    /// <param name="take">How a lot changes by what it gives.</param>
    public void Take(Transaction line, IEnumerable<Share> shares, Func<Lot, long, Lot> take)
    {
        foreach (var share in shares)
        {
            _session.Lots.Allocate(_partner.Number, line.Id, share);
            Change(share.Lot, take(share.Lot, share.Points));
        }
    }

    /// <summary>Saves a lot, and moves its award's status where the change has moved it.</summary>
    public void Change(Lot before, Lot after)
    {
        Save(before, after);
        if (before.StatusWhen(null) != after.StatusWhen(null)
            && _session.Transactions.Find(_partner.Number, after.Id) is { } award)
        {
            Save(award, award with { Status = after.StatusWhen(award.ApprovedBy) });
        }
    }

    /// <summary>Books a return on the award that it takes back.</summary>
    public void Return(Transaction deduct, Return part)
    {
        _session.Returns.Add(_partner.Number, deduct.Id, part);
        var lot = Lot(part.AwardId);
        Change(lot, lot.Return(part));
    }

    /// <summary>Gives what a deduct took back to the lots that it came from.</summary>
    public void Undo(Transaction deduct)
    {
        foreach (var (lotId, points) in _session.Lots.ListAllocated(_partner.Number, deduct.Id))
        {
            var lot = Lot(lotId);
            Change(lot, lot.GiveBack(points, _now));
        }

        foreach (var part in _session.Returns.List(_partner.Number, deduct.Id))
        {
            var lot = Lot(part.AwardId);
            Change(lot, lot.UndoReturn(part));
        }

        _session.Lots.Free(_partner.Number, deduct.Id);
    }

    /// <summary>Saves a line whose status, or what goes with it, has moved.</summary>
    public void Change(Transaction before, Transaction after)
    {
        Replace(before.Balance, after.Balance);
        Save(before, after);
    }

    /// <summary>
    /// Saves the member, once time has taken what was given back too late, and debt what has become
    /// spendable.
    /// </summary>
    public User Close()
    {
        Settle();
        Repay();
        Keep();
        return User;
    }

    /// <summary>The newest transactions with one more; when they are many, all move.</summary>
    private RecentTransactions RecentWith(long number)
    {
        var recent = User.Recent.Add(number);
        if (!recent.IsFull)
        {
            return recent;
        }

        _session.Histories.Add(_partner.Number, User.Id, recent);
        return RecentTransactions.Nothing;
    }

    private void Keep()
    {
        if (_kept is null)
        {
            _session.Users.Add(_partner.Number, User);
        }
        else if (User != _kept)
        {
            _session.Users.Change(_partner.Number, _kept, User);
        }

        _kept = User;
    }

    /// <summary>
    /// Makes true what is due by now, in order; each thing happens at its own instant, or where
    /// that has passed before it became due, at once (ledger.md, section 4).
    /// </summary>
    private void Settle()
    {
        if (User.IsDue(_now))
        {
            var due = ListDue();
            while (due.TryDequeue(out var item, out _) && item.At is { } at)
            {
                _at = at > _at ? at : _at;
                var moved = Move(item);
                if (Repay())
                {
                    // Lots and lines have changed since they were read.
                    due = ListDue();
                }
                else if (moved.At <= _now)
                {
                    due.Enqueue(moved, moved);
                }
            }

            User = User with { NextDueAt = _session.Dues.Next(_partner.Number, User) };
        }

        _at = _now;
    }

    private Due Move(Due item)
    {
        var moved = item.Move(_partner.Calendar, _at);
        if (item.Lot is { } before && moved.Lot is { } after)
        {
            Save(before, after);
        }

        Save(item.Line, moved.Line);
        return moved;
    }

    private PriorityQueue<Due, Due> ListDue()
    {
        var due = new PriorityQueue<Due, Due>(Due.InOrder);
        foreach (var item in _session.Dues.List(_partner.Number, User, _now))
        {
            due.Enqueue(item, item);
        }

        return due;
    }

    /// <summary>
    /// Lets lots that have become spendable pay off debt, oldest first (ledger.md, 7.3).
    /// </summary>
    /// <returns>Whether anything was paid.</returns>
    private bool Repay()
    {
        var owed = User.Balance.Debt;
        foreach (var line in ListInDebt())
        {
            var spendable = _session.Lots.ListSpendable(_partner.Number, User);
            var shares = Wallet.Take(spendable, line.Debt);
            if (shares.Count == 0)
            {
                break;
            }

            Take(line, shares, (lot, points) => lot.Deduct(points));
            Change(line, line with { Debt = line.Debt - shares.Sum(share => share.Points) });
        }

        return User.Balance.Debt < owed;
    }

    private IReadOnlyList<Transaction> ListInDebt() => User.Balance.Debt == 0
        ? []
        : _session.Transactions.ListInDebt(_partner.Number, User.Id);

    private Lot Lot(string id) => _session.Lots.Find(_partner.Number, id)
        ?? throw new InvalidOperationException("An award has no lot.");

    private void Save(Lot before, Lot after)
    {
        _session.Lots.Change(_partner.Number, before, after);
        Count(before, after);
        Await(after.LapsesAt);
        if (after.AvailablePoints == 0)
        {
            User = User with { Purse = User.Purse.Remove(after) };
        }
    }

    /// <summary>A line's last update is its last move to another status.</summary>
    private void Save(Transaction before, Transaction after)
    {
        var isMoved = before.Status != after.Status;
        _session.Transactions.Change(
            _partner.Number, before, isMoved ? after with { UpdatedAt = _at } : after);
        Await(after.DueAt);
    }

    private void Await(DateTimeOffset? at)
    {
        if (at is not null && !(User.NextDueAt <= at))
        {
            User = User with { NextDueAt = at };
        }
    }

    private void Count(Lot? before, Lot after)
    {
        var points = after.QualifyingPoints - (before?.QualifyingPoints ?? 0);
        User = User with
        {
            Balance = User.Balance.Replace(before?.Balance ?? Balance.Nothing, after.Balance),
            Schedule = User.Schedule.Replace(before?.Lapse, after.Lapse),
            Standing = points != 0 && after.ApprovedAt is { } at
                ? User.Standing.In(_partner.PeriodOf(_at)).Count(points, _partner.PeriodOf(at))
                : User.Standing,
        };
    }

    private void Replace(Balance before, Balance after) =>
        User = User with { Balance = User.Balance.Replace(before, after) };
}
