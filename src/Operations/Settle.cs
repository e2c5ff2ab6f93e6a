using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Writes down what time has decided: approvals, expiries and settlements that are due, each at its
/// own instant (ledger.md, section 4). Asked for by whoever is about to read, and by the sweep;
/// doing it again changes nothing.
/// </summary>
/// <remarks>
/// Members do not touch each other's points, so each is settled in order by herself, and in one
/// transaction. Levels need none of this: a turn of the period is read off the calendar.
/// </remarks>
public sealed class Settle(Database database)
{
    /// <summary>So many members at most keep other writers waiting.</summary>
    public const int BatchSize = 50;

    /// <summary>Settles one member.</summary>
    public Task Run(
        Partner partner,
        UserKey key,
        DateTimeOffset now,
        CancellationToken cancellation = default) =>
        database.Write<bool>(
            session =>
            {
                Account.Hold((session, partner), key, now);
                return true;
            },
            cancellation);

    /// <summary>Settles every member of a program who is due, batch by batch.</summary>
    /// <returns>How many.</returns>
    public async Task<long> Run(
        Partner partner, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var settled = 0L;
        while (database.Read(session => session.Users.HasDue(partner.Id, now)))
        {
            settled += await RunBatch(partner, now, cancellation);
        }

        return settled;
    }

    /// <summary>Settles the members who have been due longest, within a transaction.</summary>
    /// <returns>How many.</returns>
    internal static int Due(
        (Session Session, Partner Partner) of, DateTimeOffset now, int most)
    {
        var due = of.Session.Users.ListDue(of.Partner.Id, now, most);
        foreach (var id in due)
        {
            Account.Hold(of, UserKey.OfId(id), now);
        }

        return due.Count;
    }

    private async Task<int> RunBatch(
        Partner partner, DateTimeOffset now, CancellationToken cancellation)
    {
        var outcome = await database.Write<int>(
            session => Due((session, partner), now, BatchSize), cancellation);
        return outcome.Granted(out var count, out _) ? count : 0;
    }
}
