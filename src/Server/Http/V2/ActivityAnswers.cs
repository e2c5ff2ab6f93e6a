using System.Globalization;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Section 12.1 of the reference: an activity as lists show it.</summary>
public sealed record ListedActivity(
    string ActivityId,
    string UpdatedTime,
    long MaxAwardFrequency,
    string TermsAndConditions,
    bool IsActive,
    bool SsInternal,
    string ApprovalMethod,
    long PointsPerActivity,
    decimal BonusMultiplier,
    string CreatedTime,
    string MaxAwardFrequencyInterval,
    string ActivityName,
    string MerchantId,
    string ActivityDescription,
    string Id,
    string ActivityType)
{
    internal static ListedActivity Of(Activity activity, Partner partner) => new(
        activity.ActivityId,
        partner.Calendar.Time(activity.UpdatedAt),
        activity.Cap.MaxAwardFrequency,
        activity.TermsAndConditions,
        activity.IsActive,
        false,
        Words<ApprovalMethod>.Of(activity.ApprovalMethod),
        activity.PointsPerActivity,
        activity.BonusMultiplier,
        partner.Calendar.Time(activity.CreatedAt),
        Words<Interval>.Of(activity.Cap.MaxAwardFrequencyInterval),
        activity.Name,
        partner.Id,
        activity.Description,
        activity.Id,
        Words<ActivityType>.Of(activity.Type));
}

/// <summary>Section 13.1 of the reference: an activity that was created.</summary>
/// <param name="BonusMultiper">The multiplier once more, as a text.</param>
public sealed record CreatedActivity(
    string ActivityId,
    string ActivityName,
    string UpdatedTime,
    long MaxAwardFrequency,
    bool IsActive,
    int PointsExpirationPeriod,
    string LoyaltyActivityImg,
    string Id,
    string ApprovalMethod,
    bool QualifiedPoints,
    bool SsInternal,
    long PointsPerActivity,
    decimal BonusMultiplier,
    string CreatedTime,
    string MaxAwardFrequencyInterval,
    string BonusMultiper,
    string MerchantId,
    string ActivityDescription,
    string? PointsEarningUrl,
    string ActivityType)
{
    internal static CreatedActivity Of(
        Activity activity, Partner partner, Settings settings) => new(
        activity.ActivityId,
        activity.Name,
        partner.Calendar.Time(activity.UpdatedAt),
        activity.Cap.MaxAwardFrequency,
        activity.IsActive,
        activity.PointsExpirationPeriod,
        ActivityAnswer.ImageOf(activity, settings),
        activity.Id,
        Words<ApprovalMethod>.Of(activity.ApprovalMethod),
        activity.QualifiedPoints,
        false,
        activity.PointsPerActivity,
        activity.BonusMultiplier,
        partner.Calendar.Time(activity.CreatedAt),
        Words<Interval>.Of(activity.Cap.MaxAwardFrequencyInterval),
        activity.BonusMultiplier.ToString(CultureInfo.InvariantCulture),
        partner.Id,
        activity.Description,
        activity.PointsEarningUrl,
        Words<ActivityType>.Of(activity.Type));
}

/// <summary>Sections 14.1 and 15.1 of the reference: one activity.</summary>
public sealed record ActivityAnswer(
    string ActivityName,
    string ActivityId,
    string UpdatedTime,
    long MaxAwardFrequency,
    bool IsActive,
    string LoyaltyActivityImg,
    bool SsInternal,
    string ApprovalMethod,
    bool QualifiedPoints,
    long PointsPerActivity,
    decimal BonusMultiplier,
    string CreatedTime,
    string MaxAwardFrequencyInterval,
    string MerchantId,
    string ActivityDescription,
    string Id,
    string? PointsEarningUrl,
    string ActivityType)
{
    internal static ActivityAnswer Of(Activity activity, Partner partner, Settings settings) => new(
        activity.Name,
        activity.ActivityId,
        partner.Calendar.Time(activity.UpdatedAt),
        activity.Cap.MaxAwardFrequency,
        activity.IsActive,
        ImageOf(activity, settings),
        false,
        Words<ApprovalMethod>.Of(activity.ApprovalMethod),
        activity.QualifiedPoints,
        activity.PointsPerActivity,
        activity.BonusMultiplier,
        partner.Calendar.Time(activity.CreatedAt),
        Words<Interval>.Of(activity.Cap.MaxAwardFrequencyInterval),
        partner.Id,
        activity.Description,
        activity.Id,
        activity.PointsEarningUrl,
        Words<ActivityType>.Of(activity.Type));

    internal static string ImageOf(Activity activity, Settings settings) =>
        activity.ImageUrl ?? settings.At("/img/activity.svg");
}
