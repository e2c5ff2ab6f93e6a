namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// The lots of a member of which something can be spent, as far as her own row names them: no more
/// than <see cref="MostLots"/>, so that it stays short however many there are. All others are
/// listed by themselves.
/// </summary>
public sealed class Purse : IEquatable<Purse>
{
    /// <summary>So many lots are named at most.</summary>
    public const int MostLots = 10;

    private readonly string[] _lotIds;

    private Purse(string[] lotIds) => _lotIds = lotIds;

    public static Purse Empty { get; } = new([]);

    /// <summary>The ids of the lots, in the order in which they came.</summary>
    public IReadOnlyList<string> LotIds => _lotIds;

    public bool IsEmpty => _lotIds.Length == 0;

    public bool HasRoom => _lotIds.Length < MostLots;

    public static Purse Of(params string[] lotIds) => lotIds.Length == 0 ? Empty : new(lotIds);

    /// <summary>The purse with a lot more.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public Purse Add(string lotId) => HasRoom
        ? new([.. _lotIds, lotId])
        : throw new InvalidOperationException("A member's purse is full.");

    /// <summary>The purse without a lot; itself where it has not got it.</summary>
    public Purse Remove(string lotId)
    {
        var place = Array.IndexOf(_lotIds, lotId);
        return place < 0 ? this : Of([.. _lotIds[..place], .. _lotIds[(place + 1)..]]);
    }

    public bool Equals(Purse? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _lotIds.AsSpan().SequenceEqual(other._lotIds));

    public override bool Equals(object? obj) => Equals(obj as Purse);

    public override int GetHashCode() =>
        _lotIds.Length == 0 ? 0 : HashCode.Combine(_lotIds.Length, _lotIds[0], _lotIds[^1]);

    public override string ToString() =>
        _lotIds.Length == 0 ? "nothing" : string.Join(", ", _lotIds);
}
