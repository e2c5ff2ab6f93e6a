using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>The table of what returns took back of which award.</summary>
public sealed class Returns
{
    internal static readonly RowShape<BookedReturn> Shape =
        RowShape.Of<string, Return, BookedReturn>(
            "award_id", (transactionId, part) => new(transactionId, part));

    private readonly Session _session;

    internal Returns(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO returns (program, transaction_id, award_id, amount, points)
        VALUES (@Program, @TransactionId, @AwardId, @Amount, @Points)
        """;

    public void Add(long program, string transactionId, Return part) =>
        _session.Run(
            AddSql, part, new { Program = program, TransactionId = transactionId });

    private const string ListSql =
        """
        SELECT award_id, amount, points
        FROM returns
        WHERE program = @Program AND transaction_id = @TransactionId
        ORDER BY award_id
        LIMIT 10000
        """;

    /// <summary>What one return's deduct took back, by award.</summary>
    public IReadOnlyList<Return> List(long program, string transactionId) =>
        [.. _session.Rows<Return>(
            ListSql, new { Program = program, TransactionId = transactionId })];

    private const string ListAfterSql =
        """
        SELECT transaction_id, award_id, amount, points
        FROM returns
        WHERE program = @Program AND (transaction_id, award_id) > (@TransactionId, @AwardId)
        ORDER BY transaction_id, award_id
        LIMIT @Count
        """;

    /// <summary>What returns took back that follows another, in the order of the ids.</summary>
    public IReadOnlyList<BookedReturn> ListAfter(long program, BookedReturn after, int count) =>
        [.. _session.Rows(
            ListAfterSql,
            Shape,
            new { Program = program, after.TransactionId, after.Part.AwardId, Count = count })];

    private const string ClearSql =
        """
        DELETE FROM returns
        WHERE program = @Program
        """;

    public void Clear(long program) => _session.Run(ClearSql, new { Program = program });
}
