namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// The numbers of a member's newest transactions, oldest first, as far as her own row names them:
/// fewer than <see cref="Most"/>. All that were before are in her history.
/// </summary>
public sealed class Recent : IEquatable<Recent>
{
    /// <summary>So many go into the history together.</summary>
    public const int Most = 10;

    private readonly long[] _numbers;

    private Recent(long[] numbers) => _numbers = numbers;

    public static Recent Nothing { get; } = new([]);

    /// <summary>In the order in which the transactions were made.</summary>
    public IReadOnlyList<long> Numbers => _numbers;

    /// <summary>Whether they are to go into the history.</summary>
    public bool IsFull => _numbers.Length == Most;

    /// <exception cref="FormatException">They are too many, or in no order.</exception>
    public static Recent Of(params long[] numbers) =>
        numbers.Length == 0 ? Nothing
        : numbers.Length < Most && IsInOrder(numbers) ? new(numbers)
        : throw new FormatException("Stored numbers of recent transactions are none.");

    /// <summary>With a transaction more, made after all that are there.</summary>
    /// <exception cref="InvalidOperationException">It was not, or there is no room.</exception>
    public Recent Add(long number) => IsFull || (_numbers.Length > 0 && _numbers[^1] >= number)
        ? throw new InvalidOperationException("That is no member's next transaction.")
        : new([.. _numbers, number]);

    public bool Equals(Recent? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _numbers.AsSpan().SequenceEqual(other._numbers));

    public override bool Equals(object? obj) => Equals(obj as Recent);

    public override int GetHashCode() =>
        _numbers.Length == 0 ? 0 : HashCode.Combine(_numbers.Length, _numbers[^1]);

    public override string ToString() =>
        _numbers.Length == 0 ? "nothing" : string.Join(", ", _numbers);

    private static bool IsInOrder(long[] numbers) =>
        numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
}
