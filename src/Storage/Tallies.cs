using System.Runtime.InteropServices;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// The table of how many transactions of each type and status there are, by blocks of their
/// numbers: small ones and large ones. Kept by <see cref="Transactions"/> in the same commit, so
/// that lists know their total, and where a page begins, without reading what they skip.
/// </summary>
public sealed class Tallies
{
    private readonly Session _session;

    // What a transaction adds falls into a block or two, so it is written down at its end, once.
    private readonly Dictionary<Cell, long> _counted = [];

    internal Tallies(Session session) => _session = session;

    /// <summary>Counts a new transaction.</summary>
    internal void Add(long program, long number, Transaction transaction) =>
        Count((program, number), transaction, 1);

    /// <summary>Counts a transaction that has moved to another status.</summary>
    internal void Move(
        long program, long number, (Transaction Before, Transaction After) move)
    {
        Count((program, number), move.Before, -1);
        Count((program, number), move.After, 1);
    }

    private const string AddSql =
        """
        INSERT INTO tallies (program, size, block, type, status, count)
        VALUES (@Program, @Size, @Block, @Type, @Status, @Count)
        ON CONFLICT (program, size, block, type, status)
        DO UPDATE SET count = tallies.count + excluded.count
        """;

    /// <summary>Writes down what has been counted since.</summary>
    internal void Keep()
    {
        foreach (var (cell, count) in _counted.Where(cell => cell.Value != 0))
        {
            _session.Run(AddSql, cell, new { Count = count });
        }

        _counted.Clear();
    }

    /// <summary>Forgets what has been counted since.</summary>
    internal void Undo() => _counted.Clear();

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
    internal long Count(long program, Piece piece, TransactionFilter filter)
    {
        Keep();
        return _session.Value<long>(
            piece.BlockSize == 1 ? CountOneByOneSql : CountSql,
            piece,
            new { Program = program },
            filter.Which);
    }

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
        long program, Piece piece, TransactionFilter filter)
    {
        Keep();
        return _session.Rows<(long, long)>(
            ListSql, piece, new { Program = program }, filter.Which);
    }

    private const string ClearSql =
        """
        DELETE FROM tallies
        WHERE program = @Program
        """;

    internal void Clear(long program)
    {
        Keep();
        _session.Run(ClearSql, new { Program = program });
    }

    private void Count((long Program, long Number) which, Transaction transaction, int by)
    {
        foreach (var size in (ReadOnlySpan<int>)[Piece.Small, Piece.Large])
        {
            var cell = new Cell(
                which.Program, size, which.Number / size, transaction.Type, transaction.Status);
            CollectionsMarshal.GetValueRefOrAddDefault(_counted, cell, out _) += by;
        }
    }

    /// <summary>What is counted together.</summary>
    private sealed record Cell(
        long Program, int Size, long Block, TransactionType Type, PointsStatus Status);
}
