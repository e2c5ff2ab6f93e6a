using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>The table of levels, of one program at a time.</summary>
public sealed class Levels
{
    private readonly Session _session;

    internal Levels(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO levels (
            partner_id, id, level_id, name, description, type, position, minimum_points,
            bonus_multiplier, is_active, created_at, updated_at)
        VALUES (
            @PartnerId, @Id, @LevelId, @Name, @Description, @Type, @Position, @MinimumPoints,
            @BonusMultiplier, @IsActive, @CreatedAt, @UpdatedAt)
        ON CONFLICT (partner_id, level_id) DO NOTHING
        """;

    /// <summary>False when the merchant's id is taken.</summary>
    public bool Add(string partnerId, Level level)
    {
        var isNew = _session.Run(AddSql, level, new { PartnerId = partnerId }) == 1;
        if (isNew)
        {
            _session.Catalogues.Change(partnerId);
        }

        return isNew;
    }

    private const string ChangeSql =
        """
        UPDATE levels
        SET name = @Name, description = @Description, type = @Type, position = @Position,
            minimum_points = @MinimumPoints, bonus_multiplier = @BonusMultiplier,
            is_active = @IsActive, updated_at = @UpdatedAt
        WHERE partner_id = @PartnerId AND id = @Id
        """;

    public void Change(string partnerId, Level level)
    {
        _session.Catalogues.Change(partnerId);
        _session.Run(ChangeSql, level, new { PartnerId = partnerId });
    }

    private const string FindSql =
        """
        SELECT id, level_id, name, description, type, position, minimum_points,
            bonus_multiplier, is_active, created_at, updated_at
        FROM levels
        WHERE partner_id = @PartnerId AND level_id = @LevelId
        """;

    /// <param name="partnerId">The program.</param>
    /// <param name="levelId">The merchant's id, compared exactly.</param>
    public Level? Find(string partnerId, string levelId) =>
        _session.Rows<Level>(FindSql, new { PartnerId = partnerId, LevelId = levelId })
            .FirstOrDefault();

    private const string ListSql =
        """
        SELECT id, level_id, name, description, type, position, minimum_points,
            bonus_multiplier, is_active, created_at, updated_at
        FROM levels
        WHERE partner_id = @PartnerId
        ORDER BY CASE type WHEN 'Period' THEN 0 ELSE 1 END, position, id
        LIMIT 10000
        """;

    /// <summary>By type, period levels first, and position.</summary>
    public IReadOnlyList<Level> List(string partnerId) =>
        [.. _session.Rows<Level>(ListSql, new { PartnerId = partnerId })];

    private const string ClearSql =
        """
        DELETE FROM levels
        WHERE partner_id = @PartnerId
        """;

    public void Clear(string partnerId)
    {
        _session.Catalogues.Change(partnerId);
        _session.Run(ClearSql, new { PartnerId = partnerId });
    }

    public Ladder Ladder(string partnerId) =>
        _session.Catalogues.Of(partnerId).Ladder ??= new(List(partnerId));
}
