using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// Tables 10 and 11 of the reference, and section 4 of the spec: what can be said of an activity.
/// </summary>
public abstract record ActivityParameters<TSelf> : Request<TSelf>
    where TSelf : ActivityParameters<TSelf>, new()
{
    [RequiredToCreate]
    [Text(TextAttribute.Short)]
    [Means("The name that members see; need not be unique.", Example = "Wrote a review")]
    public string? ActivityName { get; init; }

    [RequiredToCreate]
    [Text(TextAttribute.Long, HasLines = true)]
    [Means("The description that members see.", Example = "Review something you bought")]
    public string? ActivityDescription { get; init; }

    [RequiredToCreate]
    [Means("Whether it earns fixed points or multiplies what is passed.", Example = "fixed")]
    public ActivityType? ActivityType { get; init; }

    [RequiredToCreate]
    [AlsoSaid("immediately=immediate", "manually=manual")]
    [Means("How its awards become available.", Example = "immediate")]
    public ApprovalMethod? ApprovalMethod { get; init; }

    [RequiredToCreate]
    [WholeRange(0, 1_000_000_000)]
    [Means("The most awards of a member in the interval; 0 = no limit.", Example = "10")]
    public long? MaxAwardFrequency { get; init; }

    [RequiredToCreate]
    [Means("The calendar interval that the frequency counts in.", Example = "day")]
    public Interval? MaxAwardFrequencyInterval { get; init; }

    [Means("Whether it can earn; false on create when absent.", Example = "true")]
    public bool? IsActive { get; init; }

    [WholeRange(0, 1_000_000_000)]
    [Means("Points of a fixed activity when an award passes none.", Example = "100")]
    public long? PointsPerActivity { get; init; }

    [DecimalRange("0", "1000000")]
    [Aliases("bonus_mutliplier", "bonus_multiper")]
    [Means("Points for each unit passed to a bonus-multiplier activity.", Example = "1.5")]
    public decimal? BonusMultiplier { get; init; }

    [WholeRange(0, 1200)]
    [Means("Calendar months from approval after which points expire; 0 = never.", Example = "12")]
    public int? PointsExpirationPeriod { get; init; }

    [Means("Whether its points count towards levels; true on create when absent.")]
    public bool? QualifiedPoints { get; init; }

    [Text(TextAttribute.Long, HasLines = true)]
    [Means("The conditions that members see.")]
    public string? TermsAndConditions { get; init; }

    [Text(TextAttribute.Long)]
    [Means("The address of its picture.")]
    public string? LoyaltyActivityImg { get; init; }

    [Text(TextAttribute.Long)]
    [Means("The address of the page where it is done.")]
    public string? PointsEarningUrl { get; init; }

    internal ActivityFields ToFields() => new(
        ActivityName, ActivityDescription, ActivityType, ApprovalMethod, PointsPerActivity,
        BonusMultiplier, IsActive, PointsExpirationPeriod, QualifiedPoints, TermsAndConditions,
        LoyaltyActivityImg, PointsEarningUrl, MaxAwardFrequency, MaxAwardFrequencyInterval);
}

/// <summary>What a new activity is.</summary>
public sealed record CreateActivityParameters
    : ActivityParameters<CreateActivityParameters>, ICreates
{
    [Required]
    [Text(TextAttribute.Short)]
    [Means("The merchant's id of the activity.", Example = "wrote_a_review")]
    public string ActivityId { get; init; } = "";
}

/// <summary>An update of the activity that the path names.</summary>
public sealed record UpdateActivityParameters : ActivityParameters<UpdateActivityParameters>
{
    [InPath]
    [Means("The activity's id.", Example = "signed_up")]
    public string ActivityId { get; init; } = "";
}

/// <summary>
/// An update whose activity stands among the parameters, for the reference's own example leaves it
/// out of the path.
/// </summary>
public sealed record UpdateNamedActivityParameters
    : ActivityParameters<UpdateNamedActivityParameters>
{
    [Required]
    [Text(TextAttribute.Short)]
    [Means("The activity's id.", Example = "signed_up")]
    public string ActivityId { get; init; } = "";
}

/// <summary>Which activity is wanted.</summary>
public sealed record GetActivityParameters : Request<GetActivityParameters>
{
    [InPath]
    [Means("The activity's id.", Example = "signed_up")]
    public string ActivityId { get; init; } = "";
}
