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
/// The table of transactions, of one program at a time; an award's row is its lot's as well (see
/// <see cref="Lots"/>). They are numbered in the order in which they are made, without a gap, and
/// their instants never run backwards; the tallies count them.
/// </summary>
public sealed class Transactions
{
    private readonly Session _session;

    // Of the program that was asked about last.
    private (long Program, Newest? Line)? _newest;

    internal Transactions(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO transactions (
            program, id, number, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt)
        VALUES (
            @Program, @Id, @Number, @UserId, @Type, @Status, @Points, @CreatedAt, @UpdatedAt,
            @ApprovedAt, @AutoApprovalAt, @ApprovedBy, @ActivityId, @ActivityName, @OrderId,
            @RedemptionId, @RedemptionName, @RedemptionValue, @CouponCode, @Reason, @Debt)
        """;

    /// <summary>Adds a redeem or a deduct.</summary>
    /// <returns>Its number, by which her row or her history has to name it.</returns>
    public long Add(long program, Transaction line) =>
        Add(program, new NumberedLine(NextNumber(program), line, null));

    private const string AddAwardSql =
        """
        INSERT INTO transactions (
            program, id, number, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt, state, points_used,
            points_deducted, points_expired, remaining, lot_approved_at, expires_at, valid_until,
            points_expiration_period, qualified_points, points_passed, returned_amount,
            returned_points, base_value, activity_multiplier, level_multiplier, rounding,
            is_listed)
        VALUES (
            @Program, @Id, @Number, @UserId, @Type, @Status, @Points, @CreatedAt, @UpdatedAt,
            @ApprovedAt, @AutoApprovalAt, @ApprovedBy, @ActivityId, @ActivityName, @OrderId,
            @RedemptionId, @RedemptionName, @RedemptionValue, @CouponCode, @Reason, @Debt, @State,
            @PointsUsed, @PointsDeducted, @PointsExpired, @Remaining, @LotApprovedAt, @ExpiresAt,
            @ValidUntil, @PointsExpirationPeriod, @QualifiedPoints, @PointsPassed, @ReturnedAmount,
            @ReturnedPoints, @BaseValue, @ActivityMultiplier, @LevelMultiplier, @Rounding,
            @IsListed)
        """;

    /// <summary>Adds an award with its lot, whose id, member and points are the award's.</summary>
    /// <param name="program">The program.</param>
    /// <param name="award">The award.</param>
    /// <param name="lot">Its lot.</param>
    /// <param name="isListed">Whether spends find it by itself, or by its member's purse.</param>
    /// <returns>Its number, by which her row or her history has to name it.</returns>
    public long Add(long program, Transaction award, Lot lot, bool isListed = true) =>
        Add(program, new NumberedLine(NextNumber(program), award, lot), isListed);

    /// <summary>Adds a transaction under its number, in the order of the numbers.</summary>
    internal long Add(long program, NumberedLine numbered, bool isListed = true)
    {
        var (number, line, lot) = numbered;
        if (lot is null)
        {
            _session.Run(AddSql, line, new { Program = program, Number = number });
        }
        else
        {
            _session.Run(
                AddAwardSql,
                line,
                new
                {
                    Program = program,
                    Number = number,
                    LotApprovedAt = lot.ApprovedAt,
                    IsListed = isListed,
                },
                lot);
        }

        _newest = (program, new(number, line.CreatedAt));
        _session.Tallies.Add(program, number, line);
        return number;
    }

    private const string ChangeDebtSql =
        """
        UPDATE transactions
        SET debt = @Debt
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeStatusSql =
        """
        UPDATE transactions
        SET status = @Status, updated_at = @UpdatedAt, approved_at = @ApprovedAt,
            approved_by = @ApprovedBy
        WHERE program = @Program AND id = @Id
        """;

    private const string FindNumberSql =
        """
        SELECT number
        FROM transactions
        WHERE program = @Program AND id = @Id
        """;

    /// <summary>
    /// Moves a line's status and what goes with it, and its debt, each only when it has changed,
    /// for an index is written anew whenever its column is. The rest of a line stays.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="before">The line as it is written down.</param>
    /// <param name="after">The line as it will be.</param>
    public void Change(long program, Transaction before, Transaction after)
    {
        if (before.Debt != after.Debt)
        {
            _session.Run(ChangeDebtSql, after, new { Program = program });
        }

        if (before with { Debt = after.Debt } != after)
        {
            _session.Run(ChangeStatusSql, after, new { Program = program });
        }

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

    private const string FindLastBeforeSql =
        """
        SELECT number
        FROM transactions
        WHERE program = @Program AND created_at < @From
        ORDER BY created_at DESC, number DESC
        LIMIT 1
        """;

    private const string CountRecentSql =
        """
        SELECT COUNT(*)
        FROM transactions
        WHERE program = @Program AND user_id = @UserId
            AND number IN (@Item0, @Item1, @Item2, @Item3, @Item4, @Item5, @Item6, @Item7, @Item8,
                @Item9)
            AND type = 'Award' AND activity_id = @ActivityId
            AND status NOT IN ('Rejected', 'AutoRejected')
        """;

    // A sum is in no index: else all of the program might be looked at.
    private const string CountAwardsSql =
        """
        SELECT COUNT(*)
        FROM (
            SELECT 1
            FROM histories AS h
            JOIN transactions AS t ON t.program = h.program AND t.number = h.number + 0
            WHERE h.program = @Program AND h.user_id = @UserId AND h.number > @After
                AND t.type = 'Award' AND t.activity_id = @ActivityId
                AND t.status NOT IN ('Rejected', 'AutoRejected')
            LIMIT @Most) AS counted
        """;

    /// <summary>
    /// How many awards a member has for an activity since an instant, rejected ones not counted;
    /// looks no further back than the activity's cap.
    /// </summary>
    public long CountAwards(long program, User user, Activity activity, DateTimeOffset from)
    {
        var which = new { Program = program, UserId = user.Id, activity.ActivityId };
        var after = _session.Value<long>(FindLastBeforeSql, which, new { From = from });
        var recent = user.Recent.Numbers.Where(number => number > after).ToList();
        var counted = Ten.Of(recent)
            .Sum(numbers => _session.Value<long>(CountRecentSql, which, numbers));
        var isAll = recent.Count < user.Recent.Numbers.Count;
        var most = activity.Cap.MaxAwardFrequency - counted;
        return isAll || most <= 0
            ? counted
            : counted + _session.Value<long>(
                CountAwardsSql, which, new { After = after, Most = most });
    }

    /// <summary>When the program's newest transaction was made; null for none.</summary>
    public DateTimeOffset? NewestAt(long program) => FindNewest(program)?.CreatedAt;

    private const string FindNewestSql =
        """
        SELECT number, created_at
        FROM transactions
        WHERE program = @Program
        ORDER BY created_at DESC, number DESC
        LIMIT 1
        """;

    private Newest? FindNewest(long program)
    {
        if (_newest?.Program != program)
        {
            _newest = (program, _session.Rows<Newest>(FindNewestSql, new { Program = program })
                .FirstOrDefault());
        }

        return _newest?.Line;
    }

    private long NextNumber(long program) => (FindNewest(program)?.Number ?? 0) + 1;

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
        _newest = null;
    }

    /// <summary>Begins a transaction, to which there may be newer ones.</summary>
    internal void Begin() => _newest = null;

    /// <summary>Forgets what may have been added by what is being undone.</summary>
    internal void Undo()
    {
        _newest = null;
        _session.Tallies.Undo();
    }

    /// <summary>A program's newest transaction.</summary>
    private sealed record Newest(long Number, DateTimeOffset CreatedAt);
}
