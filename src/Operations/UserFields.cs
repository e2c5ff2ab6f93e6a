using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>What can be said of a member; null leaves it as it is.</summary>
/// <param name="LevelId">
/// A level to move the member into by hand; <see cref="Level.None"/> takes manual levels away.
/// </param>
public sealed record UserFields(
    Email? Email,
    string? Uid,
    string? FirstName,
    string? LastName,
    Gender? Gender,
    string? ProfileImageUrl,
    string? Language,
    UserStatus? Status,
    string? LevelId)
{
    internal User ApplyTo(User user, DateTimeOffset now) => user with
    {
        Email = Email ?? user.Email,
        Uid = Uid ?? user.Uid,
        FirstName = FirstName ?? user.FirstName,
        LastName = LastName ?? user.LastName,
        Gender = Gender ?? user.Gender,
        ProfileImageUrl = ProfileImageUrl ?? user.ProfileImageUrl,
        Language = Language ?? user.Language,
        Status = Status ?? user.Status,
        UpdatedAt = now,
    };

    /// <summary>The member's standing with the level moved, where one is named.</summary>
    internal Outcome<Standing> Move(Standing standing, Ladder ladder) => LevelId switch
    {
        null => standing,
        Level.None => standing.MoveBack(),
        _ when ladder.Find(LevelId) is { } level => standing.MoveTo(level),
        _ => Refusal.InvalidLevelId,
    };

    /// <summary>Refuses a uid or an e-mail that another member has.</summary>
    /// <param name="session">The act's transaction.</param>
    /// <param name="program">The program.</param>
    /// <param name="userId">The member who may keep them; null for a new one.</param>
    internal Refusal? FindTaken(Session session, long program, string? userId)
    {
        if (Uid is { } uid
            && session.Users.Find(program, new(uid, null, null, null)) is { } byUid
            && byUid.Id != userId)
        {
            return Refusal.UidInUse;
        }

        return Email is { } email
            && session.Users.Find(program, UserKey.Of(email)) is { } byEmail
            && byEmail.Id != userId
            ? Refusal.EmailInUse
            : null;
    }
}
