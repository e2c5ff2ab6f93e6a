using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// The table of how many transactions of each type and status there are, by blocks of their
/// numbers: small ones and large ones. Kept by <see cref="Transactions"/> in the same transaction,
/// so that lists know their total, and where a page begins, without reading what they skip.
/// </summary>
public sealed class Tallies
{
    private readonly Session _session;

    internal Tallies(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO tallies (program, size, block, type, status, count)
        VALUES
            (@Program, @Small, @Number / @Small, @Type, @Status, 1),
            (@Program, @Large, @Number / @Large, @Type, @Status, 1)
        ON CONFLICT (program, size, block, type, status)
        DO UPDATE SET count = tallies.count + excluded.count
        """;

    /// <summary>Counts a new transaction.</summary>
    internal void Add(long program, long number, Transaction transaction) =>
        _session.Run(
            AddSql,
            new
            {
                Program = program,
                Number = number,
                Piece.Small,
                Piece.Large,
                transaction.Type,
                transaction.Status,
            });

    private const string MoveSql =
        """
        INSERT INTO tallies (program, size, block, type, status, count)
        VALUES
            (@Program, @Small, @Number / @Small, @Type, @Before, -1),
            (@Program, @Large, @Number / @Large, @Type, @Before, -1),
            (@Program, @Small, @Number / @Small, @Type, @After, 1),
            (@Program, @Large, @Number / @Large, @Type, @After, 1)
        ON CONFLICT (program, size, block, type, status)
        DO UPDATE SET count = tallies.count + excluded.count
        """;

    /// <summary>Counts a transaction that has moved to another status.</summary>
    internal void Move(
        long program, long number, (Transaction Before, Transaction After) move) =>
        _session.Run(
            MoveSql,
            new
            {
                Program = program,
                Number = number,
                Piece.Small,
                Piece.Large,
                move.After.Type,
                Before = move.Before.Status,
                After = move.After.Status,
            });

    private const string CountSql =
        """
        SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT)
        FROM tallies
        WHERE program = @Program AND size = @BlockSize
            AND block BETWEEN @FirstBlock AND @LastBlock
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR type = @Type)
        """;

    private const string CountOneByOneSql =
        """
        SELECT COUNT(*)
        FROM transactions
        WHERE program = @Program AND number >= @From AND number < @Until
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR type = @Type)
        """;

    /// <summary>How many transactions of a piece a filter wants.</summary>
    internal long Count(long program, Piece piece, TransactionFilter filter) =>
        _session.Value<long>(
            piece.BlockSize == 1 ? CountOneByOneSql : CountSql,
            piece,
            new { Program = program },
            filter.Which);

    private const string ListSql =
        """
        SELECT block, CAST(SUM(count) AS BIGINT) AS count
        FROM tallies
        WHERE program = @Program AND size = @BlockSize
            AND block BETWEEN @FirstBlock AND @LastBlock
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR type = @Type)
        GROUP BY block
        HAVING SUM(count) > 0
        ORDER BY block DESC
        LIMIT 1000000
        """;

    /// <summary>
    /// The blocks of a piece in which a filter wants something, newest first, and how much; read
    /// only as far as the caller goes, who runs no other statement meanwhile.
    /// </summary>
    internal IEnumerable<(long Block, long Count)> List(
        long program, Piece piece, TransactionFilter filter) =>
        _session.Rows<(long, long)>(
            ListSql, piece, new { Program = program }, filter.Which);

    private const string ClearSql =
        """
        DELETE FROM tallies
        WHERE program = @Program
        """;

    internal void Clear(long program) =>
        _session.Run(ClearSql, new { Program = program });
}
