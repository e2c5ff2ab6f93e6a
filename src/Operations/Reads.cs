using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Reads a program as it is at an instant, whether or not a sweep has run (ledger.md, section 4):
/// what is due is settled first. Where nothing is, that costs one comparison.
/// </summary>
public sealed class Reads(Database database, Settle settle)
{
    /// <summary>
    /// Reads a list of what any member may have changed; where lists come from elsewhere, it may be
    /// a moment old.
    /// </summary>
    public async Task<T> Program<T>(
        Partner partner,
        DateTimeOffset now,
        Func<Session, T> look,
        CancellationToken cancellation = default)
    {
        var (isDue, seen) = database.List(session =>
            session.Users.HasDue(partner.Number, now) ? (true, default) : (false, look(session)));
        if (!isDue)
        {
            return seen!;
        }

        await settle.Run(partner, cancellation);
        return database.Read(look);
    }

    /// <summary>Reads a member; null when there is none of that key.</summary>
    public async ValueTask<UserOnLadder?> Member(
        (Partner Partner, UserKey Key) whose,
        DateTimeOffset now,
        CancellationToken cancellation = default)
    {
        var (partner, key) = whose;
        var seen = await Glance(partner.Number, key);
        if (seen is null || !seen.User.IsDue(now))
        {
            return seen;
        }

        await settle.Run(partner, key, cancellation);
        return await Glance(partner.Number, key);
    }

    /// <summary>Reads what is one member's; null when there is none of that key.</summary>
    public async Task<T?> Member<T>(
        (Partner Partner, UserKey Key) whose,
        DateTimeOffset now,
        Func<Session, User, T?> look,
        CancellationToken cancellation = default)
        where T : class
    {
        var (partner, key) = whose;
        var (isDue, seen) = database.Read(session =>
            session.Users.Find(partner.Number, key) is not { } user ? (false, null)
            : user.IsDue(now) ? (true, null)
            : (false, look(session, user)));
        if (!isDue)
        {
            return seen;
        }

        await settle.Run(partner, key, cancellation);
        return database.Read(session =>
            session.Users.Find(partner.Number, key) is { } user ? look(session, user) : null);
    }

    private ValueTask<UserOnLadder?> Glance(long program, UserKey key) => database.Glance(
        session => session.Users.Glance(program, key),
        session => session.Users.FindOnLadder(program, key));
}
