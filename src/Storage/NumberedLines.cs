using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>A transaction with its number in its program and, for an award, its lot.</summary>
public sealed record NumberedLine(long Number, Transaction Line, Lot? Lot);

/// <summary>
/// The rows of transactions as a whole, as they are taken from one database to another: under the
/// numbers that they have already, and counted by the tallies like any others.
/// </summary>
public sealed class NumberedLines
{
    private static readonly RowShape<NumberedLine> Shape =
        RowShape.Of<long, Transaction, Lot, Price, NumberedLine>(
            "id,id,base_value",
            (number, line, lot, price) =>
                new(number, line, price is null ? null : lot with { Price = price }));

    private readonly Session _session;

    internal NumberedLines(Session session) => _session = session;

    /// <summary>Adds one under its number, whichever others there are.</summary>
    public void Add(long program, NumberedLine line)
    {
        _session.Transactions.Add(program, line);
        _session.Histories.Add(program, line.Line.UserId, line.Number);
    }

    private const string FindSql =
        """
        SELECT number,
            id, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt,
            id, user_id, state, points, points_used, points_deducted, points_expired,
            lot_approved_at AS approved_at, expires_at, valid_until, points_expiration_period,
            qualified_points, points_passed, returned_amount, returned_points,
            base_value, activity_multiplier, level_multiplier, rounding
        FROM transactions
        WHERE program = @Program AND id = @Id
        """;

    public NumberedLine? Find(long program, string id) =>
        Read(FindSql, new { Program = program, Id = id }).FirstOrDefault();

    private const string ListAfterSql =
        """
        SELECT number,
            id, user_id, type, status, points, created_at, updated_at, approved_at,
            auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
            redemption_name, redemption_value, coupon_code, reason, debt,
            id, user_id, state, points, points_used, points_deducted, points_expired,
            lot_approved_at AS approved_at, expires_at, valid_until, points_expiration_period,
            qualified_points, points_passed, returned_amount, returned_points,
            base_value, activity_multiplier, level_multiplier, rounding
        FROM transactions
        WHERE program = @Program AND number > @After
        ORDER BY number
        LIMIT @Count
        """;

    /// <summary>Those that follow a number, in their order.</summary>
    public IReadOnlyList<NumberedLine> ListAfter(long program, long after, int count) =>
        [.. Read(ListAfterSql, new { Program = program, After = after, Count = count })];

    private IEnumerable<NumberedLine> Read(string sql, object parameters) =>
        _session.Rows(sql, Shape, parameters);
}
