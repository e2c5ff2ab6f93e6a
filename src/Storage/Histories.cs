using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// The table of which transactions are a member's, by their numbers: all but those that her own row
/// names (see <see cref="RecentTransactions"/>).
/// </summary>
public sealed class Histories
{
    private readonly Session _session;

    internal Histories(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO histories (program, user_id, number)
        VALUES (@Program, @UserId, @Number)
        """;

    /// <summary>Adds one of a member's transactions.</summary>
    public void Add(long program, string userId, long number) =>
        _session.Run(AddSql, new { Program = program, UserId = userId, Number = number });

    private const string AddTenSql =
        """
        INSERT INTO histories (program, user_id, number)
        VALUES (@Program, @UserId, @Item0), (@Program, @UserId, @Item1),
            (@Program, @UserId, @Item2), (@Program, @UserId, @Item3), (@Program, @UserId, @Item4),
            (@Program, @UserId, @Item5), (@Program, @UserId, @Item6), (@Program, @UserId, @Item7),
            (@Program, @UserId, @Item8), (@Program, @UserId, @Item9)
        """;

    /// <summary>Adds a member's newest transactions, which are ten.</summary>
    public void Add(long program, string userId, RecentTransactions full) =>
        _session.Run(
            AddTenSql,
            new { Program = program, UserId = userId },
            Ten.Of(full.Numbers).Single());

    private const string ClearSql =
        """
        DELETE FROM histories
        WHERE program = @Program
        """;

    public void Clear(long program) => _session.Run(ClearSql, new { Program = program });
}
