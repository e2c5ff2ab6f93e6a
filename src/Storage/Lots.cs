using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// Lots, which stand in the rows of their awards, and the table of what each gave to which spend.
/// </summary>
public sealed class Lots
{
    /// <summary>So many listed lots are enough for most spends.</summary>
    private const int FewLots = 4;

    /// <summary>Then so many times as many are asked for at a time, each time,</summary>
    private const int Growth = 16;

    /// <summary>and so many at most.</summary>
    private const int ManyLots = 4096;

    private static readonly RowShape<Lot> Shape = RowShape.Of<Lot, Price, Lot>(
        "base_value", (lot, price) => lot with { Price = price });

    private static readonly RowShape<(string LotId, Use Use)> UseShape =
        RowShape.Of<string, Use, (string LotId, Use Use)>("id", (lotId, use) => (lotId, use));

    private readonly Session _session;

    internal Lots(Session session) => _session = session;

    private const string ChangePointsSql =
        """
        UPDATE transactions
        SET points_used = @PointsUsed, points_deducted = @PointsDeducted,
            points_expired = @PointsExpired, remaining = @Remaining,
            is_listed = (is_listed = TRUE OR CAST(@Remaining AS BIGINT) = 0)
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeStateSql =
        """
        UPDATE transactions
        SET state = @State, lot_approved_at = @ApprovedAt, expires_at = @ExpiresAt,
            valid_until = @ValidUntil, is_listed = TRUE
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeReturnedSql =
        """
        UPDATE transactions
        SET returned_amount = @ReturnedAmount, returned_points = @ReturnedPoints
        WHERE program = @Program AND id = @Id
        """;

    /// <summary>
    /// Saves what spends, time, moves by hand and returns have changed of a lot, each only when it
    /// has changed, for an index is written anew whenever its column is.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="before">The lot as it is written down.</param>
    /// <param name="after">The lot as it will be.</param>
    public void Change(long program, Lot before, Lot after)
    {
        ChangeIf(PointsOf(before) != PointsOf(after), ChangePointsSql);
        ChangeIf(StateOf(before) != StateOf(after), ChangeStateSql);
        ChangeIf(ReturnedOf(before) != ReturnedOf(after), ChangeReturnedSql);

        void ChangeIf(bool isChanged, string sql)
        {
            if (isChanged)
            {
                _session.Run(sql, after, new { Program = program });
            }
        }
    }

    private const string FindSql =
        """
        SELECT id, user_id, state, points, points_used, points_deducted, points_expired,
            lot_approved_at AS approved_at, expires_at, valid_until, points_expiration_period,
            qualified_points, points_passed, returned_amount, returned_points,
            base_value, activity_multiplier, level_multiplier, rounding
        FROM transactions
        WHERE program = @Program AND id = @Id AND state IS NOT NULL
        """;

    /// <param name="program">The program.</param>
    /// <param name="id">The id of the lot's award.</param>
    public Lot? Find(long program, string id) =>
        Read(FindSql, new { Program = program, Id = id }).FirstOrDefault();

    private const string ListListedSql =
        """
        SELECT id, user_id, state, points, points_used, points_deducted, points_expired,
            lot_approved_at AS approved_at, expires_at, valid_until, points_expiration_period,
            qualified_points, points_passed, returned_amount, returned_points,
            base_value, activity_multiplier, level_multiplier, rounding
        FROM transactions
        WHERE program = @Program AND user_id = @UserId AND state = 'Approved' AND remaining > 0
            AND is_listed = TRUE
        ORDER BY valid_until, lot_approved_at, number
        LIMIT @Count OFFSET @StartIndex
        """;

    /// <summary>
    /// A member's lots in the order in which spends take them, those that are listed and those of
    /// her purse; read not much further than the caller goes.
    /// </summary>
    public IEnumerable<Lot> ListSpendable(long program, User user)
    {
        var purse = new Queue<PurseLot>(user.Purse.Lots);
        foreach (var listed in ListListed(program, user.Id))
        {
            while (purse.TryPeek(out var next) && next.ValidUntil <= listed.ValidUntil
                && OfPurse(next) is var lot && Wallet.InOrder.Compare(lot, listed) < 0)
            {
                purse.Dequeue();
                yield return lot;
            }

            yield return listed;
        }

        foreach (var next in purse)
        {
            yield return OfPurse(next);
        }

        Lot OfPurse(PurseLot named) => Find(program, named.Id)
            ?? throw new InvalidOperationException("A member's purse names what is no lot.");
    }

    private IEnumerable<Lot> ListListed(long program, string userId)
    {
        var start = 0;
        for (var count = FewLots; ; count = Math.Min(ManyLots, count * Growth))
        {
            // All of them at once: what is between is read by another statement.
            List<Lot> lots =
            [
                .. Read(
                    ListListedSql,
                    new { Program = program, UserId = userId, Count = count, StartIndex = start }),
            ];
            foreach (var lot in lots)
            {
                yield return lot;
            }

            start += count;
            if (lots.Count < count)
            {
                yield break;
            }
        }
    }

    private const string AllocateSql =
        """
        INSERT INTO allocations (program, transaction_id, lot_id, points)
        VALUES (@Program, @TransactionId, @LotId, @Points)
        ON CONFLICT (program, transaction_id, lot_id)
        DO NOTHING
        """;

    private const string AllocateMoreSql =
        """
        UPDATE allocations
        SET points = points + @Points
        WHERE program = @Program AND transaction_id = @TransactionId AND lot_id = @LotId
        """;

    /// <summary>
    /// Writes down that a lot gave points to a redeem or a deduct; a second time it may do so only
    /// to one in debt.
    /// </summary>
    public void Allocate(long program, string transactionId, Share share)
    {
        var row = new
        {
            Program = program,
            TransactionId = transactionId,
            LotId = share.Lot.Id,
            share.Points,
        };
        if (_session.RunCounted(AllocateSql, row) == 0)
        {
            _session.Run(AllocateMoreSql, row);
        }
    }

    private const string ListAllocatedSql =
        """
        SELECT lot_id, points
        FROM allocations
        WHERE program = @Program AND transaction_id = @TransactionId
        ORDER BY lot_id
        LIMIT 1000000
        """;

    /// <summary>Which lots gave how much to a redeem or a deduct.</summary>
    public IReadOnlyList<(string LotId, long Points)> ListAllocated(
        long program, string transactionId) =>
        [.. _session.Rows<(string, long)>(
            ListAllocatedSql, new { Program = program, TransactionId = transactionId })];

    private const string ListAfterSql =
        """
        SELECT transaction_id, lot_id, points
        FROM allocations
        WHERE program = @Program AND (transaction_id, lot_id) > (@TransactionId, @LotId)
        ORDER BY transaction_id, lot_id
        LIMIT @Count
        """;

    /// <summary>What lots gave, in the order of who took it; what follows another.</summary>
    public IReadOnlyList<Allocation> ListAllocated(long program, Allocation after, int count) =>
        [.. _session.Rows<Allocation>(
            ListAfterSql, after, new { Program = program, Count = count })];

    private const string PutSql =
        """
        INSERT INTO allocations (program, transaction_id, lot_id, points)
        VALUES (@Program, @TransactionId, @LotId, @Points)
        """;

    /// <summary>Adds all that a lot gave to a redeem or a deduct.</summary>
    public void Put(long program, Allocation allocation) =>
        _session.Run(PutSql, allocation, new { Program = program });

    private const string ListUsesSql =
        """
        SELECT a.lot_id, t.id, t.redemption_id, t.redemption_name, a.points
        FROM allocations AS a
        JOIN transactions AS t ON t.program = a.program AND t.id = a.transaction_id
        WHERE a.program = @Program
            AND a.lot_id IN (@Item0, @Item1, @Item2, @Item3, @Item4, @Item5, @Item6, @Item7,
                @Item8, @Item9)
            AND t.type = 'Redeem'
        ORDER BY a.lot_id, a.transaction_id
        LIMIT 100000
        """;

    /// <summary>The redeems that each of some lots gave points to, oldest first.</summary>
    public ILookup<string, Use> ListUses(long program, IEnumerable<string> lotIds) =>
        Ten.Of(lotIds)
            .SelectMany(ids => _session.Rows(
                ListUsesSql, UseShape, new { Program = program }, ids))
            .ToLookup(row => row.LotId, row => row.Use);

    private const string FreeSql =
        """
        DELETE FROM allocations
        WHERE program = @Program AND transaction_id = @TransactionId
        """;

    /// <summary>Forgets what lots gave to a deduct that is undone.</summary>
    public void Free(long program, string transactionId) =>
        _session.Run(FreeSql, new { Program = program, TransactionId = transactionId });

    private const string ClearSql =
        """
        DELETE FROM allocations
        WHERE program = @Program
        """;

    /// <summary>Forgets what each lot of a program gave; lots go with their awards.</summary>
    public void Clear(long program) => _session.Run(ClearSql, new { Program = program });

    private static (long, long, long) PointsOf(Lot lot) =>
        (lot.PointsUsed, lot.PointsDeducted, lot.PointsExpired);

    private static (LotState, DateTimeOffset?, DateTimeOffset?, DateTimeOffset) StateOf(Lot lot) =>
        (lot.State, lot.ApprovedAt, lot.ExpiresAt, lot.ValidUntil);

    private static (decimal, long) ReturnedOf(Lot lot) =>
        (lot.ReturnedAmount, lot.ReturnedPoints);

    private IEnumerable<Lot> Read(string sql, object parameters) =>
        _session.Rows(sql, Shape, parameters);
}
