using System.Text.Json.Serialization;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Points of a member that lapse together, at the end of a day.</summary>
public sealed record ExpiringPoints(string ExpirationDate, long Points);

/// <summary>A member's newest award; an empty object when there is none.</summary>
public sealed record LastAwardAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Date,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);

/// <summary>Section 7.1 of the reference: a page of members.</summary>
public sealed record UsersAnswer(
    long NextStartIndex,
    long TotalLoyaltyUsers,
    IReadOnlyList<ListedUser> LoyaltyUsers,
    bool More)
{
    public static UsersAnswer Of(Page<User> page, UserView view) => new(
        page.NextStartIndex, page.Total, [.. page.Items.Select(view.Listed)], page.More);
}

/// <summary>
/// Section 7.1 of the reference: a member as lists show it, and last what only its example has.
/// </summary>
public sealed record ListedUser(
    string LoyaltyLifeTimeLevelName,
    string LoyaltyLifetimeLevelId,
    IReadOnlyList<ExpiringPoints> ExpirationSchedule,
    string LastName,
    long RedeemedPoints,
    LastAwardAnswer LastAwardTransaction,
    string Gender,
    string DashboardUrl,
    string FirstName,
    string ProfileImageUrl,
    long AvailablePoints,
    string LoyaltyLevelId,
    string LoyaltyLevelName,
    string UserId,
    string UserEmail,
    string LoyaltyLevel,
    string LastActivityDate);

/// <summary>
/// Section 8.1 of the reference: one member, then what only its example has, and the points that
/// wait for approval.
/// </summary>
public sealed record UserAnswer(
    string UserId,
    string UserEmail,
    string FirstName,
    string LastName,
    string Gender,
    string ProfileImageUrl,
    long RedeemedPoints,
    long AvailablePoints,
    string LoyaltyLevelId,
    string LoyaltyLifetimeLevelId,
    string UserLanguage,
    string UserStatus,
    IReadOnlyList<ExpiringPoints> ExpirationSchedule,
    LastAwardAnswer LastAwardTransaction,
    string LoyaltyLevel,
    string MerchantUid,
    long PendingPoints);

/// <summary>
/// Sections 9.1 and 10.1 of the reference: a member that was enrolled or changed.
/// </summary>
public sealed record SavedUser(
    string UserId,
    string UserEmail,
    string FirstName,
    string LastName,
    string ProfileImageUrl,
    string Gender,
    long RedeemedPoints,
    long AvailablePoints,
    string LoyaltyLevelId,
    string LoyaltyLifetimeLevelId,
    string MerchantUid);
