using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>Changes what is known of a member, blocks it, or moves it between levels.</summary>
public sealed class UpdateUser(Database database)
{
    public Task<Outcome<User>> Run(
        Partner partner,
        (UserKey Key, UserFields Fields) request,
        DateTimeOffset now,
        CancellationToken cancellation = default) =>
        database.Write(session => Run(session, partner, request, now), cancellation);

    private static Outcome<User> Run(
        Session session,
        Partner partner,
        (UserKey Key, UserFields Fields) request,
        DateTimeOffset now)
    {
        var (key, fields) = request;
        if (session.Users.Hold(partner.Id, key) is not { } user)
        {
            return Refusal.InvalidUser;
        }

        var current = user.Standing.In(partner.PeriodOf(now));
        if (!fields.Move(current, session.Levels.Ladder(partner.Id)).Granted(
            out var standing, out var refused))
        {
            return refused;
        }

        if (fields.FindTaken(session, partner.Id, user.Id) is { } taken)
        {
            return taken;
        }

        user = fields.ApplyTo(user with { Standing = standing }, now);
        session.Users.Change(partner.Id, user);
        return user;
    }
}
