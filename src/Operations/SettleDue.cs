using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Settles whoever is due, a short transaction at a time, each program at its own instant when its
/// turn has come; two who do it at once share the work.
/// </summary>
public sealed class SettleDue(Database database, Clock clock)
{
    /// <summary>The programs in which somebody is due.</summary>
    public IReadOnlyList<Partner> Programs() =>
        database.Read(session => session.Partners.ListDue(clock.SystemNow));

    /// <summary>Settles the members of a program who have been due longest.</summary>
    /// <param name="partner">The program.</param>
    /// <param name="most">So many members at most, all in one transaction.</param>
    /// <param name="cancellation">Heard until the transaction begins.</param>
    /// <returns>How many; 0 when nobody is due.</returns>
    public async Task<int> Batch(
        Partner partner, int most, CancellationToken cancellation = default)
    {
        var outcome = await clock.Write<int>(
            partner, (session, now) => Settle.Due((session, partner), now, most), cancellation);
        return outcome.Granted(out var count, out _) ? count : 0;
    }
}
