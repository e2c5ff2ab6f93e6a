using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>Changes what is known of a member, blocks it, or moves it between levels.</summary>
public sealed class UpdateUser(Clock clock)
{
    public Task<Outcome<User>> Run(
        Partner partner,
        (UserKey Key, UserFields Fields) request,
        CancellationToken cancellation = default) =>
        clock.Write(
            partner,
            (session, program, now) => Run(session, program, request, now),
            cancellation);

    private static Outcome<User> Run(
        Session session,
        Partner partner,
        (UserKey Key, UserFields Fields) request,
        DateTimeOffset now)
    {
        var (key, fields) = request;
        if (Account.Hold((session, partner), key, now) is not { } account)
        {
            return Refusal.InvalidUser;
        }

        if (!fields.Move(account.Standing, session.Levels.Ladder(partner.Number)).Granted(
            out var standing, out var refused))
        {
            return refused;
        }

        var user = account.User;
        if (fields.FindTaken(session, partner.Number, user.Id) is { } taken)
        {
            return taken;
        }

        account.User = fields.ApplyTo(user with { Standing = standing }, now);
        return account.Close();
    }
}
