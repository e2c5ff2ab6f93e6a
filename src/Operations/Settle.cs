using System.Runtime.ExceptionServices;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>A batch of members, settled.</summary>
/// <param name="Members">How many were; 0 when nobody is due, or nobody could be.</param>
/// <param name="Failed">Who could not be.</param>
public sealed record SettledBatch(int Members, IReadOnlyList<Unsettled> Failed);

/// <summary>A member who could not be settled, and why: a defect or an outage.</summary>
public sealed record Unsettled(string UserId, Exception Fault);

/// <summary>
/// Writes down what time has decided: approvals, expiries and settlements that are due by the
/// program's clock, each at its own instant (ledger.md, section 4). Asked for by whoever is about
/// to read, and by the sweep; doing it again, or twice at once, changes nothing more.
/// </summary>
/// <remarks>
/// Members do not touch each other's points, so each is settled in order by herself, and in one
/// transaction. Levels need none of this: a turn of the period is read off the calendar.
/// </remarks>
public sealed class Settle(Database database, Clock clock)
{
    /// <summary>So many members at most keep other writers waiting.</summary>
    public const int BatchSize = 50;

    /// <summary>The programs in which somebody is due.</summary>
    public IReadOnlyList<Partner> Programs() =>
        database.Read(session => session.Partners.ListDue(clock.SystemNow));

    /// <summary>Settles one member.</summary>
    public Task Run(Partner partner, UserKey key, CancellationToken cancellation = default) =>
        clock.WriteWhenFree<bool>(
            partner,
            (session, program, now) =>
            {
                Account.Hold((session, program), key, now);
                return true;
            },
            cancellation);

    /// <summary>Settles every member of a program who is due, batch by batch.</summary>
    /// <returns>How many.</returns>
    public async Task<long> Run(Partner partner, CancellationToken cancellation = default)
    {
        var settled = 0L;
        SettledBatch batch;
        do
        {
            batch = await Batch(partner, BatchSize, cancellation);
            settled += batch.Members;
            if (batch.Failed is [var first, ..])
            {
                ExceptionDispatchInfo.Throw(first.Fault);
            }
        }
        while (batch.Members > 0);
        return settled;
    }

    /// <summary>
    /// Settles the members of a program who have been due longest, all in one transaction; where
    /// one of them cannot be, the others each in one of their own.
    /// </summary>
    /// <param name="partner">The program.</param>
    /// <param name="most">So many members at most.</param>
    /// <param name="cancellation">Heard until the transaction begins.</param>
    public async Task<SettledBatch> Batch(
        Partner partner, int most, CancellationToken cancellation = default)
    {
        try
        {
            return new(await InOne(partner, most, cancellation), []);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return await OneByOne(partner, most, cancellation);
        }
    }

    /// <summary>Settles everybody who is due, within a transaction.</summary>
    internal static void All((Session Session, Partner Partner) of, DateTimeOffset now)
    {
        while (HoldDue(of, now, BatchSize) > 0)
        {
        }
    }

    private async Task<int> InOne(Partner partner, int most, CancellationToken cancellation)
    {
        var outcome = await clock.WriteWhenFree<int>(
            partner, (session, program, now) => HoldDue((session, program), now, most),
            cancellation);
        return outcome.Granted(out var count, out _) ? count : 0;
    }

    private async Task<SettledBatch> OneByOne(
        Partner partner, int most, CancellationToken cancellation)
    {
        var failed = new List<Unsettled>();
        var due = database.Read(
            session => session.Users.ListDue(partner.Number, clock.NowOf(session, partner), most));
        foreach (var id in due)
        {
            try
            {
                await Run(partner, UserKey.OfId(id), cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                failed.Add(new(id, fault));
            }
        }

        return new(due.Count - failed.Count, failed);
    }

    /// <summary>By id, as every act holds who it holds, so that none waits for another.</summary>
    private static int HoldDue(
        (Session Session, Partner Partner) of, DateTimeOffset now, int most)
    {
        var due = of.Session.Users.ListDue(of.Partner.Number, now, most);
        foreach (var id in due.Order(StringComparer.Ordinal))
        {
            Account.Hold(of, UserKey.OfId(id), now);
        }

        return due.Count;
    }
}
