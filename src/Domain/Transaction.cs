namespace ShopSocially.Loyalty.Domain;

/// <summary>The three kinds of lines in a member's history.</summary>
public enum TransactionType
{
    Award,
    Redeem,
    Deduct,
}

/// <summary>Where a transaction stands (ledger.md, section 3).</summary>
public enum PointsStatus
{
    Pending,
    AutoApproved,
    Approved,
    AutoRejected,
    Rejected,
    Exhausted,
    Expired,
    Redeemed,
    PendingDeduction,
    Deducted,
}

/// <summary>One line of a member's history; never deleted, its status moves.</summary>
/// <param name="Points">Whole points, 0 or more, whatever the type.</param>
/// <param name="ApprovedAt">The newest approval of an award.</param>
/// <param name="AutoApprovalAt">
/// When time approves or settles it, or would have; null when it was made to wait for nobody.
/// </param>
/// <param name="ApprovedBy">Who approved by hand; null when nobody did.</param>
/// <param name="OrderId">The order of an award, or the one that a return takes back.</param>
/// <param name="Debt">Points of a return that no lot has covered yet.</param>
public sealed record Transaction(
    string Id,
    string UserId,
    TransactionType Type,
    PointsStatus Status,
    long Points,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? AutoApprovalAt,
    string? ApprovedBy,
    string? ActivityId,
    string? ActivityName,
    string? OrderId,
    string? RedemptionId,
    string? RedemptionName,
    string? RedemptionValue,
    string? CouponCode,
    string? Reason,
    long Debt)
{
    /// <summary>Who is said to have approved what came through the API.</summary>
    public const string ApprovedByApi = "api";

    /// <summary>What a redeem or a deduct adds to its member's totals.</summary>
    public Balance Balance => new(-Debt, 0, Type == TransactionType.Redeem ? Points : 0, Debt);

    /// <summary>When time will approve the award or settle the return; null for never.</summary>
    public DateTimeOffset? DueAt =>
        Status is PointsStatus.Pending or PointsStatus.PendingDeduction ? AutoApprovalAt : null;

    /// <summary>A line of the type, with nothing in it but what every line has.</summary>
    public static Transaction Of(
        TransactionType type, string id, string userId, DateTimeOffset now) => new(
        id, userId, type, Initial(type), 0, now, now, null, null, null, null, null, null, null,
        null, null, null, null, 0);

    /// <summary>
    /// Whether moving the line to a status would only say again what has been said: an award that
    /// was approved by hand stays so when its points are spent or have expired.
    /// </summary>
    public bool HasBeen(PointsStatus status) => Status == status
        || (status == PointsStatus.Approved && ApprovedBy is not null
            && Status is (PointsStatus.Exhausted or PointsStatus.Expired));

    /// <summary>
    /// Whether the line may be moved by hand to a status; lapsed awards are the caller's to know.
    /// </summary>
    public bool MayBecome(PointsStatus next) => (Type, Status, next) switch
    {
        (TransactionType.Award, PointsStatus.Pending, PointsStatus.Approved) => true,
        (TransactionType.Award, PointsStatus.Pending, PointsStatus.Rejected) => true,
        (TransactionType.Award, PointsStatus.AutoApproved, PointsStatus.Rejected) => true,
        (TransactionType.Award, PointsStatus.Approved, PointsStatus.Rejected) => true,
        (TransactionType.Award, PointsStatus.Rejected, PointsStatus.Approved) => true,
        (TransactionType.Deduct, PointsStatus.PendingDeduction, PointsStatus.Deducted) => true,
        (TransactionType.Deduct, PointsStatus.PendingDeduction, PointsStatus.Rejected) => true,
        _ => false,
    };

    private static PointsStatus Initial(TransactionType type) => type switch
    {
        TransactionType.Award => PointsStatus.Pending,
        TransactionType.Redeem => PointsStatus.Redeemed,
        TransactionType.Deduct => PointsStatus.Deducted,
    };
}
