using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Sections 4.1 and 11.1 of the reference: a page of transactions.</summary>
public sealed record TransactionsAnswer(
    long Total, long NextStartIndex, IReadOnlyList<ListedTransaction> Transactions, bool More);

/// <summary>What a redemption took of an award's points.</summary>
public sealed record RedemptionOfAward(
    string RedemptionId, string RedemptionName, long Points, string TransactionId);

/// <summary>Section 4.1 of the reference: a transaction as lists show it.</summary>
/// <param name="RedemptionsList">
/// The redemptions that an award's points went to, oldest first; null when there is none.
/// </param>
public sealed record ListedTransaction(
    string PointsStatus,
    long PointsUsed,
    long AvailablePoints,
    long PointsExpired,
    string CreatedTime,
    string UpdatedTime,
    string Id,
    string UserId,
    string? PointsExpirationDate,
    string? ApprovedBy,
    bool QualifiedPoints,
    string? RedemptionValue,
    string? ActivityId,
    string UserFirstName,
    string? OrderId,
    string? Reason,
    long PointsDeducted,
    string MerchantId,
    IReadOnlyList<RedemptionOfAward>? RedemptionsList,
    string? ApprovedTime,
    string? RedemptionName,
    string AutoApprovalDate,
    string TransactionType,
    string UserLastName,
    string? CouponCode,
    long Points,
    string? RedemptionId,
    string? ActivityName,
    string UserEmail);

/// <summary>Sections 5.1 and 6.1 of the reference: one transaction.</summary>
public sealed record TransactionAnswer(
    string? ActivityId,
    string? ActivityName,
    string UserId,
    string UserFirstName,
    string UserLastName,
    string UserEmail,
    string? RedemptionId,
    string? RedemptionName,
    string? CouponCode,
    string Id,
    string AutoApprovalDate,
    string PointsStatus,
    string TransactionType,
    long Points,
    string? ApprovedBy,
    string? ApprovedTime,
    string CreatedTime,
    string UpdatedTime,
    string PartnerId,
    string MerchantId)
{
    public static TransactionAnswer Of(Entry entry, Partner partner)
    {
        var (line, person, _) = entry;
        var calendar = partner.Calendar;
        return new(
            line.ActivityId,
            line.ActivityName,
            line.UserId,
            person.FirstName,
            person.LastName,
            person.Email.Text,
            line.RedemptionId,
            line.RedemptionName,
            line.CouponCode,
            line.Id,
            calendar.Time(line.AutoApprovalAt) ?? "",
            Words<PointsStatus>.Of(line.Status),
            Words<TransactionType>.Of(line.Type),
            line.Points,
            line.ApprovedBy,
            ApprovedTimeOf(line, calendar),
            calendar.Time(line.CreatedAt),
            calendar.Time(line.UpdatedAt),
            partner.Id,
            partner.Id);
    }

    /// <summary>
    /// Only awards are approved; a redeem or a deduct says so with an empty text.
    /// </summary>
    internal static string? ApprovedTimeOf(Transaction line, Calendar calendar) =>
        line.Type == Domain.TransactionType.Award ? calendar.Time(line.ApprovedAt) : "";
}
