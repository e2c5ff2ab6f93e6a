namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>The three kinds of lines.</summary>
internal enum Kind
{
    Award,
    Redeem,
    Deduct,
}

/// <summary>Where a line stands (ledger.md, section 3).</summary>
internal enum Status
{
    Pending,
    AutoApproved,
    Approved,
    AutoRejected,
    Rejected,
    Exhausted,
    Expired,
    Redeemed,
    PendingDeduction,
    Deducted,
}

/// <summary>A line of a member's history; an award's is its lot as well.</summary>
internal sealed class Line
{
    /// <summary>From 1, in order of creation.</summary>
    public required int Number { get; init; }

    public required Member Member { get; init; }

    public required Kind Kind { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required Status Status { get; set; }

    public long Points { get; set; }

    /// <summary>The last move to another status.</summary>
    public required DateTimeOffset Updated { get; set; }

    /// <summary>The newest approval of an award.</summary>
    public DateTimeOffset? Approved { get; set; }

    public DateTimeOffset? AutoApproval { get; init; }

    public bool IsMovedByHand { get; set; }

    public string? Order { get; init; }

    public string? Reason { get; init; }

    public string? Option { get; init; }

    public string? Code { get; init; }

    /// <summary>What an award's points were computed from; null for other lines.</summary>
    public ActivityTerms? Activity { get; init; }

    public decimal? Passed { get; init; }

    /// <summary>The value of the award: what its multipliers were applied to.</summary>
    public decimal Value { get; init; }

    public decimal LevelMultiplier { get; init; }

    /// <summary>From when on its points expire and qualify, whatever happens later.</summary>
    public DateTimeOffset? FirstApproved { get; set; }

    public DateTimeOffset? Expiry { get; set; }

    /// <summary>The end of the expiry's day; null for points that never expire.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    public long Expired { get; set; }

    /// <summary>An award that was approved and not rejected since.</summary>
    public bool IsOpen => Kind == Kind.Award && Status is
        Status.AutoApproved or Status.Approved or Status.Exhausted or Status.Expired;
}

/// <summary>Points that an award's lot gave to a redeem or a deduct.</summary>
internal sealed record Gift(Line From, Line To, long Points);

/// <summary>What a return booked on an award.</summary>
internal sealed record Booking(Line Return, Line Award, decimal Value, long Points);

/// <summary>A member, and what was said about it by hand.</summary>
internal sealed class Member
{
    public required string Name { get; init; }

    public bool IsBlocked { get; set; }

    public DateTimeOffset? LastActivity { get; set; }

    public Line? LastAward { get; set; }

    public ByHand? PeriodLevel { get; set; }

    public ByHand? LifetimeLevel { get; set; }
}

/// <summary>A level set by hand, when, and the points that counted for it then.</summary>
internal sealed record ByHand(string Level, int Period, long PointsThen);
