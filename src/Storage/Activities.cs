using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>The table of activities, of one program at a time.</summary>
public sealed class Activities
{
    private static readonly RowShape<Activity> Shape =
        RowShape.Of<Activity, FrequencyCap, Activity>(
            "max_award_frequency", (activity, cap) => activity with { Cap = cap });

    private readonly Session _session;

    internal Activities(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO activities (
            program, id, activity_id, name, description, type, approval_method,
            points_per_activity, bonus_multiplier, is_active, points_expiration_period,
            qualified_points, terms_and_conditions, image_url, points_earning_url,
            created_at, updated_at, max_award_frequency, max_award_frequency_interval)
        VALUES (
            @Program, @Id, @ActivityId, @Name, @Description, @Type, @ApprovalMethod,
            @PointsPerActivity, @BonusMultiplier, @IsActive, @PointsExpirationPeriod,
            @QualifiedPoints, @TermsAndConditions, @ImageUrl, @PointsEarningUrl,
            @CreatedAt, @UpdatedAt, @MaxAwardFrequency, @MaxAwardFrequencyInterval)
        ON CONFLICT (program, activity_id) DO NOTHING
        """;

    /// <summary>False when the merchant's id is taken.</summary>
    public bool Add(long program, Activity activity)
    {
        var isNew = _session.RunCounted(AddSql, activity, new { Program = program }) == 1;
        if (isNew)
        {
            _session.Catalogues.Change(program);
        }

        return isNew;
    }

    private const string ChangeSql =
        """
        UPDATE activities
        SET name = @Name, description = @Description, type = @Type,
            approval_method = @ApprovalMethod, points_per_activity = @PointsPerActivity,
            bonus_multiplier = @BonusMultiplier, is_active = @IsActive,
            points_expiration_period = @PointsExpirationPeriod,
            qualified_points = @QualifiedPoints, terms_and_conditions = @TermsAndConditions,
            image_url = @ImageUrl, points_earning_url = @PointsEarningUrl,
            updated_at = @UpdatedAt, max_award_frequency = @MaxAwardFrequency,
            max_award_frequency_interval = @MaxAwardFrequencyInterval
        WHERE program = @Program AND id = @Id
        """;

    public void Change(long program, Activity activity)
    {
        _session.Catalogues.Change(program);
        _session.Run(ChangeSql, activity, new { Program = program });
    }

    private const string FindSql =
        """
        SELECT id, activity_id, name, description, type, approval_method, points_per_activity,
            bonus_multiplier, is_active, points_expiration_period, qualified_points,
            terms_and_conditions, image_url, points_earning_url, created_at, updated_at,
            max_award_frequency, max_award_frequency_interval
        FROM activities
        WHERE program = @Program AND activity_id = @ActivityId
        """;

    /// <param name="program">The program.</param>
    /// <param name="activityId">The merchant's id, compared exactly.</param>
    public Activity? Find(long program, string activityId)
    {
        var known = _session.Catalogues.Of(program).Activities;
        if (!known.TryGetValue(activityId, out var activity)
            && Read(FindSql, new { Program = program, ActivityId = activityId })
                .FirstOrDefault() is { } found)
        {
            known[activityId] = activity = found;
        }

        return activity;
    }

    private const string ListSql =
        """
        SELECT id, activity_id, name, description, type, approval_method, points_per_activity,
            bonus_multiplier, is_active, points_expiration_period, qualified_points,
            terms_and_conditions, image_url, points_earning_url, created_at, updated_at,
            max_award_frequency, max_award_frequency_interval
        FROM activities
        WHERE program = @Program
        ORDER BY created_at, id
        LIMIT 10000
        """;

    /// <summary>In order of creation.</summary>
    public IReadOnlyList<Activity> List(long program) =>
        [.. Read(ListSql, new { Program = program })];

    private const string ListAfterSql =
        """
        SELECT id, activity_id, name, description, type, approval_method, points_per_activity,
            bonus_multiplier, is_active, points_expiration_period, qualified_points,
            terms_and_conditions, image_url, points_earning_url, created_at, updated_at,
            max_award_frequency, max_award_frequency_interval
        FROM activities
        WHERE program = @Program AND id > @After
        ORDER BY id
        LIMIT @Count
        """;

    /// <summary>Those that follow one of our ids, in their order.</summary>
    public IReadOnlyList<Activity> ListAfter(long program, string after, int count) =>
        [.. Read(ListAfterSql, new { Program = program, After = after, Count = count })];

    private const string ClearSql =
        """
        DELETE FROM activities
        WHERE program = @Program
        """;

    public void Clear(long program)
    {
        _session.Catalogues.Change(program);
        _session.Run(ClearSql, new { Program = program });
    }

    private IEnumerable<Activity> Read(string sql, object parameters) =>
        _session.Rows(sql, Shape, parameters);
}
