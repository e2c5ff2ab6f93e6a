using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>Transactions as they are listed: with their member and lot.</summary>
public sealed class Entries
{
    private readonly Session _session;

    internal Entries(Session session) => _session = session;

    private const string CountSql =
        """
        SELECT COUNT(*)
        FROM transactions
        WHERE partner_id = @PartnerId AND created_at >= @From AND created_at < @Until
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR type = @Type)
        """;

    private const string ListSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            u.email, u.first_name, u.last_name,
            l.id, l.user_id, l.state, l.points, l.points_used, l.points_deducted, l.points_expired,
            l.approved_at, l.expires_at, l.valid_until, l.points_expiration_period,
            l.qualified_points, l.points_passed, l.returned_amount, l.returned_points,
            l.base_value, l.activity_multiplier, l.level_multiplier, l.rounding
        FROM transactions AS t
        JOIN users AS u ON u.partner_id = t.partner_id AND u.id = t.user_id
        LEFT JOIN lots AS l ON l.partner_id = t.partner_id AND l.id = t.id
        WHERE t.partner_id = @PartnerId AND t.created_at >= @From AND t.created_at < @Until
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || t.status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR t.type = @Type)
        ORDER BY t.created_at DESC, t.id DESC
        LIMIT @Count OFFSET @StartIndex
        """;

    /// <summary>A program's transactions, newest first.</summary>
    public Page<Entry> List(string partnerId, TransactionFilter filter) =>
        Read(CountSql, ListSql, filter, new { PartnerId = partnerId });

    private const string CountOfUserSql =
        """
        SELECT COUNT(*)
        FROM transactions
        WHERE partner_id = @PartnerId AND user_id = @UserId
            AND created_at >= @From AND created_at < @Until
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR type = @Type)
        """;

    private const string ListOfUserSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            u.email, u.first_name, u.last_name,
            l.id, l.user_id, l.state, l.points, l.points_used, l.points_deducted, l.points_expired,
            l.approved_at, l.expires_at, l.valid_until, l.points_expiration_period,
            l.qualified_points, l.points_passed, l.returned_amount, l.returned_points,
            l.base_value, l.activity_multiplier, l.level_multiplier, l.rounding
        FROM transactions AS t
        JOIN users AS u ON u.partner_id = t.partner_id AND u.id = t.user_id
        LEFT JOIN lots AS l ON l.partner_id = t.partner_id AND l.id = t.id
        WHERE t.partner_id = @PartnerId AND t.user_id = @UserId
            AND t.created_at >= @From AND t.created_at < @Until
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || t.status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR t.type = @Type)
        ORDER BY t.created_at DESC, t.id DESC
        LIMIT @Count OFFSET @StartIndex
        """;

    /// <summary>One member's transactions, newest first.</summary>
    public Page<Entry> List(string partnerId, string userId, TransactionFilter filter) =>
        Read(
            CountOfUserSql,
            ListOfUserSql,
            filter,
            new { PartnerId = partnerId, UserId = userId });

    private const string FindSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            u.email, u.first_name, u.last_name,
            l.id, l.user_id, l.state, l.points, l.points_used, l.points_deducted, l.points_expired,
            l.approved_at, l.expires_at, l.valid_until, l.points_expiration_period,
            l.qualified_points, l.points_passed, l.returned_amount, l.returned_points,
            l.base_value, l.activity_multiplier, l.level_multiplier, l.rounding
        FROM transactions AS t
        JOIN users AS u ON u.partner_id = t.partner_id AND u.id = t.user_id
        LEFT JOIN lots AS l ON l.partner_id = t.partner_id AND l.id = t.id
        WHERE t.partner_id = @PartnerId AND t.id = @Id
        """;

    public Entry? Find(string partnerId, string id) =>
        Rows(FindSql, new { PartnerId = partnerId, Id = id }).FirstOrDefault();

    private Page<Entry> Read(
        string countSql, string listSql, TransactionFilter filter, object whose)
    {
        var which = new
        {
            filter.Type,
            Statuses = filter.Statuses.Count == 0 ? null : $",{string.Join(',', filter.Statuses)},",
        };
        return new(
            _session.Value<long>(countSql, whose, which, filter.Stretch),
            filter.Stretch.StartIndex,
            [.. Rows(listSql, whose, which, filter.Stretch)]);
    }

    private IEnumerable<Entry> Rows(string sql, params object[] parameters) =>
        _session.Rows<Transaction, Person, Lot, Price, Entry>(
            sql,
            "email,id,base_value",
            (transaction, person, lot, price) =>
                new(transaction, person, lot is null ? null : lot with { Price = price }),
            parameters);
}
