namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>Everything that can be asked of a program at an instant.</summary>
internal sealed record ProgramView(
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<LineView> Lines,
    IReadOnlyList<LotView> Lots,
    IReadOnlyList<GiftView> Gifts,
    IReadOnlyList<OptionView> Options);

/// <summary>A member as the API shows it.</summary>
/// <param name="ActiveOn">The day of the last activity, as lists are asked for it.</param>
/// <param name="Schedule">What lapses when: "day: points", soonest first.</param>
internal sealed record MemberView(
    string Name,
    long Available,
    long Pending,
    long Redeemed,
    long Debt,
    string PeriodLevel,
    string LifetimeLevel,
    bool IsBlocked,
    DateTimeOffset? LastActivity,
    DateOnly? ActiveOn,
    DateTimeOffset? LastAwardAt,
    long LastAwardPoints,
    string LastAwardFor,
    string Schedule);

/// <summary>A line as lists show it.</summary>
internal sealed record LineView(
    int Number,
    string Member,
    Kind Kind,
    Status Status,
    long Points,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    DateTimeOffset? Approved,
    DateTimeOffset? AutoApproval,
    string? ApprovedBy,
    string? Activity,
    string? Order,
    string? Option,
    string? Code,
    string? Reason,
    long Debt);

/// <summary>The lot of an award.</summary>
internal sealed record LotView(
    int Number,
    long Used,
    long Deducted,
    long Expired,
    long Remaining,
    DateTimeOffset? Approved,
    DateTimeOffset? Expiry,
    DateTimeOffset? ValidUntil,
    decimal ReturnedValue,
    long ReturnedPoints);

/// <summary>What a lot gave to a redeem or deduct.</summary>
internal sealed record GiftView(int Line, int Lot, long Points);

/// <summary>An option and the codes that it can still issue.</summary>
internal sealed record OptionView(string Id, bool IsActive, string Codes);
