using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Moves a transaction to another status by hand (ledger.md, section 3). Saying the same again
/// changes nothing and is answered like the first time.
/// </summary>
public sealed class UpdateTransaction(Clock clock)
{
    /// <param name="partner">The program.</param>
    /// <param name="request">The transaction's id and the status to move it to.</param>
    /// <param name="cancellation">Drops the move while it has not begun.</param>
    public Task<Outcome<Entry>> Run(
        Partner partner,
        (string Id, PointsStatus Status) request,
        CancellationToken cancellation = default) =>
        clock.Write(
            partner,
            (session, program, now) => Run(session, program, request, now),
            cancellation);

    private static Outcome<Entry> Run(
        Session session,
        Partner partner,
        (string Id, PointsStatus Status) request,
        DateTimeOffset now)
    {
        if (Account.Hold((session, partner), UserKey.OfLine(request.Id), now) is not { } account
            || session.Transactions.Find(partner.Number, request.Id) is not { } line)
        {
            return Refusal.InvalidTransactionId;
        }

        if (!line.HasBeen(request.Status))
        {
            if (!line.MayBecome(request.Status))
            {
                return Refusal.InvalidPointsStatus;
            }

            var mover = new Mover(account, partner.Calendar, now);
            if (session.Lots.Find(partner.Number, line.Id) is not { } lot)
            {
                mover.MoveDeduct(line, request.Status);
            }
            else if (!mover.TryMoveAward(line, lot, request.Status))
            {
                return Refusal.InvalidPointsStatus;
            }
        }

        account.Close();
        return session.Entries.Find(partner.Number, line.Id)!;
    }

    /// <summary>Carries out a move that the table of section 3 allows.</summary>
    private sealed class Mover(Account account, Calendar calendar, DateTimeOffset now)
    {
        /// <summary>False when the award has lapsed meanwhile.</summary>
        public bool TryMoveAward(Transaction award, Lot lot, PointsStatus next)
        {
            if (next == PointsStatus.Rejected)
            {
                account.Change(award, award with { Status = next });
                account.Change(lot, lot with { State = LotState.Rejected });
                return true;
            }

            if (lot.HasLapsed(now))
            {
                return false;
            }

            account.Change(award, award with
            {
                Status = next,
                ApprovedAt = now,
                ApprovedBy = Transaction.ApprovedByApi,
            });
            account.Change(lot, lot.Approve(calendar, now));
            return true;
        }

        public void MoveDeduct(Transaction deduct, PointsStatus next)
        {
            if (next == PointsStatus.Deducted)
            {
                account.Change(deduct, deduct with
                {
                    Status = next,
                    ApprovedBy = Transaction.ApprovedByApi,
                });
                return;
            }

            account.Undo(deduct);
            account.Change(deduct, deduct with { Status = next, Debt = 0 });
        }
    }
}
