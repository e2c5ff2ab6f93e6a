using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// One clock per program: the system's in UTC, or where a sandbox has stopped its own
/// (ledger.md, section 4). Instants are whole milliseconds. An act is never earlier than what its
/// program has already written: where the system's clock was set back, the program's stands still
/// until that has caught up.
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
        CancellationToken cancellation = default)
    {
        var once = Once.Current;
        return database.Write(session => Run(session, partner, act, once), cancellation);
    }

    /// <summary>The same, of an act that is never refused for others that wait.</summary>
    public Task<Outcome<T>> WriteWhenFree<T>(
        Partner partner,
        Func<Session, Partner, DateTimeOffset, Outcome<T>> act,
        CancellationToken cancellation = default) =>
        database.WriteWhenFree(session => Run(session, partner, act), cancellation);

    /// <summary>Looks outside of every act's transaction, as only a planted bug does.</summary>
    internal T Look<T>(Func<Session, T> look) => database.Read(look);

    /// <summary>The instant of a program as it is within a transaction.</summary>
    internal DateTimeOffset NowOf(Session session, Partner partner) =>
        ActAt(session, Fresh(session, partner));

    private Outcome<T> Run<T>(
        Session session,
        Partner partner,
        Func<Session, Partner, DateTimeOffset, Outcome<T>> act,
        Once? once = null)
    {
        var program = Fresh(session, partner);
        var outcome = act(session, program, ActAt(session, program));
        return once is null ? outcome : once.Keep((session, program), SystemNow, outcome);
    }

    /// <summary>A clock that was turned by hand is never behind its program's rows.</summary>
    private DateTimeOffset ActAt(Session session, Partner partner)
    {
        if (partner.ClockAt is { } at)
        {
            return at;
        }

        var (now, newestAt) = (SystemNow, session.Transactions.NewestAt(partner.Number));
        return newestAt > now ? newestAt.Value : now;
    }

    private static Partner Fresh(Session session, Partner partner) =>
        session.Partners.Find(partner.Number) ?? partner;
}
