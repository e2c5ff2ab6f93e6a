using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Which level is wanted.</summary>
public sealed record GetLevelParameters : Request<GetLevelParameters>
{
    [InPath]
    [Means("The level's id.", Example = "silver")]
    public string LevelId { get; init; } = "";
}

/// <summary>Tables 15 and 16 of the reference: what can be said of a level.</summary>
public abstract record LevelParameters<TSelf> : Request<TSelf>
    where TSelf : LevelParameters<TSelf>, new()
{
    [RequiredToCreate]
    [Text(TextAttribute.Short)]
    [Means("The name that members see.", Example = "Platinum")]
    public string? LevelName { get; init; }

    [RequiredToCreate]
    [Text(TextAttribute.Long, HasLines = true)]
    [Means("The description that members see.", Example = "Our best customers")]
    public string? LevelDescription { get; init; }

    [Means("Whether members can be in it; false when absent.", Example = "true")]
    public bool? IsActive { get; init; }

    [RequiredToCreate]
    [Means("Whether it is held for periods or for life.", Example = "lifetime")]
    public LevelType? LevelType { get; init; }

    [WholeRange(0, 1_000_000)]
    [Means("Its order among levels of equal points; one after the last when absent.")]
    public long? LevelPosition { get; init; }

    [RequiredToCreate]
    [WholeRange(0, Price.MostPoints)]
    [Aliases("minimum_points")]
    [Means("Qualifying points from which on a member is in it.", Example = "20000")]
    public long? LevelMinimumPoints { get; init; }

    [RequiredToCreate]
    [DecimalRange("0", "1000000", IsAboveLeast = true)]
    [Aliases("bonus_multiplier")]
    [Means("Multiplies every award of a member in it.", Example = "2")]
    public decimal? LevelBonusMultiplier { get; init; }

    internal LevelFields ToFields() => new(
        LevelName, LevelDescription, LevelType, LevelPosition, LevelMinimumPoints,
        LevelBonusMultiplier, IsActive);
}

/// <summary>What a new level is.</summary>
public sealed record CreateLevelParameters : LevelParameters<CreateLevelParameters>, ICreates
{
    [Required]
    [Text(TextAttribute.Short)]
    [Except(Level.None, AssociatedLevels.All)]
    [Means("The merchant's id of the level; neither 'none' nor 'all'.",
        Example = "platinum")]
    public string LevelId { get; init; } = "";
}

/// <summary>What changes about a level.</summary>
public sealed record UpdateLevelParameters : LevelParameters<UpdateLevelParameters>
{
    [InPath]
    [Means("The level's id.", Example = "silver")]
    public string LevelId { get; init; } = "";
}

/// <summary>Sections 20.1 to 23.1 of the reference: a level.</summary>
public sealed record LevelAnswer(
    string MerchantId,
    string LevelDescription,
    long LevelPosition,
    string LevelId,
    bool IsActive,
    decimal LevelBonusMultiplier,
    long LevelMinimumPoints,
    bool IsDefault,
    string UpdatedTime,
    string CreatedTime,
    string LevelName,
    string LevelType,
    string Id)
{
    internal static LevelAnswer Of(Level level, Partner partner) => new(
        partner.Id,
        level.Description,
        level.Position,
        level.LevelId,
        level.IsActive,
        level.BonusMultiplier,
        level.MinimumPoints,
        level.IsDefault,
        partner.Calendar.Time(level.UpdatedAt),
        partner.Calendar.Time(level.CreatedAt),
        level.Name,
        Words<LevelType>.Of(level.Type),
        level.Id);
}

/// <summary>Levels, listed, one by one, created and changed.</summary>
public static class Levels
{
    public static IResult List(Caller caller, NoParameters asked, Database database)
    {
        var levels = database.Read(session => session.Levels.List(caller.Partner.Number));
        return V2Answers.Data<IReadOnlyList<LevelAnswer>>(
            [.. levels.Select(level => LevelAnswer.Of(level, caller.Partner))]);
    }

    public static IResult Get(Caller caller, GetLevelParameters asked, Database database) =>
        database.Read(session => session.Levels.Find(caller.Partner.Number, asked.LevelId))
            is { } level
            ? V2Answers.Data(LevelAnswer.Of(level, caller.Partner))
            : V2Answers.Refuse(Refusal.InvalidLevelId);

    public static async Task<IResult> Post(
        Caller caller,
        CreateLevelParameters asked,
        SaveLevel saveLevel,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => saveLevel.Create(
                caller.Partner, (asked.LevelId, asked.ToFields()), cancellation),
            level => LevelAnswer.Of(level, caller.Partner));
    }

    public static async Task<IResult> Put(
        Caller caller,
        UpdateLevelParameters asked,
        SaveLevel saveLevel,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => saveLevel.Change(
                caller.Partner, (asked.LevelId, asked.ToFields()), cancellation),
            level => LevelAnswer.Of(level, caller.Partner));
    }
}
