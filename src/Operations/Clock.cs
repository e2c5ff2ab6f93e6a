using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// One clock per program: the system's in UTC, or where a sandbox has stopped its own
/// (ledger.md, section 4). Instants are whole milliseconds.
/// </summary>
public sealed class Clock(Database database, TimeProvider time)
{
    public DateTimeOffset SystemNow =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The instant of a program, by what was read of it.</summary>
    public DateTimeOffset NowOf(Partner partner) => partner.ClockAt ?? SystemNow;

    /// <summary>
    /// Runs an act on the program as it is when the act's turn has come, and at its instant then:
    /// its settings or its clock may have been changed while the act waited.
    /// </summary>
    public Task<Outcome<T>> Write<T>(
        Partner partner,
        Func<Session, Partner, DateTimeOffset, Outcome<T>> act,
        CancellationToken cancellation = default) =>
        database.Write(
            session =>
            {
                var program = Fresh(session, partner);
                return act(session, program, NowOf(program));
            },
            cancellation);

    internal DateTimeOffset NowOf(Session session, Partner partner) =>
        NowOf(Fresh(session, partner));

    private static Partner Fresh(Session session, Partner partner) =>
        session.Partners.Find(partner.Id) ?? partner;
}
