namespace ShopSocially.Loyalty.Domain;

/// <summary>A line of a member's history that time will move, with its lot if it has one.</summary>
public sealed record Due(Transaction Line, Lot? Lot)
{
    /// <summary>In the order in which things happen: by instant, then by id.</summary>
    public static IComparer<Due> InOrder { get; } = Comparer<Due>.Create((one, other) =>
        Nullable.Compare(one.At, other.At) is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Line.Id, other.Line.Id));

    /// <summary>When time moves it next; null when it never does.</summary>
    public DateTimeOffset? At => Line.DueAt ?? Lot?.LapsesAt;

    /// <summary>The line and its lot once time has moved them (ledger.md, 3 and 5).</summary>
    /// <param name="calendar">The program's.</param>
    /// <param name="at">When it happens.</param>
    public Due Move(Calendar calendar, DateTimeOffset at) => (Line.DueAt, Lot) switch
    {
        (not null, { } lot) => With(lot.Approve(calendar, at), Line with { ApprovedAt = at }),
        (null, { } lot) => With(lot.Expire(), Line),
        (_, null) => this with { Line = Line with { Status = PointsStatus.Deducted } },
    };

    private static Due With(Lot lot, Transaction award) =>
        new(award with { Status = lot.StatusWhen(award.ApprovedBy) }, lot);
}
