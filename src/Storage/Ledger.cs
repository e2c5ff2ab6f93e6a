using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How many rows there are of each kind.</summary>
public sealed record Extent(long Transactions, long Lots, long Allocations, long Returns)
{
    public static Extent Nothing { get; } = new(0, 0, 0, 0);

    public Extent With(Books books) => new(
        Transactions + books.Lines.Count,
        Lots + books.Lines.Count(booked => booked.Lot is not null),
        Allocations + books.Allocations.Count,
        Returns + books.Returns.Count);
}

/// <summary>A tally that says otherwise than the transactions which it counts.</summary>
/// <param name="First">The first number of its block.</param>
/// <param name="Size">How many numbers the block has.</param>
/// <param name="Kind">The type and status that it counts.</param>
/// <param name="Kept">What the tally says.</param>
/// <param name="Counted">How many there are.</param>
public sealed record Miscount(long First, int Size, string Kind, long Kept, long Counted);

/// <summary>
/// Everything that is written down of a program, read as a whole: to verify it, not to act on it.
/// </summary>
public sealed class Ledger
{
    private static readonly RowShape<BookedLine> LineShape =
        RowShape.Of<Transaction, Lot, Price, KeptLot, BookedLine>(
            "id,base_value,remaining",
            (line, lot, price, kept) => price is null
                ? new(line, null, 0, true)
                : new(
                    line,
                    lot with { Price = price },
                    kept?.Remaining ?? 0,
                    kept?.IsListed ?? true));

    private readonly Session _session;

    internal Ledger(Session session) => _session = session;

    private const string SchemaVersionSql =
        """
        SELECT MAX(version)
        FROM migrations
        """;

    /// <summary>Which version of the tables the database has.</summary>
    public long SchemaVersion() => _session.Value<long>(SchemaVersionSql);

    private const string CountMembersSql =
        """
        SELECT COUNT(*)
        FROM users
        WHERE program = @Program
        """;

    public long CountMembers(long program) =>
        _session.Value<long>(CountMembersSql, new { Program = program });

    private const string CountSql =
        """
        SELECT
            (SELECT COUNT(*) FROM transactions WHERE program = @Program) AS transactions,
            (SELECT COUNT(*) FROM transactions
                WHERE program = @Program AND state IS NOT NULL) AS lots,
            (SELECT COUNT(*) FROM allocations WHERE program = @Program) AS allocations,
            (SELECT COUNT(*) FROM returns WHERE program = @Program) AS returns
        """;

    /// <summary>Every row of a program, whether or not a member's books lead to it.</summary>
    public Extent Count(long program) =>
        _session.Rows<Extent>(CountSql, new { Program = program }).Single();

    private const string ListMembersSql =
        """
        SELECT id
        FROM users
        WHERE program = @Program AND id > @After
        ORDER BY id
        LIMIT @Count
        """;

    /// <summary>Ids of the members that follow an id, in their order.</summary>
    public IReadOnlyList<string> ListMembers(long program, string after, int count) =>
        [.. _session.Rows<string>(
            ListMembersSql, new { Program = program, After = after, Count = count })];

    private const string ListLinesSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            t.id, t.user_id, t.state, t.points, t.points_used, t.points_deducted, t.points_expired,
            t.lot_approved_at AS approved_at, t.expires_at, t.valid_until,
            t.points_expiration_period, t.qualified_points, t.points_passed, t.returned_amount,
            t.returned_points,
            t.base_value, t.activity_multiplier, t.level_multiplier, t.rounding,
            t.remaining, t.is_listed
        FROM transactions AS t
        WHERE t.program = @Program AND t.user_id BETWEEN @First AND @Last
        ORDER BY t.user_id, t.number
        LIMIT 10000000
        """;

    private const string ListAllocationsSql =
        """
        SELECT t.user_id, a.transaction_id, a.lot_id, a.points
        FROM transactions AS t
        JOIN allocations AS a ON a.program = t.program AND a.transaction_id = t.id
        WHERE t.program = @Program AND t.user_id BETWEEN @First AND @Last
        ORDER BY t.user_id, t.number, a.transaction_id, a.lot_id
        LIMIT 10000000
        """;

    private const string ListReturnsSql =
        """
        SELECT t.user_id, r.transaction_id, r.award_id, r.amount, r.points
        FROM transactions AS t
        JOIN returns AS r ON r.program = t.program AND r.transaction_id = t.id
        WHERE t.program = @Program AND t.user_id BETWEEN @First AND @Last
        ORDER BY t.user_id, t.number, r.transaction_id, r.award_id
        LIMIT 10000000
        """;

    /// <summary>The books of the members between two ids, both inclusive.</summary>
    /// <exception cref="FormatException">A value that does not belong into its column.</exception>
    public IReadOnlyList<Books> ListBooks(long program, string first, string last)
    {
        var range = new { Program = program, First = first, Last = last };
        var lines = ReadLines(range).ToLookup(booked => booked.Line.UserId);
        var allocations = ReadAllocations(range);
        var returns = ReadReturns(range);
        return
        [
            .. _session.Users.List(program, first, last).Select(user => new Books(
                user, [.. lines[user.Id]], [.. allocations[user.Id]], [.. returns[user.Id]])),
        ];
    }

    private const string SumOfMembersSql =
        """
        SELECT CAST(COALESCE(SUM(available_points), 0) AS BIGINT) AS available_points,
            CAST(COALESCE(SUM(pending_points), 0) AS BIGINT) AS pending_points,
            CAST(COALESCE(SUM(redeemed_points), 0) AS BIGINT) AS redeemed_points,
            CAST(COALESCE(SUM(debt), 0) AS BIGINT) AS debt
        FROM users
        WHERE program = @Program
        """;

    /// <summary>The totals of all members together.</summary>
    public Balance SumOfMembers(long program) =>
        _session.Rows<Balance>(SumOfMembersSql, new { Program = program }).Single();

    private const string SumOfRowsSql =
        """
        SELECT
            CAST(COALESCE(
                SUM(CASE state WHEN 'Approved' THEN remaining ELSE 0 END) - SUM(debt), 0)
                AS BIGINT) AS available_points,
            CAST(COALESCE(SUM(CASE state WHEN 'Pending' THEN remaining ELSE 0 END), 0)
                AS BIGINT) AS pending_points,
            CAST(COALESCE(SUM(CASE type WHEN 'Redeem' THEN points ELSE 0 END), 0)
                AS BIGINT) AS redeemed_points,
            CAST(COALESCE(SUM(debt), 0) AS BIGINT) AS debt
        FROM transactions
        WHERE program = @Program
        """;

    /// <summary>What all lots and transactions together make of the members' totals.</summary>
    public Balance SumOfRows(long program) =>
        _session.Rows<Balance>(SumOfRowsSql, new { Program = program }).Single();

    private const string ListIssuedTwiceSql =
        """
        SELECT MAX(id) AS id, MIN(id) AS other
        FROM transactions
        WHERE program = @Program AND coupon_code IS NOT NULL
        GROUP BY coupon_code
        HAVING COUNT(*) > 1
        ORDER BY MAX(id)
        LIMIT 10000
        """;

    /// <summary>Transactions that have the same coupon code: the last and the first.</summary>
    public IReadOnlyList<(string Id, string Other)> ListIssuedTwice(long program) =>
        ListClashes(ListIssuedTwiceSql, program);

    private const string ListIssuedAndLeftSql =
        """
        SELECT t.id, c.redemption_id AS other
        FROM coupons AS c
        JOIN transactions AS t ON t.program = c.program AND t.coupon_code = c.code
        WHERE c.program = @Program AND t.coupon_code IS NOT NULL
        ORDER BY c.redemption_id, c.position, t.id
        LIMIT 10000
        """;

    /// <summary>Transactions whose coupon code is still in the pool of an option: which.</summary>
    public IReadOnlyList<(string Id, string Other)> ListIssuedAndLeft(long program) =>
        ListClashes(ListIssuedAndLeftSql, program);

    private const string ListAwardedTwiceSql =
        """
        SELECT MAX(id) AS id, MIN(id) AS other
        FROM transactions
        WHERE program = @Program AND type = 'Award' AND order_id IS NOT NULL
        GROUP BY order_id, activity_id
        HAVING COUNT(*) > 1
        ORDER BY MAX(id)
        LIMIT 10000
        """;

    /// <summary>Awards of the same order and activity: the last and the first.</summary>
    public IReadOnlyList<(string Id, string Other)> ListAwardedTwice(long program) =>
        ListClashes(ListAwardedTwiceSql, program);

    private const string FindMisnumberedSql =
        """
        SELECT id, number, place
        FROM (
            SELECT id, number, ROW_NUMBER() OVER (ORDER BY created_at, number) AS place
            FROM transactions
            WHERE program = @Program) AS counted
        WHERE number <> place
        ORDER BY place
        LIMIT 1
        """;

    /// <summary>
    /// The first transaction of a program, in the order of their instants, that has not the number
    /// of its place; null when all have.
    /// </summary>
    public (string Id, long Number, long Place)? FindMisnumbered(long program) =>
        _session.Rows<(string, long, long)>(FindMisnumberedSql, new { Program = program })
            .Select(row => ((string, long, long)?)row)
            .FirstOrDefault();

    private const string ListMiscountedSql =
        """
        SELECT block, type, status, CAST(SUM(kept) AS BIGINT) AS kept,
            CAST(SUM(counted) AS BIGINT) AS counted
        FROM (
            SELECT block, type, status, count AS kept, 0 AS counted
            FROM tallies
            WHERE program = @Program AND size = @BlockSize
            UNION ALL
            SELECT number / @BlockSize, type, status, 0, COUNT(*)
            FROM transactions
            WHERE program = @Program
            GROUP BY number / @BlockSize, type, status) AS compared
        GROUP BY block, type, status
        HAVING SUM(kept) <> SUM(counted)
        ORDER BY block, type, status
        LIMIT 10000
        """;

    /// <summary>Tallies of a program that say otherwise than its transactions.</summary>
    public IReadOnlyList<Miscount> ListMiscounted(long program) =>
        [.. ListMiscounted(program, Piece.Small), .. ListMiscounted(program, Piece.Large)];

    private IEnumerable<Miscount> ListMiscounted(long program, int blockSize) =>
        _session.Rows<(long Block, string Type, string Status, long Kept, long Counted)>(
            ListMiscountedSql, new { Program = program, BlockSize = blockSize })
            .Select(row => new Miscount(
                row.Block * blockSize, blockSize, $"{row.Type}, {row.Status}", row.Kept,
                row.Counted));

    private List<(string Id, string Other)> ListClashes(string sql, long program) =>
        [.. _session.Rows<(string, string)>(sql, new { Program = program })];

    private IEnumerable<BookedLine> ReadLines(object range) =>
        _session.Rows(ListLinesSql, LineShape, range);

    private ILookup<string, Allocation> ReadAllocations(object range) =>
        _session.Rows<(string UserId, string TransactionId, string LotId, long Points)>(
            ListAllocationsSql, range)
            .ToLookup(row => row.UserId, row => new Allocation(
                row.TransactionId, row.LotId, row.Points));

    private ILookup<string, BookedReturn> ReadReturns(object range) =>
        _session.Rows<(string UserId, string TransactionId, string AwardId, decimal Amount,
            long Points)>(ListReturnsSql, range)
            .ToLookup(row => row.UserId, row => new BookedReturn(
                row.TransactionId, new(row.AwardId, row.Amount, row.Points)));

    /// <summary>What a lot's row holds beyond the lot.</summary>
    private sealed record KeptLot(long Remaining, bool IsListed);
}
