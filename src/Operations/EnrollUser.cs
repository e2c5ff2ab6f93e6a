using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Enrols a member, or completes one whom an award has enrolled and who has no uid yet.
/// </summary>
public sealed class EnrollUser(Clock clock, Ids ids)
{
    /// <param name="partner">The program.</param>
    /// <param name="fields">With an e-mail and a uid at least.</param>
    /// <param name="cancellation">Drops the enrolment while it has not begun.</param>
    public Task<Outcome<User>> Run(
        Partner partner,
        UserFields fields,
        CancellationToken cancellation = default)
    {
        var email = fields.Email ?? throw new ArgumentException("No e-mail.", nameof(fields));
        return clock.Write(
            partner,
            (session, program, now) => Run(session, program, (fields, email), now),
            cancellation);
    }

    private Outcome<User> Run(
        Session session,
        Partner partner,
        (UserFields Fields, Email Email) request,
        DateTimeOffset now)
    {
        var (fields, email) = request;
        var held = Account.Hold((session, partner), UserKey.Of(email), now);
        var account = held ?? Account.Enrol(
            (session, partner), User.Enrol(ids.Next(), email, partner, now), now);
        if (!fields.Move(account.Standing, session.Levels.Ladder(partner.Number)).Granted(
            out var standing, out var refused))
        {
            return refused;
        }

        var completes = held?.User is { Uid: null } known ? known.Id : null;
        if (fields.FindTaken(session, partner.Number, completes) is { } taken)
        {
            return taken;
        }

        account.User = fields.ApplyTo(account.User with { Standing = standing }, now);
        return account.Close();
    }
}
