namespace ShopSocially.Loyalty.Domain;

/// <summary>A line of a member's books and, for an award, its lot.</summary>
/// <param name="KeptRemaining">
/// What stands in the lot's row as remaining; <see cref="Lot.Remaining"/> is computed.
/// </param>
/// <param name="IsListed">
/// Whether spends find the lot by itself; else her <see cref="Purse"/> has to name it.
/// </param>
public sealed record BookedLine(Transaction Line, Lot? Lot, long KeptRemaining, bool IsListed);

/// <summary>How many points a lot gave to a redeem or a deduct.</summary>
public sealed record Allocation(string TransactionId, string LotId, long Points);

/// <summary>What the deduct of a return took back of an award.</summary>
public sealed record BookedReturn(string TransactionId, Return Part);

/// <summary>Everything that is written down of one member.</summary>
/// <param name="Numbers">
/// Of her transactions as her history and her own row name them; <paramref name="Lines"/> are those
/// which there are, and hers.
/// </param>
public sealed record Books(
    User User,
    IReadOnlyList<long> Numbers,
    IReadOnlyList<BookedLine> Lines,
    IReadOnlyList<Allocation> Allocations,
    IReadOnlyList<BookedReturn> Returns);

/// <summary>Something that does not hold of what is written down.</summary>
/// <param name="Subject">The program, member and row, by their ids.</param>
/// <param name="Says">What does not hold of it.</param>
public sealed record Breach(string Subject, string Says)
{
    public override string ToString() => $"{Subject}: {Says}";
}
