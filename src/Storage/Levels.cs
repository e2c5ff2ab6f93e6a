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
            program, id, level_id, name, description, type, position, minimum_points,
            bonus_multiplier, is_active, created_at, updated_at)
        VALUES (
            @Program, @Id, @LevelId, @Name, @Description, @Type, @Position, @MinimumPoints,
            @BonusMultiplier, @IsActive, @CreatedAt, @UpdatedAt)
        ON CONFLICT (program, level_id) DO NOTHING
        """;

    /// <summary>False when the merchant's id is taken.</summary>
    public bool Add(long program, Level level)
    {
        var isNew = _session.RunCounted(AddSql, level, new { Program = program }) == 1;
        if (isNew)
        {
            _session.Catalogues.Change(program);
        }

        return isNew;
    }

    private const string ChangeSql =
        """
        UPDATE levels
        SET name = @Name, description = @Description, type = @Type, position = @Position,
            minimum_points = @MinimumPoints, bonus_multiplier = @BonusMultiplier,
            is_active = @IsActive, updated_at = @UpdatedAt
        WHERE program = @Program AND id = @Id
        """;

    public void Change(long program, Level level)
    {
        _session.Catalogues.Change(program);
        _session.Run(ChangeSql, level, new { Program = program });
    }

    private const string FindSql =
        """
        SELECT id, level_id, name, description, type, position, minimum_points,
            bonus_multiplier, is_active, created_at, updated_at
        FROM levels
        WHERE program = @Program AND level_id = @LevelId
        """;

    /// <param name="program">The program.</param>
    /// <param name="levelId">The merchant's id, compared exactly.</param>
    public Level? Find(long program, string levelId) =>
        _session.Rows<Level>(FindSql, new { Program = program, LevelId = levelId })
            .FirstOrDefault();

    private const string ListSql =
        """
        SELECT id, level_id, name, description, type, position, minimum_points,
            bonus_multiplier, is_active, created_at, updated_at
        FROM levels
        WHERE program = @Program
        ORDER BY CASE type WHEN 'Period' THEN 0 ELSE 1 END, position, id
        LIMIT 10000
        """;

    /// <summary>By type, period levels first, and position.</summary>
    public IReadOnlyList<Level> List(long program) =>
        [.. _session.Rows<Level>(ListSql, new { Program = program })];

    private const string ListAfterSql =
        """
        SELECT id, level_id, name, description, type, position, minimum_points,
            bonus_multiplier, is_active, created_at, updated_at
        FROM levels
        WHERE program = @Program AND id > @After
        ORDER BY id
        LIMIT @Count
        """;

    /// <summary>Those that follow one of our ids, in their order.</summary>
    public IReadOnlyList<Level> ListAfter(long program, string after, int count) =>
        [.. _session.Rows<Level>(
            ListAfterSql, new { Program = program, After = after, Count = count })];

    private const string ClearSql =
        """
        DELETE FROM levels
        WHERE program = @Program
        """;

    public void Clear(long program)
    {
        _session.Catalogues.Change(program);
        _session.Run(ClearSql, new { Program = program });
    }

    public Ladder Ladder(long program) =>
        _session.Catalogues.Of(program).Ladder ??= new(List(program));
}
