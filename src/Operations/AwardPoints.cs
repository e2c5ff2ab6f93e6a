using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>What is asked for when points are awarded.</summary>
/// <param name="PointsPassed">Greater than 0; null for the activity's own points.</param>
/// <param name="OrderId">Honoured once per activity; null when there is none.</param>
public sealed record AwardRequest(
    Email Email, string ActivityId, decimal? PointsPassed, string? OrderId);

/// <summary>An award that was made, now or, when replayed, by the same call before.</summary>
public sealed record Awarded(User User, Transaction Transaction, bool IsReplayed);

/// <summary>
/// Awards points to a member, whom it may enrol (ledger.md, sections 3, 5 and 6).
/// </summary>
public sealed class AwardPoints(Clock clock, Ids ids)
{
    public Task<Outcome<Awarded>> Run(
        Partner partner,
        AwardRequest request,
        CancellationToken cancellation = default) =>
        clock.Write(
            partner,
            (session, program, now) => Run(session, program, request, now),
            cancellation);

    private Outcome<Awarded> Run(
        Session session, Partner partner, AwardRequest request, DateTimeOffset now)
    {
        var held = Account.Hold((session, partner), UserKey.Of(request.Email), now);
        var member = held?.User;
        var earlier = request.OrderId is null
            ? null
            : session.Transactions.FindAward(partner.Number, request.ActivityId, request.OrderId);
        if (earlier is not null && IsSame(session, partner, earlier, request)
            && earlier.UserId == member?.Id)
        {
            return new Awarded(held!.Close(), earlier, IsReplayed: true);
        }

        var account = held ?? Account.Enrol(
            (session, partner), User.Enrol(ids.Next(), request.Email, partner, now), now);
        var activity = session.Activities.Find(partner.Number, request.ActivityId);
        var decision = new Award(
            partner.Terms,
            activity,
            member,
            account.Place(session.Levels.Ladder(partner.Number)),
            request.PointsPassed,
            OrderIsTaken: earlier is not null,
            CountAwards(session, partner, (member, activity), now)).Decide();
        if (!decision.Granted(out var price, out var refused) || activity is null)
        {
            return refused ?? new(Refusal.InvalidActivityId);
        }

        var award = Transaction.Of(TransactionType.Award, ids.Next(), account.User.Id, now) with
        {
            Points = price.Points ?? 0,
            ActivityId = activity.ActivityId,
            ActivityName = activity.Name,
            OrderId = request.OrderId,
        };
        var lot = Lot.Of(award, activity, price, request.PointsPassed);
        (award, lot) = Start(award, lot, activity.ApprovalMethod, partner.Calendar);
        account.Award(award, lot);
        return new Awarded(account.Close(), award, IsReplayed: false);
    }

    private static bool IsSame(
        Session session, Partner partner, Transaction earlier, AwardRequest request) =>
        session.Lots.Find(partner.Number, earlier.Id)?.PointsPassed == request.PointsPassed;

    private static long CountAwards(
        Session session,
        Partner partner,
        (User? Member, Activity? Activity) whoFor,
        DateTimeOffset now) => whoFor switch
        {
            ({ } member, { Cap.IsSet: true } activity) => session.Transactions.CountAwards(
                partner.Number, member, activity, activity.Cap.CountsFrom(partner.Calendar, now)),
            _ => 0,
        };

    private static (Transaction Award, Lot Lot) Start(
        Transaction award, Lot lot, ApprovalMethod method, Calendar calendar)
    {
        switch (method)
        {
            case ApprovalMethod.Immediate:
                var approved = lot.Approve(calendar, award.CreatedAt);
                var status = approved.StatusWhen(approvedBy: null);
                return (award with { Status = status, ApprovedAt = award.CreatedAt }, approved);
            case ApprovalMethod.Monthly:
                var dueAt = calendar.AddMonths(award.CreatedAt, 1);
                return (award with { AutoApprovalAt = dueAt }, lot);
            default:
                return (award, lot);
        }
    }
}
