using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// What a caller may know a member by; tried in this order, null where it is not given.
/// </summary>
/// <param name="UidFirst">The merchant's uid, tried before the e-mail.</param>
/// <param name="Email">The e-mail, by its fold.</param>
/// <param name="Uid">The merchant's uid, tried after the e-mail.</param>
/// <param name="Id">Our own id.</param>
/// <param name="LineId">The id of one of its transactions.</param>
public sealed record UserKey(
    string? UidFirst, Email? Email, string? Uid, string? Id, string? LineId = null)
{
    /// <summary>The e-mail, where that is all that is known.</summary>
    internal bool IsEmail => (UidFirst, Uid, Id, LineId) is (null, null, null, null);

    public static UserKey Of(Email email) => new(null, email, null, null);

    public static UserKey OfId(string id) => new(null, null, null, id);

    public static UserKey OfLine(string id) => new(null, null, null, null, id);
}

/// <summary>A member, and the levels of its program as they are then.</summary>
public sealed record UserOnLadder(User User, Ladder Ladder);

/// <summary>The table of members, of one program at a time.</summary>
public sealed class Users
{
    private const string Splits = "purse,lifetime_points,available_points,awarded_at";

    private static readonly RowShape<User> Shape =
        RowShape.Of<User, Named, Standing, Balance, LastAward, User>(
            Splits,
            (user, named, standing, balance, award) =>
                Join((user, named), standing, balance, award));

    private static readonly RowShape<Found> FoundShape =
        RowShape.Of<User, Named, Standing, Balance, LastAward, long, Found>(
            Splits + ",version",
            (user, named, standing, balance, award, version) =>
                new(Join((user, named), standing, balance, award), version));

    private readonly Session _session;

    internal Users(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO users (
            program, id, email, email_fold, uid, first_name, last_name, gender,
            profile_image_url, language, status, enrolled_at, updated_at, last_activity_at,
            active_since, version, next_due_at, schedule, purse, recent, lifetime_points, period,
            period_points, points_before, period_level_id, period_level_points, lifetime_level_id,
            lifetime_level_points, available_points, pending_points, redeemed_points, debt,
            awarded_at, awarded_points, awarded_for)
        VALUES (
            @Program, @Id, @Email, @EmailFold, @Uid, @FirstName, @LastName, @Gender,
            @ProfileImageUrl, @Language, @Status, @EnrolledAt, @UpdatedAt, @LastActivityAt,
            @ActiveSince, 1, @NextDueAt, @Schedule, @Purse, @Recent, @LifetimePoints, @Period,
            @PeriodPoints, @PointsBefore, @PeriodLevelId, @PeriodLevelPoints, @LifetimeLevelId,
            @LifetimeLevelPoints, @AvailablePoints, @PendingPoints, @RedeemedPoints, @Debt,
            @AwardedAt, @AwardedPoints, @AwardedFor)
        """;

    public void Add(long program, User user) =>
        _session.Run(AddSql, user, new { Program = program });

    private const string ChangeBooksSql =
        """
        UPDATE users
        SET last_activity_at = @LastActivityAt, schedule = @Schedule, purse = @Purse,
            recent = @Recent, lifetime_points = @LifetimePoints, period = @Period,
            period_points = @PeriodPoints, points_before = @PointsBefore,
            period_level_points = @PeriodLevelPoints,
            lifetime_level_points = @LifetimeLevelPoints,
            available_points = @AvailablePoints, pending_points = @PendingPoints,
            redeemed_points = @RedeemedPoints, debt = @Debt,
            awarded_at = @AwardedAt, awarded_points = @AwardedPoints, awarded_for = @AwardedFor
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeProfileSql =
        """
        UPDATE users
        SET first_name = @FirstName, last_name = @LastName, gender = @Gender,
            profile_image_url = @ProfileImageUrl, language = @Language, status = @Status,
            updated_at = @UpdatedAt
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeEmailSql =
        """
        UPDATE users
        SET email = @Email, email_fold = @EmailFold
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeUidSql =
        """
        UPDATE users
        SET uid = @Uid
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeLevelsSql =
        """
        UPDATE users
        SET period_level_id = @PeriodLevelId, lifetime_level_id = @LifetimeLevelId
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeActiveSinceSql =
        """
        UPDATE users
        SET active_since = @ActiveSince
        WHERE program = @Program AND id = @Id
        """;

    private const string ChangeNextDueSql =
        """
        UPDATE users
        SET next_due_at = @NextDueAt
        WHERE program = @Program AND id = @Id
        """;

    /// <summary>
    /// Saves a member. What it is found by is written only when it has changed, and each by itself,
    /// for an index is written anew whenever its column is, be the value another or not. So are its
    /// levels: a statement that may break a foreign key costs more.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="before">The member as it is written down.</param>
    /// <param name="after">The member as it will be.</param>
    public void Change(long program, User before, User after)
    {
        var whose = new { Program = program };
        _session.Run(ChangeBooksSql, after, whose);
        ChangeIf(!HasSameProfile(before, after), ChangeProfileSql);
        ChangeIf(before.Email.Text != after.Email.Text, ChangeEmailSql);
        ChangeIf(before.Uid != after.Uid, ChangeUidSql);
        ChangeIf(LevelsOf(before) != LevelsOf(after), ChangeLevelsSql);
        ChangeIf(before.ActiveSince != after.ActiveSince, ChangeActiveSinceSql);
        ChangeIf(before.NextDueAt != after.NextDueAt, ChangeNextDueSql);

        void ChangeIf(bool isChanged, string sql)
        {
            if (isChanged)
            {
                _session.Run(sql, after, whose);
            }
        }
    }

    private const string FindByEmailSql =
        """
        SELECT id, email, uid, first_name, last_name, gender, profile_image_url, language, status,
            enrolled_at, updated_at, last_activity_at, active_since, next_due_at, schedule,
            purse, recent, lifetime_points, period, period_points, points_before, period_level_id,
            period_level_points, lifetime_level_id, lifetime_level_points,
            available_points, pending_points, redeemed_points, debt,
            awarded_at, awarded_points, awarded_for,
            (SELECT version FROM partners WHERE number = @Program) AS version
        FROM users
        WHERE program = @Program AND email_fold = @EmailFold
        """;

    private const string FindSql =
        """
        SELECT id, email, uid, first_name, last_name, gender, profile_image_url, language, status,
            enrolled_at, updated_at, last_activity_at, active_since, next_due_at, schedule,
            purse, recent, lifetime_points, period, period_points, points_before, period_level_id,
            period_level_points, lifetime_level_id, lifetime_level_points,
            available_points, pending_points, redeemed_points, debt,
            awarded_at, awarded_points, awarded_for,
            (SELECT version FROM partners WHERE number = @Program) AS version
        FROM users
        WHERE program = @Program AND id = COALESCE(
            (SELECT id FROM users WHERE program = @Program AND uid = @UidFirst),
            (SELECT id FROM users WHERE program = @Program AND email_fold = @EmailFold),
            (SELECT id FROM users WHERE program = @Program AND uid = @Uid),
            @Id,
            (SELECT user_id FROM transactions WHERE program = @Program AND id = @LineId))
        """;

    /// <summary>
    /// Finds a member and keeps its row from every other act up to the end of this one; the first
    /// statement of an act that decides on a member. By then the act holds its whole program (see
    /// <see cref="Catalogues.Of(long)"/>), so that here there is nothing to do for it.
    /// </summary>
    public User? Hold(long program, UserKey key) => Find(program, key);

    /// <remarks>
    /// By an e-mail alone the row is found at once: by way of the id it is three pages, not two.
    /// </remarks>
    public User? Find(long program, UserKey key) => _session.Rows(
        SqlOf(key), FoundShape, key, new { Program = program }).FirstOrDefault()?.User;

    /// <summary>Finds a member, and the levels of its program.</summary>
    public UserOnLadder? FindOnLadder(long program, UserKey key) =>
        Find(program, key) is { } user ? new(user, _session.Levels.Ladder(program)) : null;

    /// <summary>
    /// The same by one statement, which needs no transaction: by the e-mail alone, where that is
    /// tried first.
    /// </summary>
    /// <returns>Not all, where the levels, or other keys, would have to be looked at.</returns>
    public async ValueTask<(bool IsAll, UserOnLadder? Seen)> Glance(long program, UserKey key)
    {
        var sql = key is { UidFirst: null, Email: not null } ? FindByEmailSql : FindSql;
        var found = await _session.First(sql, FoundShape, key, new { Program = program });
        return found is null ? (sql == SqlOf(key), null)
            : _session.Catalogues.Known(program, found.Version)?.Ladder is { } ladder
                ? (true, new(found.User, ladder))
            : (false, null);
    }

    private const string CountEnrolledSql =
        """
        SELECT COUNT(*)
        FROM users
        WHERE program = @Program AND enrolled_at >= @From AND enrolled_at < @Until
        """;

    private const string ListEnrolledSql =
        """
        SELECT id, email, uid, first_name, last_name, gender, profile_image_url, language, status,
            enrolled_at, updated_at, last_activity_at, active_since, next_due_at, schedule,
            purse, recent, lifetime_points, period, period_points, points_before, period_level_id,
            period_level_points, lifetime_level_id, lifetime_level_points,
            available_points, pending_points, redeemed_points, debt,
            awarded_at, awarded_points, awarded_for
        FROM users
        WHERE program = @Program AND enrolled_at >= @From AND enrolled_at < @Until
        ORDER BY enrolled_at DESC, id DESC
        LIMIT @Count OFFSET @StartIndex
        """;

    /// <summary>Members enrolled in a stretch of time, newest first.</summary>
    public Page<User> ListEnrolled(long program, Stretch stretch)
    {
        var whose = new { Program = program };
        return new(
            _session.Value<long>(CountEnrolledSql, stretch, whose),
            stretch.StartIndex,
            [.. Read(ListEnrolledSql, stretch, whose)]);
    }

    private const string CountActiveSql =
        """
        SELECT COUNT(*)
        FROM users
        WHERE program = @Program AND active_since >= @From AND active_since < @Until
        """;

    private const string ListActiveSql =
        """
        SELECT id, email, uid, first_name, last_name, gender, profile_image_url, language, status,
            enrolled_at, updated_at, last_activity_at, active_since, next_due_at, schedule,
            purse, recent, lifetime_points, period, period_points, points_before, period_level_id,
            period_level_points, lifetime_level_id, lifetime_level_points,
            available_points, pending_points, redeemed_points, debt,
            awarded_at, awarded_points, awarded_for
        FROM users
        WHERE program = @Program AND active_since >= @From AND active_since < @Until
        ORDER BY active_since DESC, id DESC
        LIMIT @Count OFFSET @StartIndex
        """;

    /// <summary>
    /// Members whose newest activity falls on one of some days, given by their bounds: the newest
    /// day first, and within a day whoever was active last for the first time on it.
    /// </summary>
    public Page<User> ListActive(long program, Stretch days)
    {
        var whose = new { Program = program };
        return new(
            _session.Value<long>(CountActiveSql, days, whose),
            days.StartIndex,
            [.. Read(ListActiveSql, days, whose)]);
    }

    private const string HasDueSql =
        """
        SELECT EXISTS (
            SELECT 1
            FROM users
            WHERE program = @Program AND next_due_at <= @Now)
        """;

    /// <summary>Whether time may have changed something of any member by an instant.</summary>
    public bool HasDue(long program, DateTimeOffset now) =>
        _session.Value<bool>(HasDueSql, new { Program = program, Now = now });

    private const string ListDueSql =
        """
        SELECT id
        FROM users
        WHERE program = @Program AND next_due_at <= @Now
        ORDER BY next_due_at, id
        LIMIT @Count
        """;

    /// <summary>Members of whom time may have changed something, longest due first.</summary>
    public IReadOnlyList<string> ListDue(long program, DateTimeOffset now, int count) =>
        [.. _session.Rows<string>(
            ListDueSql, new { Program = program, Now = now, Count = count })];

    private const string ClearSql =
        """
        DELETE FROM users
        WHERE program = @Program
        """;

    public void Clear(long program) => _session.Run(ClearSql, new { Program = program });

    private const string ListBetweenSql =
        """
        SELECT id, email, uid, first_name, last_name, gender, profile_image_url, language, status,
            enrolled_at, updated_at, last_activity_at, active_since, next_due_at, schedule,
            purse, recent, lifetime_points, period, period_points, points_before, period_level_id,
            period_level_points, lifetime_level_id, lifetime_level_points,
            available_points, pending_points, redeemed_points, debt,
            awarded_at, awarded_points, awarded_for
        FROM users
        WHERE program = @Program AND id BETWEEN @First AND @Last
        ORDER BY id
        LIMIT 10000000
        """;

    /// <summary>Members between two of our ids, both inclusive, in their order.</summary>
    public IReadOnlyList<User> List(long program, string first, string last) =>
        [.. Read(ListBetweenSql, new { Program = program, First = first, Last = last })];

    private static bool HasSameProfile(User one, User other) =>
        (one.FirstName, one.LastName, one.Gender, one.ProfileImageUrl, one.Language, one.Status,
            one.UpdatedAt)
        == (other.FirstName, other.LastName, other.Gender, other.ProfileImageUrl, other.Language,
            other.Status, other.UpdatedAt);

    private static (string?, string?) LevelsOf(User user) =>
        (user.Standing.PeriodLevelId, user.Standing.LifetimeLevelId);

    private static string SqlOf(UserKey key) => key.IsEmail ? FindByEmailSql : FindSql;

    private static User Join(
        (User User, Named Named) read, Standing standing, Balance balance, LastAward award) =>
        read.User with
        {
            Purse = read.Named.Purse,
            Recent = read.Named.Recent,
            Standing = standing,
            Balance = balance,
            LastAward = award,
        };

    private IEnumerable<User> Read(string sql, params object[] parameters) =>
        _session.Rows(sql, Shape, parameters);

    /// <summary>What a member's row names of her transactions.</summary>
    private sealed record Named(Purse Purse, RecentTransactions Recent);

    /// <summary>A member, and the version of its program's catalogue.</summary>
    private sealed record Found(User User, long Version);
}
