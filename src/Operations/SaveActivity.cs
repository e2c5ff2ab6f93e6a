using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// What can be said of an activity; null leaves it as it is, or at the reference's default.
/// </summary>
public sealed record ActivityFields(
    string? Name,
    string? Description,
    ActivityType? Type,
    ApprovalMethod? ApprovalMethod,
    long? PointsPerActivity,
    decimal? BonusMultiplier,
    bool? IsActive,
    int? PointsExpirationPeriod,
    bool? QualifiedPoints,
    string? TermsAndConditions,
    string? ImageUrl,
    string? PointsEarningUrl,
    long? MaxAwardFrequency,
    Interval? MaxAwardFrequencyInterval)
{
    internal Activity ApplyTo(Activity activity, DateTimeOffset now) => activity with
    {
        Name = Name ?? activity.Name,
        Description = Description ?? activity.Description,
        Type = Type ?? activity.Type,
        ApprovalMethod = ApprovalMethod ?? activity.ApprovalMethod,
        PointsPerActivity = PointsPerActivity ?? activity.PointsPerActivity,
        BonusMultiplier = BonusMultiplier ?? activity.BonusMultiplier,
        IsActive = IsActive ?? activity.IsActive,
        PointsExpirationPeriod = PointsExpirationPeriod ?? activity.PointsExpirationPeriod,
        QualifiedPoints = QualifiedPoints ?? activity.QualifiedPoints,
        TermsAndConditions = TermsAndConditions ?? activity.TermsAndConditions,
        ImageUrl = ImageUrl ?? activity.ImageUrl,
        PointsEarningUrl = PointsEarningUrl ?? activity.PointsEarningUrl,
        Cap = new(
            MaxAwardFrequency ?? activity.Cap.MaxAwardFrequency,
            MaxAwardFrequencyInterval ?? activity.Cap.MaxAwardFrequencyInterval),
        UpdatedAt = now,
    };
}

/// <summary>Creates an activity, or changes one; what was awarded before stays as it was.</summary>
public sealed class SaveActivity(Clock clock, Ids ids)
{
    public Task<Outcome<Activity>> Create(
        Partner partner,
        (string ActivityId, ActivityFields Fields) request,
        CancellationToken cancellation = default) =>
        clock.Write(
            partner,
            (session, _, now) =>
            {
                var (activityId, fields) = request;
                return Check(fields.ApplyTo(Blank(activityId, now), now)).Then<Activity>(
                    activity => session.Activities.Add(partner.Number, activity)
                        ? activity
                        : Refusal.ActivityIdInUse);
            },
            cancellation);

    public Task<Outcome<Activity>> Change(
        Partner partner,
        (string ActivityId, ActivityFields Fields) request,
        CancellationToken cancellation = default) =>
        clock.Write<Activity>(
            partner,
            (session, _, now) =>
            {
                if (session.Activities.Find(partner.Number, request.ActivityId) is not { } known)
                {
                    return Refusal.InvalidActivityId;
                }

                return Check(request.Fields.ApplyTo(known, now)).Then<Activity>(activity =>
                {
                    session.Activities.Change(partner.Number, activity);
                    return activity;
                });
            },
            cancellation);

    private static Outcome<Activity> Check(Activity activity) =>
        activity is { Type: ActivityType.BonusMultiplier, BonusMultiplier: 0 }
            ? new Refused(Refusal.InvalidParameters, nameof(activity.BonusMultiplier))
            : activity;

    private Activity Blank(string activityId, DateTimeOffset now) => new(
        ids.Next(), activityId, "", "", ActivityType.Fixed, ApprovalMethod.Immediate, 0, 1, false,
        0, true, "", null, null, now, now)
    {
        Cap = new(0, Interval.Lifetime),
    };
}
