using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>Which transactions of a stretch of time a list wants.</summary>
/// <param name="Statuses">Any of these; all when empty.</param>
/// <param name="Type">Only this type; all when null.</param>
public sealed record TransactionFilter(
    Stretch Stretch, IReadOnlyList<PointsStatus> Statuses, TransactionType? Type)
{
    /// <summary>Whether every transaction of the stretch is wanted.</summary>
    public bool WantsAll => Statuses.Count == 0 && Type is null;

    /// <summary>The filter as statements have it; null stands for all.</summary>
    internal object Which => new
    {
        Type,
        Statuses = Statuses.Count == 0 ? null : $",{string.Join(',', Statuses)},",
    };
}

/// <summary>
/// The table of transactions, of one program at a time. They are numbered in the order in which
/// they are made, without a gap, and their instants never run backwards; the tallies count them.
/// </summary>
public sealed class Transactions
{
    private readonly Session _session;

    internal Transactions(Session session) => _session = session;

    private const string NextNumberSql =
        """
        SELECT COALESCE(MAX(number), 0) + 1
        FROM transactions
        WHERE program = @Program
        """;

    private const string AddSql =
        """
        INSERT INTO transactions (
            program, id, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt, number)
        VALUES (
            @Program, @Id, @UserId, @Type, @Status, @Points, @CreatedAt, @UpdatedAt, @ApprovedAt,
            @AutoApprovalAt, @ApprovedBy, @ActivityId, @ActivityName, @OrderId, @RedemptionId,
            @RedemptionName, @RedemptionValue, @CouponCode, @Reason, @Debt, @Number)
        """;

    public void Add(long program, Transaction transaction)
    {
        // Asked for by itself: RETURNING makes an insert take twice as long.
        var number = _session.Value<long>(NextNumberSql, new { Program = program });
        _session.Run(AddSql, transaction, new { Program = program, Number = number });
        _session.Tallies.Add(program, number, transaction);
    }

    private const string ChangeSql =
        """
        UPDATE transactions
        SET status = @Status, updated_at = @UpdatedAt, approved_at = @ApprovedAt,
            auto_approval_at = @AutoApprovalAt, approved_by = @ApprovedBy, debt = @Debt
        WHERE program = @Program AND id = @Id
        """;

    private const string FindNumberSql =
        """
        SELECT number
        FROM transactions
        WHERE program = @Program AND id = @Id
        """;

    /// <summary>Moves a line's status and what goes with it; the rest of a line stays.</summary>
    /// <param name="program">The program.</param>
    /// <param name="before">The line as it is written down.</param>
    /// <param name="after">The line as it will be.</param>
    public void Change(long program, Transaction before, Transaction after)
    {
        _session.Run(ChangeSql, after, new { Program = program });
        if (before.Status != after.Status)
        {
            var number = _session.Value<long>(
                FindNumberSql, new { Program = program, after.Id });
            _session.Tallies.Move(program, number, (before, after));
        }
    }

    private const string FindSql =
        """
        SELECT id, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt
        FROM transactions
        WHERE program = @Program AND id = @Id
        """;

    public Transaction? Find(long program, string id) =>
        _session.Rows<Transaction>(FindSql, new { Program = program, Id = id })
            .FirstOrDefault();

    private const string FindAwardSql =
        """
        SELECT id, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt
        FROM transactions
        WHERE program = @Program AND type = 'Award' AND order_id IS NOT NULL
            AND order_id = @OrderId AND activity_id = @ActivityId
        """;

    /// <summary>The one award that an order has for an activity.</summary>
    public Transaction? FindAward(long program, string activityId, string orderId) =>
        _session.Rows<Transaction>(
            FindAwardSql,
            new { Program = program, ActivityId = activityId, OrderId = orderId })
            .FirstOrDefault();

    private const string ListAwardsOfOrderSql =
        """
        SELECT id, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt
        FROM transactions
        WHERE program = @Program AND type = 'Award' AND order_id IS NOT NULL
            AND order_id = @OrderId
        ORDER BY activity_id, id
        LIMIT 10000
        """;

    /// <summary>Every award of an order, oldest first.</summary>
    public IReadOnlyList<Transaction> ListAwardsOfOrder(long program, string orderId) =>
        [.. _session.Rows<Transaction>(
            ListAwardsOfOrderSql, new { Program = program, OrderId = orderId })
            .OrderBy(award => award.CreatedAt)
            .ThenBy(award => award.Id, StringComparer.Ordinal)];

    private const string ListInDebtSql =
        """
        SELECT id, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt
        FROM transactions
        WHERE program = @Program AND user_id = @UserId AND debt > 0
        ORDER BY number
        LIMIT 10000
        """;

    /// <summary>A member's returns that no lot has covered yet, oldest first.</summary>
    public IReadOnlyList<Transaction> ListInDebt(long program, string userId) =>
        [.. _session.Rows<Transaction>(
            ListInDebtSql, new { Program = program, UserId = userId })];

    private const string CountAwardsSql =
        """
        SELECT COUNT(*)
        FROM (
            SELECT 1
            FROM transactions
            WHERE program = @Program AND user_id = @UserId
                AND number > COALESCE((
                    SELECT number
                    FROM transactions
                    WHERE program = @Program AND created_at < @From
                    ORDER BY created_at DESC, number DESC
                    LIMIT 1), 0)
                AND type = 'Award' AND activity_id = @ActivityId
                AND status NOT IN ('Rejected', 'AutoRejected')
            LIMIT @Most) AS counted
        """;

    /// <summary>
    /// How many awards a member has for an activity since an instant, rejected ones not counted;
    /// counts no further than the activity's cap.
    /// </summary>
    public long CountAwards(long program, User user, Activity activity, DateTimeOffset from) =>
        _session.Value<long>(
            CountAwardsSql,
            new
            {
                Program = program,
                UserId = user.Id,
                activity.ActivityId,
                From = from,
                Most = activity.Cap.MaxAwardFrequency,
            });

    private const string NewestAtSql =
        """
        SELECT MAX(created_at)
        FROM transactions
        WHERE program = @Program
        """;

    /// <summary>When the program's newest transaction was made; null for none.</summary>
    public DateTimeOffset? NewestAt(long program) =>
        _session.Value<DateTimeOffset?>(NewestAtSql, new { Program = program });

    private const string FindStretchSql =
        """
        SELECT
            COALESCE((
                SELECT number
                FROM transactions
                WHERE program = @Program AND created_at < @From
                ORDER BY created_at DESC, number DESC
                LIMIT 1), 0) AS after,
            COALESCE((
                SELECT number
                FROM transactions
                WHERE program = @Program AND created_at < @Until
                ORDER BY created_at DESC, number DESC
                LIMIT 1), 0) AS last,
            COALESCE((
                SELECT MAX(number)
                FROM transactions
                WHERE program = @Program), 0) AS newest
        """;

    /// <summary>The numbers of what was made in a stretch of time.</summary>
    internal Numbers FindStretch(long program, Stretch stretch) =>
        _session.Rows<Numbers>(FindStretchSql, stretch, new { Program = program }).Single();

    private const string ClearSql =
        """
        DELETE FROM transactions
        WHERE program = @Program
        """;

    public void Clear(long program)
    {
        _session.Run(ClearSql, new { Program = program });
        _session.Tallies.Clear(program);
    }
}
