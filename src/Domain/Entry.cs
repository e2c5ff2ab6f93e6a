namespace ShopSocially.Loyalty.Domain;

/// <summary>Whose a transaction is, as lists show it.</summary>
public sealed record Person(Email Email, string FirstName, string LastName);

/// <summary>What a redeem took of an award's points.</summary>
public sealed record Use(string Id, string RedemptionId, string RedemptionName, long Points);

/// <summary>Where the points of an award's lot are, as lists show it.</summary>
/// <param name="Remaining">What nothing has taken yet, whatever the state.</param>
/// <param name="ExpiresAt">Null before approval, or for never.</param>
public sealed record LotPoints(
    LotState State,
    long PointsUsed,
    long PointsDeducted,
    long PointsExpired,
    long Remaining,
    DateTimeOffset? ExpiresAt,
    bool QualifiedPoints)
{
    /// <inheritdoc cref="Lot.AvailablePoints" />
    public long AvailablePoints => Lot.Available(State, Remaining);
}

/// <summary>
/// A transaction as it is listed: with its member and, for an award, where its points are.
/// </summary>
public sealed record Entry(Transaction Transaction, Person Person, LotPoints? Lot)
{
    /// <summary>The redeems that an award's points went to, oldest first; of lists only.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];
}
