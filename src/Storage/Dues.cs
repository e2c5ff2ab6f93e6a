using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>What time will move of a member: lines that wait, and lots that lapse.</summary>
public sealed class Dues
{
    private static readonly RowShape<Due> Shape = RowShape.Of<Transaction, Lot, Price, Due>(
        "id,base_value",
        (line, lot, price) => new(line, price is null ? null : lot with { Price = price }));

    private readonly Session _session;

    internal Dues(Session session) => _session = session;

    private const string ListWaitingSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            t.id, t.user_id, t.state, t.points, t.points_used, t.points_deducted, t.points_expired,
            t.lot_approved_at AS approved_at, t.expires_at, t.valid_until,
            t.points_expiration_period, t.qualified_points, t.points_passed, t.returned_amount,
            t.returned_points,
            t.base_value, t.activity_multiplier, t.level_multiplier, t.rounding
        FROM transactions AS t
        WHERE t.program = @Program AND t.user_id = @UserId
            AND t.auto_approval_at IS NOT NULL AND t.status IN ('Pending', 'PendingDeduction')
            AND t.auto_approval_at <= @Now
        ORDER BY t.auto_approval_at, t.number
        LIMIT 1000000
        """;

    private const string ListLapsingSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            t.id, t.user_id, t.state, t.points, t.points_used, t.points_deducted, t.points_expired,
            t.lot_approved_at AS approved_at, t.expires_at, t.valid_until,
            t.points_expiration_period, t.qualified_points, t.points_passed, t.returned_amount,
            t.returned_points,
            t.base_value, t.activity_multiplier, t.level_multiplier, t.rounding
        FROM transactions AS t
        WHERE t.program = @Program AND t.user_id = @UserId AND t.state = 'Approved'
            AND t.remaining > 0 AND t.is_listed = TRUE AND t.valid_until <= @Now
        ORDER BY t.valid_until, t.lot_approved_at, t.number
        LIMIT 1000000
        """;

    /// <summary>Everything of a member that is due by an instant.</summary>
    public IReadOnlyList<Due> List(long program, User user, DateTimeOffset now)
    {
        var whose = new { Program = program, UserId = user.Id, Now = now };
        return
        [
            .. Rows(ListWaitingSql, whose),
            .. Rows(ListLapsingSql, whose),
            .. from lot in user.Purse.Lots
               where lot.ValidUntil <= now
               select _session.NumberedLines.Find(program, lot.Id) into found
               where found is not null
               select new Due(found.Line, found.Lot),
        ];
    }

    private const string NextSql =
        """
        SELECT MIN(due_at)
        FROM (
            SELECT MIN(auto_approval_at) AS due_at
            FROM transactions
            WHERE program = @Program AND user_id = @UserId
                AND auto_approval_at IS NOT NULL AND status IN ('Pending', 'PendingDeduction')
            UNION ALL
            SELECT MIN(valid_until)
            FROM transactions
            WHERE program = @Program AND user_id = @UserId AND state = 'Approved'
                AND remaining > 0 AND is_listed = TRUE AND valid_until < @Never) AS dues
        """;

    /// <summary>When time moves something of a member next; null when it never will.</summary>
    public DateTimeOffset? Next(long program, User user)
    {
        var next = _session.Value<DateTimeOffset?>(
            NextSql, new { Program = program, UserId = user.Id, Calendar.Never });
        return user.Purse.Lots is [{ ValidUntil: var until }, ..]
            && until < Calendar.Never && !(next <= until) ? until : next;
    }

    private IEnumerable<Due> Rows(string sql, object parameters) =>
        _session.Rows(sql, Shape, parameters);
}
