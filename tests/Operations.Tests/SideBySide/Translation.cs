using ShopSocially.Loyalty.Operations.Tests.Model;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>The model's terms in the words of src.</summary>
internal static class Translation
{
    public static Domain.Terms Terms(this Shop shop) => new(
        shop.Zone,
        Enum.Parse<Domain.Rounding>(shop.Rounding.ToString()),
        Enum.Parse<Domain.ReturnPolicy>(shop.WhenSpent.ToString()),
        EnrollOnAward: true,
        shop.FirstMonth);

    public static ActivityFields Fields(this ActivityTerms activity) => new(
        activity.Id,
        null,
        activity.IsBonus ? Domain.ActivityType.BonusMultiplier : Domain.ActivityType.Fixed,
        Enum.Parse<Domain.ApprovalMethod>(activity.Approval.ToString()),
        activity.OwnPoints,
        activity.Multiplier,
        activity.IsActive,
        activity.Months,
        activity.Qualifies,
        null,
        null,
        null,
        activity.Cap,
        Enum.Parse<Domain.Interval>(activity.Window.ToString()));

    public static LevelFields Fields(this LevelTerms level) => new(
        level.Id,
        null,
        level.IsPeriod ? Domain.LevelType.Period : Domain.LevelType.Lifetime,
        level.Position,
        level.Minimum,
        level.Multiplier,
        level.IsActive);

    public static RedemptionFields Fields(this OptionTerms option) => Given.GiftCard with
    {
        Name = option.Id,
        AllowedRedeemPoints = option.Cost,
        GiftcardCouponCodes = option.Codes,
        CouponExpiresOn = option.LastDay,
        AssociatedLevels = new([.. option.Levels]),
    };

    public static Domain.PointsStatus Status(this Status status) =>
        Enum.Parse<Domain.PointsStatus>(status.ToString());

    public static Domain.Email Email(string member) => Given.Mail($"{member}@shop.example");

    public static string Name(Domain.Email email) => email.Text.Split('@')[0];
}
