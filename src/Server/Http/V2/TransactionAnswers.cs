using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Sections 4.1 and 11.1 of the reference: a page of transactions.</summary>
public sealed record TransactionsAnswer(
    long Total, long NextStartIndex, IReadOnlyList<ListedTransaction> Transactions, bool More)
{
    public static TransactionsAnswer Of(Page<Entry> page, Partner partner) => new(
        page.Total,
        page.NextStartIndex,
        [.. page.Items.Select(entry => ListedTransaction.Of(entry, partner))],
        page.More);
}

/// <summary>Section 4.1 of the reference: a transaction as lists show it.</summary>
/// <param name="RedemptionsList">Always null so far.</param>
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
    IReadOnlyList<string>? RedemptionsList,
    string? ApprovedTime,
    string? RedemptionName,
    string AutoApprovalDate,
    string TransactionType,
    string UserLastName,
    string? CouponCode,
    long Points,
    string? RedemptionId,
    string? ActivityName,
    string UserEmail)
{
    public static ListedTransaction Of(Entry entry, Partner partner)
    {
        var (line, person, lot) = entry;
        var calendar = partner.Calendar;
        return new(
            Words<PointsStatus>.Of(line.Status),
            lot?.PointsUsed ?? 0,
            lot?.AvailablePoints ?? 0,
            lot?.PointsExpired ?? 0,
            calendar.Time(line.CreatedAt),
            calendar.Time(line.UpdatedAt),
            line.Id,
            line.UserId,
            calendar.Time(lot?.ExpiresAt),
            line.ApprovedBy,
            lot?.QualifiedPoints ?? false,
            line.RedemptionValue,
            line.ActivityId,
            person.FirstName,
            line.OrderId,
            line.Reason,
            lot?.PointsDeducted ?? 0,
            partner.Id,
            null,
            TransactionAnswer.ApprovedTimeOf(line, calendar),
            line.RedemptionName,
            calendar.Time(line.AutoApprovalAt) ?? "",
            Words<TransactionType>.Of(line.Type),
            person.LastName,
            line.CouponCode,
            line.Points,
            line.RedemptionId,
            line.ActivityName,
            person.Email.Text);
    }
}

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
