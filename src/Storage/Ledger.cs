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
    private static readonly RowShape<(long Number, BookedLine Booked)> LineShape =
        RowShape.Of<long, Transaction, Lot, Price, KeptLot, (long, BookedLine)>(
            "id,id,base_value,remaining",
            (number, line, lot, price, kept) => (number, price is null
                ? new(line, null, 0, true)
                : new(
                    line,
                    lot with { Price = price },
                    kept?.Remaining ?? 0,
                    kept?.IsListed ?? true)));

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

    private const string ListNumbersSql =
        """
        SELECT user_id, number
        FROM histories
        WHERE program = @Program AND user_id BETWEEN @First AND @Last
        ORDER BY user_id, number
        LIMIT 10000000
        """;

    private const string ListLinesSql =
        """
        SELECT t.number,
            t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
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
        WHERE t.program = @Program
            AND t.number IN (@Item0, @Item1, @Item2, @Item3, @Item4, @Item5, @Item6, @Item7, @Item8,
                @Item9)
        """;

    private const string ListAllocationsSql =
        """
        SELECT transaction_id, lot_id, points
        FROM allocations
        WHERE program = @Program
            AND transaction_id IN (@Item0, @Item1, @Item2, @Item3, @Item4, @Item5, @Item6, @Item7,
                @Item8, @Item9)
        ORDER BY transaction_id, lot_id
        LIMIT 10000000
        """;

    private const string ListReturnsSql =
        """
        SELECT transaction_id, award_id, amount, points
        FROM returns
        WHERE program = @Program
            AND transaction_id IN (@Item0, @Item1, @Item2, @Item3, @Item4, @Item5, @Item6, @Item7,
                @Item8, @Item9)
        ORDER BY transaction_id, award_id
        LIMIT 10000000
        """;

    /// <summary>The books of the members between two ids, both inclusive.</summary>
    /// <exception cref="FormatException">A value that does not belong into its column.</exception>
    public IReadOnlyList<Books> ListBooks(long program, string first, string last)
    {
        var whose = new { Program = program };
        var histories = _session.Rows<(string UserId, long Number)>(
            ListNumbersSql, whose, new { First = first, Last = last })
            .ToLookup(row => row.UserId, row => row.Number);
        var named = _session.Users.List(program, first, last)
            .Select(user => (User: user, Numbers: NumbersOf(user)))
            .ToList();
        var lines = Ten.Of(named.SelectMany(one => one.Numbers).Distinct())
            .SelectMany(numbers => _session.Rows(ListLinesSql, LineShape, whose, numbers))
            .ToLookup(line => line.Number, line => line.Booked);
        var ids = lines.SelectMany(same => same).Select(booked => booked.Line.Id).ToList();
        var allocations = Ten.Of(ids)
            .SelectMany(some => _session.Rows<Allocation>(ListAllocationsSql, whose, some))
            .ToLookup(allocation => allocation.TransactionId);
        var returns = Ten.Of(ids)
            .SelectMany(some => _session.Rows(ListReturnsSql, Returns.Shape, whose, some))
            .ToLookup(booked => booked.TransactionId);
        return [.. named.Select(one => BooksOf(one.User, one.Numbers))];

        List<long> NumbersOf(User user) => [.. histories[user.Id], .. user.Recent.Numbers];

        Books BooksOf(User user, List<long> numbers)
        {
            List<BookedLine> hers =
            [
                .. numbers.Distinct().SelectMany(number => lines[number])
                    .Where(booked => booked.Line.UserId == user.Id),
            ];
            return new(
                user,
                numbers,
                hers,
                [.. hers.SelectMany(booked => allocations[booked.Line.Id])],
                [.. hers.SelectMany(booked => returns[booked.Line.Id])]);
        }
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

    /// <summary>What a lot's row holds beyond the lot.</summary>
    private sealed record KeptLot(long Remaining, bool IsListed);
}
