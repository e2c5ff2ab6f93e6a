namespace ShopSocially.Loyalty.Domain;

/// <summary>Whether the points of a lot can be spent.</summary>
public enum LotState
{
    Pending,

    /// <summary>Spendable while it is valid and something remains.</summary>
    Approved,
    Rejected,

    /// <summary>Returned whole before it was approved.</summary>
    AutoRejected,
}

/// <summary>
/// The points of one award, spent piece by piece (ledger.md, section 1): points = used + deducted +
/// expired + remaining, always.
/// </summary>
/// <param name="Id">The id of its award.</param>
/// <param name="ApprovedAt">The first approval, whose expiry the lot keeps.</param>
/// <param name="ExpiresAt">The expiry that is shown; null before approval, or for never.</param>
/// <param name="ValidUntil">The end of that day in the program's zone, exclusive.</param>
/// <param name="PointsExpirationPeriod">Calendar months from approval; 0 = never.</param>
/// <param name="PointsPassed">As the award's call passed it; null when it did not.</param>
/// <param name="ReturnedAmount">How much of the award's value has been returned.</param>
/// <param name="ReturnedPoints">Points that those returns really took, from any lot.</param>
public sealed record Lot(
    string Id,
    string UserId,
    LotState State,
    long Points,
    long PointsUsed,
    long PointsDeducted,
    long PointsExpired,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset ValidUntil,
    int PointsExpirationPeriod,
    bool QualifiedPoints,
    decimal? PointsPassed,
    decimal ReturnedAmount,
    long ReturnedPoints)
{
    public required Price Price { get; init; }

    /// <summary>The lot of a new award, not yet approved.</summary>
    /// <param name="award">The award.</param>
    /// <param name="activity">What it is for.</param>
    /// <param name="price">How its points came about.</param>
    /// <param name="pointsPassed">As the award's call passed it; null when it did not.</param>
    public static Lot Of(
        Transaction award, Activity activity, Price price, decimal? pointsPassed = null)
    {
        return new(
            award.Id, award.UserId, LotState.Pending, award.Points, 0, 0, 0, null, null,
            Calendar.Never, activity.PointsExpirationPeriod, activity.QualifiedPoints, pointsPassed,
            0, 0)
        {
            Price = price,
        };
    }

    /// <summary>What nothing has taken yet, whatever the state.</summary>
    public long Remaining => Points - PointsUsed - PointsDeducted - PointsExpired;

    public bool IsRejected => State is LotState.Rejected or LotState.AutoRejected;

    /// <summary>What can be spent of it.</summary>
    public long AvailablePoints => Available(State, Remaining);

    /// <summary>What the lot adds to its member's totals.</summary>
    public Balance Balance =>
        new(AvailablePoints, State == LotState.Pending ? Remaining : 0, 0, 0);

    /// <summary>
    /// What the lot adds to its member's qualifying points (ledger.md, section 10): its points once
    /// approved, less what returns and a rejection took back.
    /// </summary>
    public long QualifyingPoints => ApprovedAt is not null && QualifiedPoints
        ? Points - ReturnedPoints - (IsRejected ? Remaining : 0)
        : 0;

    /// <summary>How much of the award's value could still be returned.</summary>
    public decimal ValueLeft =>
        IsRejected ? 0 : Math.Max(0, Price.BaseValue - ReturnedAmount);

    /// <summary>The status of the lot's award (ledger.md, sections 2, 3 and 5).</summary>
    /// <param name="approvedBy">Who approved it by hand; null when nobody did.</param>
    public PointsStatus StatusWhen(string? approvedBy) => State switch
    {
        LotState.Pending => PointsStatus.Pending,
        LotState.Rejected => PointsStatus.Rejected,
        LotState.AutoRejected => PointsStatus.AutoRejected,
        LotState.Approved when Remaining == 0 && PointsExpired > 0 => PointsStatus.Expired,
        LotState.Approved when Remaining == 0 && PointsUsed > 0 => PointsStatus.Exhausted,
        LotState.Approved when approvedBy is null => PointsStatus.AutoApproved,
        LotState.Approved => PointsStatus.Approved,
    };

    /// <summary>When what can still be spent lapses; null when there is nothing to.</summary>
    public DateTimeOffset? LapsesAt =>
        AvailablePoints > 0 && ValidUntil < Calendar.Never ? ValidUntil : null;

    /// <summary>What the lot adds to its member's schedule; null for nothing.</summary>
    public Lapse? Lapse => LapsesAt is { } at ? new(at, AvailablePoints) : null;

    public bool HasLapsed(DateTimeOffset now) => ValidUntil <= now;

    /// <summary>Opens the lot; a second approval keeps the first one's expiry.</summary>
    public Lot Approve(Calendar calendar, DateTimeOffset now)
    {
        if (ApprovedAt is not null)
        {
            return this with { State = LotState.Approved };
        }

        DateTimeOffset? expiresAt =
            PointsExpirationPeriod == 0 ? null : calendar.AddMonths(now, PointsExpirationPeriod);
        return this with
        {
            State = LotState.Approved,
            ApprovedAt = now,
            ExpiresAt = expiresAt,
            ValidUntil = expiresAt is { } at
                ? calendar.EndOf(calendar.DayOf(at))
                : Calendar.Never,
        };
    }

    /// <summary>The lot when a redeem has taken some of what remains.</summary>
    public Lot Use(long points) => this with { PointsUsed = PointsUsed + points };

    /// <summary>The lot when a deduct has taken some of what remains.</summary>
    public Lot Deduct(long points) => this with { PointsDeducted = PointsDeducted + points };

    /// <summary>
    /// The lot when a deduct gives back what it took, with its old expiry: too late, it expires.
    /// </summary>
    public Lot GiveBack(long points, DateTimeOffset now)
    {
        var whole = Deduct(-points);
        return whole.LapsesAt <= now ? whole.Expire() : whole;
    }

    /// <summary>The lot when its time is over: what remained has expired.</summary>
    public Lot Expire() => this with { PointsExpired = PointsExpired + Remaining };

    /// <summary>
    /// Points that returning an amount is worth: the award priced again on what is left, so that
    /// any split of a value into parts adds up to the whole (ledger.md, 7.2).
    /// </summary>
    public long PointsDueFor(decimal amount) =>
        Worth(ValueLeft) - Worth(Math.Max(0, ValueLeft - amount));

    /// <summary>
    /// The lot when a return is booked on it; whole before approval, that rejects it.
    /// </summary>
    public Lot Return(Return part)
    {
        var returned = this with
        {
            ReturnedAmount = ReturnedAmount + part.Amount,
            ReturnedPoints = ReturnedPoints + part.Points,
        };
        return returned is { State: LotState.Pending, ValueLeft: 0 }
            ? returned with { State = LotState.AutoRejected }
            : returned;
    }

    /// <summary>The lot when a return that was booked on it has been rejected.</summary>
    public Lot UndoReturn(Return part) => this with
    {
        ReturnedAmount = ReturnedAmount - part.Amount,
        ReturnedPoints = ReturnedPoints - part.Points,
        State = State == LotState.AutoRejected ? LotState.Pending : State,
    };

    /// <summary>What can be spent of the points that nothing has taken yet.</summary>
    internal static long Available(LotState state, long remaining) =>
        state == LotState.Approved ? remaining : 0;

    private long Worth(decimal value) => Price.PointsFor(value) ?? 0;
}
