namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>How many points a fraction makes.</summary>
internal enum Rounding
{
    Floor,
    Nearest,
    Ceiling,
}

/// <summary>What a return takes when the points are gone.</summary>
internal enum WhenSpent
{
    WithinBalance,
    Refuse,
    AllowNegative,
}

/// <summary>How an award becomes available.</summary>
internal enum Approval
{
    Immediate,
    Manual,
    Monthly,
}

/// <summary>The stretch of time within which a cap counts.</summary>
internal enum Window
{
    Day,
    Week,
    Month,
    Year,
    Lifetime,
}

/// <summary>An activity as it is at an instant.</summary>
/// <param name="OwnPoints">Points of a fixed activity when none are passed.</param>
/// <param name="Months">Calendar months until points expire; 0 = never.</param>
/// <param name="Cap">Awards per member and window; 0 = no cap.</param>
internal sealed record ActivityTerms(
    string Id,
    bool IsBonus,
    Approval Approval,
    long OwnPoints,
    decimal Multiplier,
    bool IsActive,
    int Months,
    bool Qualifies,
    long Cap,
    Window Window);

/// <summary>A level as it is at an instant.</summary>
internal sealed record LevelTerms(
    string Id, bool IsPeriod, long Position, long Minimum, decimal Multiplier, bool IsActive);

/// <summary>What points buy.</summary>
/// <param name="LastDay">The last day on which it redeems.</param>
/// <param name="Levels">The levels that may redeem; "all" for everybody.</param>
/// <param name="Codes">In the order in which they are issued.</param>
internal sealed record OptionTerms(
    string Id, long Cost, DateOnly LastDay, IReadOnlyList<string> Levels,
    IReadOnlyList<string> Codes);

/// <summary>A program as it begins.</summary>
/// <param name="Zone">IANA name.</param>
/// <param name="FirstMonth">The month, 1-12, in which a period begins.</param>
internal sealed record Shop(
    string Zone,
    Rounding Rounding,
    WhenSpent WhenSpent,
    int FirstMonth,
    IReadOnlyList<ActivityTerms> Activities,
    IReadOnlyList<LevelTerms> Levels,
    IReadOnlyList<OptionTerms> Options)
{
    public WallClock Clock { get; } = new(TimeZoneInfo.FindSystemTimeZoneById(Zone));
}
