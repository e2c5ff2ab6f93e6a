namespace ShopSocially.Loyalty.Domain;

/// <summary>A lot as a purse names it.</summary>
/// <param name="Id">The id of its award.</param>
/// <param name="ValidUntil">The end of its last day, exclusive.</param>
public readonly record struct PurseLot(string Id, DateTimeOffset ValidUntil);

/// <summary>
/// The lots of a member of which something can be spent, as far as her own row names them, in the
/// order in which spends take them (ledger.md, section 2): no more than <see cref="MostLots"/>, so
/// that it stays short however many there are. All others are listed by themselves.
/// </summary>
public sealed class Purse : IEquatable<Purse>
{
    /// <summary>So many lots are named at most.</summary>
    public const int MostLots = 10;

    private readonly PurseLot[] _lots;

    private Purse(PurseLot[] lots) => _lots = lots;

    public static Purse Empty { get; } = new([]);

    /// <summary>Soonest expiry first, then in the order in which they came.</summary>
    public IReadOnlyList<PurseLot> Lots => _lots;

    public bool HasRoom => _lots.Length < MostLots;

    public static Purse Of(params PurseLot[] lots) => lots.Length == 0 ? Empty : new(lots);

    /// <summary>The purse with a lot more, approved after all that are there.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public Purse Add(Lot lot)
    {
        if (!HasRoom)
        {
            throw new InvalidOperationException("A member's purse is full.");
        }

        var place = Array.FindIndex(_lots, other => other.ValidUntil > lot.ValidUntil);
        place = place < 0 ? _lots.Length : place;

        // Of a span, a part is no copy.
        var lots = _lots.AsSpan();
        return new([.. lots[..place], new(lot.Id, lot.ValidUntil), .. lots[place..]]);
    }

    /// <summary>The purse without a lot; itself where it has not got it.</summary>
    public Purse Remove(Lot lot)
    {
        var place = Array.FindIndex(_lots, other => other.Id == lot.Id);
        var lots = _lots.AsSpan();
        return place < 0 ? this : Of([.. lots[..place], .. lots[(place + 1)..]]);
    }

    public bool Equals(Purse? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _lots.AsSpan().SequenceEqual(other._lots));

    public override bool Equals(object? obj) => Equals(obj as Purse);

    public override int GetHashCode() =>
        _lots.Length == 0 ? 0 : HashCode.Combine(_lots.Length, _lots[0], _lots[^1]);

    public override string ToString() => _lots.Length == 0
        ? "nothing"
        : string.Join(", ", _lots.Select(lot => $"{lot.Id} until {lot.ValidUntil:O}"));
}
