using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>The table of programs, and of the hashes of their api-keys.</summary>
public sealed class Partners
{
    private static readonly RowShape<Partner> Shape = RowShape.Of<Partner, Terms, Partner>(
        "time_zone", (partner, terms) => partner with { Terms = terms });

    private readonly Session _session;

    internal Partners(Session session) => _session = session;

    private const string NextNumberSql =
        """
        SELECT COALESCE(MAX(number), 0) + 1
        FROM partners
        """;

    private const string AddSql =
        """
        INSERT INTO partners (
            number, id, name, key_hash, is_sandbox, clock_at, created_at,
            time_zone, rounding, returns_when_spent, enroll_on_award, period_start_month)
        VALUES (
            @Number, @Id, @Name, @KeyHash, @IsSandbox, @ClockAt, @CreatedAt,
            @TimeZone, @Rounding, @ReturnsWhenSpent, @EnrollOnAward, @PeriodStartMonth)
        """;

    /// <param name="partner">The new program; its number is given to it here.</param>
    /// <param name="keyHash">SHA-256 of its api-key, in hex; the key is kept nowhere.</param>
    /// <returns>The program as it is written down.</returns>
    public Partner Add(Partner partner, string keyHash)
    {
        _session.KeepOthersOut();
        var added = partner with { Number = _session.Value<long>(NextNumberSql) };
        _session.Hold(added.Number);
        _session.Run(AddSql, added, new { KeyHash = keyHash });
        return added;
    }

    private const string ChangeSql =
        """
        UPDATE partners
        SET name = @Name, time_zone = @TimeZone, rounding = @Rounding,
            returns_when_spent = @ReturnsWhenSpent, enroll_on_award = @EnrollOnAward,
            period_start_month = @PeriodStartMonth
        WHERE number = @Number
        """;

    /// <summary>Changes a program's name and settings; its clock is turned by itself.</summary>
    public void Change(Partner partner)
    {
        _session.Catalogues.Change(partner.Number);
        _session.Run(ChangeSql, partner);
    }

    private const string TurnClockSql =
        """
        UPDATE partners
        SET clock_at = @ClockAt
        WHERE number = @Program
        """;

    /// <param name="program">A sandbox.</param>
    /// <param name="clockAt">Where its clock stops; null to follow the system's.</param>
    public void TurnClock(long program, DateTimeOffset? clockAt)
    {
        _session.Catalogues.Change(program);
        _session.Run(TurnClockSql, new { Program = program, ClockAt = clockAt });
    }

    private const string ChangeKeySql =
        """
        UPDATE partners
        SET key_hash = @KeyHash
        WHERE number = @Program
        """;

    public void ChangeKey(long program, string keyHash)
    {
        _session.Catalogues.Change(program);
        _session.Run(ChangeKeySql, new { Program = program, KeyHash = keyHash });
    }

    private const string FindSql =
        """
        SELECT id, name, is_sandbox, clock_at, created_at, number,
            time_zone, rounding, returns_when_spent, enroll_on_award, period_start_month
        FROM partners
        WHERE number = @Program
        """;

    public Partner? Find(long program) =>
        _session.Catalogues.Of(program).Partner
            ??= Read(FindSql, new { Program = program }).FirstOrDefault();

    private const string FindByIdSql =
        """
        SELECT id, name, is_sandbox, clock_at, created_at, number,
            time_zone, rounding, returns_when_spent, enroll_on_award, period_start_month
        FROM partners
        WHERE id = @PartnerId
        """;

    public Partner? Find(string partnerId) =>
        Read(_session.Holding(FindByIdSql), new { PartnerId = partnerId }).FirstOrDefault();

    private const string FindKeyHashSql =
        """
        SELECT key_hash
        FROM partners
        WHERE id = @PartnerId
        """;

    public string? FindKeyHash(string partnerId) =>
        _session.Value<string>(FindKeyHashSql, new { PartnerId = partnerId });

    private const string ListSql =
        """
        SELECT id, name, is_sandbox, clock_at, created_at, number,
            time_zone, rounding, returns_when_spent, enroll_on_award, period_start_month
        FROM partners
        ORDER BY created_at, id
        LIMIT 10000
        """;

    public IReadOnlyList<Partner> List() => [.. Read(ListSql)];

    private const string ListAfterSql =
        """
        SELECT id, name, is_sandbox, clock_at, created_at, number,
            time_zone, rounding, returns_when_spent, enroll_on_award, period_start_month
        FROM partners
        WHERE number > @After
        ORDER BY number
        LIMIT @Count
        """;

    /// <summary>Programs that follow a number, in their order.</summary>
    public IReadOnlyList<Partner> ListAfter(long after, int count) =>
        [.. Read(ListAfterSql, new { After = after, Count = count })];

    private const string ListDueSql =
        """
        SELECT p.id, p.name, p.is_sandbox, p.clock_at, p.created_at, p.number,
            p.time_zone, p.rounding, p.returns_when_spent, p.enroll_on_award, p.period_start_month
        FROM partners AS p
        WHERE EXISTS (
            SELECT 1
            FROM users AS u
            WHERE u.program = p.number AND u.next_due_at <= COALESCE(p.clock_at, @Now))
        ORDER BY p.number
        LIMIT 10000
        """;

    /// <summary>
    /// Programs of whose members time may have changed something, each by its own clock.
    /// </summary>
    public IReadOnlyList<Partner> ListDue(DateTimeOffset now) =>
        [.. Read(ListDueSql, new { Now = now })];

    private const string NewestAtSql =
        """
        SELECT MAX(newest_at)
        FROM (
            SELECT MAX(updated_at) AS newest_at
            FROM users
            WHERE program = @Program
            UNION ALL
            SELECT MAX(updated_at)
            FROM transactions
            WHERE program = @Program) AS newest
        """;

    /// <summary>
    /// When a member or a transaction of the program was last made or moved; null for none.
    /// </summary>
    public DateTimeOffset? NewestAt(long program) =>
        _session.Value<DateTimeOffset?>(NewestAtSql, new { Program = program });

    private const string CountDueMembersSql =
        """
        SELECT COUNT(*)
        FROM (
            SELECT u.id
            FROM partners AS p
            CROSS JOIN users AS u
            WHERE u.program = p.number AND u.next_due_at <= COALESCE(p.clock_at, @Now)
            LIMIT @Most) AS due
        """;

    /// <summary>
    /// Members of all programs of whom time may have changed something, each by its program's
    /// clock; <paramref name="most"/> where there are more.
    /// </summary>
    public int CountDueMembers(DateTimeOffset now, int most) =>
        _session.Value<int>(CountDueMembersSql, new { Now = now, Most = most });

    private const string LagSql =
        """
        SELECT MAX(@Now - (
            SELECT MIN(u.next_due_at)
            FROM users AS u
            WHERE u.program = p.number AND u.next_due_at > 0))
        FROM partners AS p
        WHERE p.clock_at IS NULL
        """;

    /// <summary>
    /// For how long the member who is longest due has been so, of all programs on the system's
    /// clock; those of whom it is not known yet (0) are left out.
    /// </summary>
    public TimeSpan Lag(DateTimeOffset now) => TimeSpan.FromMilliseconds(
        Math.Max(0, _session.Value<long?>(LagSql, new { Now = now }) ?? 0));

    private IEnumerable<Partner> Read(string sql, params object[] parameters) =>
        _session.Rows(sql, Shape, parameters);
}
