using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>The table of activities, of one program at a time.</summary>
public sealed class Activities
{
    private readonly Session _session;

    internal Activities(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO activities (
            partner_id, id, activity_id, name, description, type, approval_method,
            points_per_activity, bonus_multiplier, is_active, points_expiration_period,
            qualified_points, terms_and_conditions, image_url, points_earning_url,
            created_at, updated_at, max_award_frequency, max_award_frequency_interval)
        VALUES (
            @PartnerId, @Id, @ActivityId, @Name, @Description, @Type, @ApprovalMethod,
            @PointsPerActivity, @BonusMultiplier, @IsActive, @PointsExpirationPeriod,
            @QualifiedPoints, @TermsAndConditions, @ImageUrl, @PointsEarningUrl,
            @CreatedAt, @UpdatedAt, @MaxAwardFrequency, @MaxAwardFrequencyInterval)
        ON CONFLICT (partner_id, activity_id) DO NOTHING
        """;

    /// <summary>False when the merchant's id is taken.</summary>
    public bool Add(string partnerId, Activity activity)
    {
        var isNew = _session.Run(AddSql, activity, new { PartnerId = partnerId }) == 1;
        if (isNew)
        {
            _session.Catalogues.Change(partnerId);
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
        WHERE partner_id = @PartnerId AND id = @Id
        """;

    public void Change(string partnerId, Activity activity)
    {
        _session.Catalogues.Change(partnerId);
        _session.Run(ChangeSql, activity, new { PartnerId = partnerId });
    }

    private const string FindSql =
        """
        SELECT id, activity_id, name, description, type, approval_method, points_per_activity,
            bonus_multiplier, is_active, points_expiration_period, qualified_points,
            terms_and_conditions, image_url, points_earning_url, created_at, updated_at,
            max_award_frequency, max_award_frequency_interval
        FROM activities
        WHERE partner_id = @PartnerId AND activity_id = @ActivityId
        """;

    /// <param name="partnerId">The program.</param>
    /// <param name="activityId">The merchant's id, compared exactly.</param>
    public Activity? Find(string partnerId, string activityId)
    {
        var known = _session.Catalogues.Of(partnerId).Activities;
        if (!known.TryGetValue(activityId, out var activity)
            && Read(FindSql, new { PartnerId = partnerId, ActivityId = activityId })
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
        WHERE partner_id = @PartnerId
        ORDER BY created_at, id
        LIMIT 10000
        """;

    /// <summary>In order of creation.</summary>
    public IReadOnlyList<Activity> List(string partnerId) =>
        [.. Read(ListSql, new { PartnerId = partnerId })];

    private const string ClearSql =
        """
        DELETE FROM activities
        WHERE partner_id = @PartnerId
        """;

    public void Clear(string partnerId)
    {
        _session.Catalogues.Change(partnerId);
        _session.Run(ClearSql, new { PartnerId = partnerId });
    }

    private IEnumerable<Activity> Read(string sql, object parameters) =>
        _session.Rows<Activity, FrequencyCap, Activity>(
            sql,
            "max_award_frequency",
            (activity, cap) => activity with { Cap = cap },
            parameters);
}
