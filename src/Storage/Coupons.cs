namespace ShopSocially.Loyalty.Storage;

/// <summary>A code that is left to issue.</summary>
/// <param name="Position">Codes of an option are issued in the order of these.</param>
public sealed record LeftCoupon(string RedemptionId, long Position, string Code);

/// <summary>
/// The table of codes not yet issued. Options may list the same code; whichever issues it first
/// takes it out of all of them.
/// </summary>
public sealed class Coupons
{
    private readonly Session _session;

    internal Coupons(Session session) => _session = session;

    private const string NextSql =
        """
        SELECT code
        FROM coupons
        WHERE program = @Program AND redemption_id = @RedemptionId
        ORDER BY position
        LIMIT 1
        """;

    /// <summary>The code that the next redeem gets; null when none is left.</summary>
    public string? Next(long program, string redemptionId) =>
        _session.Value<string>(
            NextSql, new { Program = program, RedemptionId = redemptionId });

    private const string RemoveSql =
        """
        DELETE FROM coupons
        WHERE program = @Program AND code = @Code
        RETURNING redemption_id
        """;

    /// <summary>Takes a code that is being issued out of every option of the program.</summary>
    /// <returns>The options that listed it.</returns>
    public IReadOnlyList<string> Remove(long program, string code) =>
        [.. _session.Rows<string>(RemoveSql, new { Program = program, Code = code })];

    private const string ListSql =
        """
        SELECT code
        FROM coupons
        WHERE program = @Program AND redemption_id = @RedemptionId
        ORDER BY position
        LIMIT 1000000
        """;

    /// <summary>The codes not yet issued, in the order in which they will be.</summary>
    public IReadOnlyList<string> List(long program, string redemptionId) =>
        [.. _session.Rows<string>(
            ListSql, new { Program = program, RedemptionId = redemptionId })];

    private const string ClearSql =
        """
        DELETE FROM coupons
        WHERE program = @Program AND redemption_id = @RedemptionId
        """;

    private const string AddSql =
        """
        INSERT INTO coupons (program, redemption_id, position, code)
        SELECT @Program, @RedemptionId, @Position, @Code
        WHERE NOT EXISTS (
            SELECT 1
            FROM transactions
            WHERE program = @Program AND coupon_code = @Code)
        """;

    /// <summary>
    /// Sets the codes not yet issued; those that were issued, by any option, are left out.
    /// </summary>
    public void Replace(long program, string redemptionId, IReadOnlyList<string> codes)
    {
        _session.Run(ClearSql, new { Program = program, RedemptionId = redemptionId });
        for (var i = 0; i < codes.Count; i++)
        {
            _session.Run(
                AddSql,
                new
                {
                    Program = program,
                    RedemptionId = redemptionId,
                    Position = i,
                    Code = codes[i],
                });
        }
    }

    private const string ListAfterSql =
        """
        SELECT redemption_id, position, code
        FROM coupons
        WHERE program = @Program AND redemption_id = @RedemptionId AND position > @After
        ORDER BY position
        LIMIT @Count
        """;

    /// <summary>Codes of an option that follow a position, in their order.</summary>
    public IReadOnlyList<LeftCoupon> ListAfter(
        long program, string redemptionId, long after, int count) =>
        [.. _session.Rows<LeftCoupon>(
            ListAfterSql,
            new { Program = program, RedemptionId = redemptionId, After = after, Count = count })];

    private const string FindSql =
        """
        SELECT redemption_id, position, code
        FROM coupons
        WHERE program = @Program AND redemption_id = @RedemptionId AND position = @Position
        """;

    /// <summary>The code at the position of another.</summary>
    public LeftCoupon? Find(long program, LeftCoupon other) =>
        _session.Rows<LeftCoupon>(FindSql, other, new { Program = program }).FirstOrDefault();

    private const string PutSql =
        """
        INSERT INTO coupons (program, redemption_id, position, code)
        VALUES (@Program, @RedemptionId, @Position, @Code)
        """;

    /// <summary>Adds a code at its position, where there is none.</summary>
    public void Put(long program, LeftCoupon coupon) =>
        _session.Run(PutSql, coupon, new { Program = program });

    private const string PutBackSql =
        """
        INSERT INTO coupons (program, redemption_id, position, code)
        SELECT t.program, t.redemption_id,
            COALESCE(
                (SELECT MIN(c.position)
                FROM coupons AS c
                WHERE c.program = t.program AND c.redemption_id = t.redemption_id), 0)
            - ROW_NUMBER() OVER (
                PARTITION BY t.redemption_id
                ORDER BY t.created_at DESC, t.id DESC),
            t.coupon_code
        FROM transactions AS t
        WHERE t.program = @Program AND t.coupon_code IS NOT NULL
        """;

    /// <summary>
    /// Puts every code that was issued back in front of its option's, in the order of issue.
    /// </summary>
    public void PutBack(long program) =>
        _session.Run(PutBackSql, new { Program = program });

    private const string ClearAllSql =
        """
        DELETE FROM coupons
        WHERE program = @Program
        """;

    /// <summary>Forgets the codes of all options of a program.</summary>
    public void Clear(long program) =>
        _session.Run(ClearAllSql, new { Program = program });
}
