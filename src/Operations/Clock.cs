using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// One clock per program: the system's in UTC, or where a sandbox has stopped its own
/// (ledger.md, section 4). Instants are whole milliseconds.
/// </summary>
public sealed class Clock(Database database, TimeProvider time)
{
    /// <summary>The instant of a program, by what was read of it.</summary>
    public DateTimeOffset NowOf(Partner partner) => partner.ClockAt ?? SystemNow;

    public DateTimeOffset SystemNow =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>
    /// Runs an act at the program's instant when its turn has come, so that what is written down
    /// later never happened earlier.
    /// </summary>
    public Task<Outcome<T>> Write<T>(
        Partner partner,
        Func<Session, DateTimeOffset, Outcome<T>> act,
        CancellationToken cancellation = default) =>
        database.Write(session => act(session, NowOf(Fresh(session, partner))), cancellation);

    /// <summary>A sandbox's clock may have been turned while the act waited.</summary>
    private static Partner Fresh(Session session, Partner partner) =>
        partner.IsSandbox ? session.Partners.Find(partner.Id) ?? partner : partner;
}
