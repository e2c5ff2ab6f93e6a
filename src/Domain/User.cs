using System.Text.Json.Serialization;

namespace ShopSocially.Loyalty.Domain;

/// <summary>What a program knows of a member's gender.</summary>
public enum Gender
{
    Unknown,
    Male,
    Female,
}

/// <summary>
/// Whether a member may earn and spend; a blocked one keeps its points and its reads.
/// </summary>
public enum UserStatus
{
    Active,
    Blocked,
}

/// <summary>The newest award of a member, as the reference shows it beside the user.</summary>
public sealed record LastAward(DateTimeOffset AwardedAt, long AwardedPoints, string AwardedFor);

/// <summary>A member of a program.</summary>
/// <param name="Id">Ours; <paramref name="Uid"/> is the merchant's.</param>
/// <param name="Uid">Null while only an award has enrolled the member.</param>
/// <param name="LastActivityAt">The newest award, redeem or deduct; null before the first.</param>
/// <param name="ActiveSince">
/// The first one on the day of the newest, in the program's time zone: it stands for the day.
/// </param>
/// <param name="NextDueAt">Time changes nothing before; null when it never will.</param>
/// <param name="Schedule">What lapses when: like the balance, a cache of the lots.</param>
public sealed record User(
    string Id,
    Email Email,
    string? Uid,
    string FirstName,
    string LastName,
    Gender Gender,
    string? ProfileImageUrl,
    string Language,
    UserStatus Status,
    DateTimeOffset EnrolledAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? LastActivityAt,
    DateTimeOffset? ActiveSince,
    DateTimeOffset? NextDueAt,
    Schedule Schedule)
{
    public const string StandardLanguage = "English";

    public required Standing Standing { get; init; }

    public Balance Balance { get; init; } = Balance.Nothing;

    public LastAward? LastAward { get; init; }

    /// <summary>Lots to spend that are listed nowhere else: nothing that leaves with her.</summary>
    [JsonIgnore]
    public Purse Purse { get; init; } = Purse.Empty;

    /// <summary>Transactions that are not in her history yet: nothing that leaves either.</summary>
    [JsonIgnore]
    public RecentTransactions Recent { get; init; } = RecentTransactions.Nothing;

    public bool IsBlocked => Status == UserStatus.Blocked;

    /// <summary>A member as an award enrols it: an e-mail, and nothing more.</summary>
    public static User Enrol(string id, Email email, Partner partner, DateTimeOffset now) => new(
        id, email, null, "", "", Gender.Unknown, null, StandardLanguage, UserStatus.Active,
        now, now, null, null, null, Schedule.Empty)
    {
        Standing = Standing.From(partner.PeriodOf(now)),
    };

    /// <summary>The member when its newest activity is that of an instant, or none.</summary>
    public User ActiveAt(DateTimeOffset? at, Calendar calendar) => this with
    {
        LastActivityAt = at,
        ActiveSince = at is { } newest && ActiveSince is { } first && first <= newest
            && calendar.DayOf(first) == calendar.DayOf(newest) ? first : at,
    };

    /// <summary>Whether time may have changed something that is not yet written down.</summary>
    public bool IsDue(DateTimeOffset now) => NextDueAt <= now;

    /// <summary>The levels that the member is in during a period.</summary>
    public Place PlaceOn(Ladder ladder, int period) => ladder.PlaceOf(Standing.In(period));
}
