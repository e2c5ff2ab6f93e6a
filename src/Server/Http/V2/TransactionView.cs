using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Shows transactions of a program as lists have them.</summary>
public sealed class TransactionView(Partner partner)
{
    private readonly Calendar _calendar = partner.Calendar;

    public TransactionsAnswer Listed(Page<Entry> page) => new(
        page.Total, page.NextStartIndex, [.. page.Items.Select(Listed)], page.More);

    private ListedTransaction Listed(Entry entry)
    {
        var (line, person, lot) = entry;
        return new(
            Words<PointsStatus>.Of(line.Status),
            lot?.PointsUsed ?? 0,
            lot?.AvailablePoints ?? 0,
            lot?.PointsExpired ?? 0,
            _calendar.Time(line.CreatedAt),
            _calendar.Time(line.UpdatedAt),
            line.Id,
            line.UserId,
            _calendar.Time(lot?.ExpiresAt),
            line.ApprovedBy,
            lot?.QualifiedPoints ?? false,
            line.RedemptionValue,
            line.ActivityId,
            person.FirstName,
            line.OrderId,
            line.Reason,
            lot?.PointsDeducted ?? 0,
            partner.Id,
            UsesOf(entry),
            TransactionAnswer.ApprovedTimeOf(line, _calendar),
            line.RedemptionName,
            _calendar.Time(line.AutoApprovalAt) ?? "",
            Words<TransactionType>.Of(line.Type),
            person.LastName,
            line.CouponCode,
            line.Points,
            line.RedemptionId,
            line.ActivityName,
            person.Email.Text);
    }

    private static List<RedemptionOfAward>? UsesOf(Entry entry) => entry.Uses.Count == 0
        ? null
        : [.. entry.Uses.Select(use => new RedemptionOfAward(
            use.RedemptionId, use.RedemptionName, use.Points, use.Id))];
}
