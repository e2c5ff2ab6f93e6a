using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Shows members of a program as they are at a caller's instant.</summary>
public sealed class UserView(Ladder ladder, Caller caller, Settings settings)
{
    private readonly Partner _partner = caller.Partner;
    private readonly int _period = caller.Partner.PeriodOf(caller.Now);

    public ListedUser Listed(User user)
    {
        var (period, lifetime) = user.PlaceOn(ladder, _period);
        return new(
            lifetime?.Name ?? "",
            lifetime?.LevelId ?? "",
            Schedule(user),
            user.LastName,
            user.Balance.RedeemedPoints,
            LastAwardOf(user),
            Words<Gender>.Of(user.Gender),
            settings.At($"/loyalty/{_partner.Id}/user/{user.Id}/dashboard"),
            user.FirstName,
            ImageOf(user),
            user.Balance.AvailablePoints,
            period?.LevelId ?? "",
            period?.Name ?? "",
            user.Id,
            user.Email.Text,
            period?.LevelId ?? "",
            _partner.Calendar.Time(user.LastActivityAt) ?? "");
    }

    public UserAnswer Whole(User user)
    {
        var (period, lifetime) = user.PlaceOn(ladder, _period);
        return new(
            user.Id,
            user.Email.Text,
            user.FirstName,
            user.LastName,
            Words<Gender>.Of(user.Gender),
            ImageOf(user),
            user.Balance.RedeemedPoints,
            user.Balance.AvailablePoints,
            period?.LevelId ?? "",
            lifetime?.LevelId ?? "",
            user.Language,
            Words<UserStatus>.Of(user.Status),
            Schedule(user),
            LastAwardOf(user),
            period?.LevelId ?? "",
            user.Uid ?? "",
            user.Balance.PendingPoints);
    }

    public SavedUser Saved(User user)
    {
        var (period, lifetime) = user.PlaceOn(ladder, _period);
        return new(
            user.Id,
            user.Email.Text,
            user.FirstName,
            user.LastName,
            ImageOf(user),
            Words<Gender>.Of(user.Gender),
            user.Balance.RedeemedPoints,
            user.Balance.AvailablePoints,
            period?.LevelId ?? "",
            lifetime?.LevelId ?? "",
            user.Uid ?? "");
    }

    private string ImageOf(User user) => user.ProfileImageUrl ?? settings.At("/img/user.svg");

    private LastAwardAnswer LastAwardOf(User user) => user.LastAward is { } award
        ? new(_partner.Calendar.Time(award.AwardedAt), award.AwardedPoints, award.AwardedFor)
        : new(null, null, null);

    /// <summary>Each day's lapsing points, shown at that day's last second.</summary>
    private List<ExpiringPoints> Schedule(User user)
    {
        var calendar = _partner.Calendar;
        return [.. user.Schedule.Lapses
            .GroupBy(lapse => calendar.DayOf(lapse.At.AddMilliseconds(-1)))
            .Select(day => new ExpiringPoints(
                calendar.Time(calendar.EndOf(day.Key).AddSeconds(-1)),
                day.Sum(lapse => lapse.Points)))];
    }
}

/// <summary>Shows members that an act has just saved.</summary>
public sealed class UserViews(Database database, Settings settings)
{
    public SavedUser Saved(Caller caller, User user) =>
        new UserView(Ladder(caller), caller, settings).Saved(user);

    private Ladder Ladder(Caller caller) =>
        database.Read(session => session.Levels.Ladder(caller.Partner.Number));
}
