using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Enrols a member, or completes one whom an award has enrolled and who has no uid yet.
/// </summary>
public sealed class EnrollUser(Database database, Ids ids)
{
    /// <param name="partner">The program.</param>
    /// <param name="fields">With an e-mail and a uid at least.</param>
    /// <param name="now">The instant of enrolment.</param>
    /// <param name="cancellation">Drops the enrolment while it has not begun.</param>
    public Task<Outcome<User>> Run(
        Partner partner,
        UserFields fields,
        DateTimeOffset now,
        CancellationToken cancellation = default)
    {
        var email = fields.Email ?? throw new ArgumentException("No e-mail.", nameof(fields));
        return database.Write(session => Run(session, partner, (fields, email), now), cancellation);
    }

    private Outcome<User> Run(
        Session session,
        Partner partner,
        (UserFields Fields, Email Email) request,
        DateTimeOffset now)
    {
        var (fields, email) = request;
        var known = session.Users.Hold(partner.Id, UserKey.Of(email));
        var user = known ?? User.Enrol(ids.Next(), email, partner, now);
        var current = user.Standing.In(partner.PeriodOf(now));
        if (!fields.Move(current, session.Levels.Ladder(partner.Id)).Granted(
            out var standing, out var refused))
        {
            return refused;
        }

        var completes = known is { Uid: null } ? known.Id : null;
        if (fields.FindTaken(session, partner.Id, completes) is { } taken)
        {
            return taken;
        }

        user = fields.ApplyTo(user with { Standing = standing }, now);
        if (known is null)
        {
            session.Users.Add(partner.Id, user);
        }
        else
        {
            session.Users.Change(partner.Id, user);
        }

        return user;
    }
}
