namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// The numbers of a member's newest transactions, oldest first, as far as her own row names them:
/// fewer than <see cref="Most"/>. All that were before are in her history.
/// </summary>
public sealed class RecentTransactions : IEquatable<RecentTransactions>
{
    /// <summary>So many go into the history together.</summary>
    public const int Most = 10;

    private readonly long[] _numbers;

    private RecentTransactions(long[] numbers) => _numbers = numbers;

    public static RecentTransactions Nothing { get; } = new([]);

    /// <summary>In the order in which the transactions were made.</summary>
    public IReadOnlyList<long> Numbers => _numbers;

    /// <summary>Whether they are to go into the history.</summary>
    public bool IsFull => _numbers.Length == Most;

    /// <exception cref="FormatException">They are too many, or in no order.</exception>
    public static RecentTransactions Of(params long[] numbers) =>
        numbers.Length == 0 ? Nothing
        : numbers.Length < Most && IsInOrder(numbers) ? new(numbers)
        : throw new FormatException("Those are no member's newest transactions.");

    /// <summary>With a transaction more, made after all that are there.</summary>
    /// <exception cref="InvalidOperationException">It was not, or there is no room.</exception>
    public RecentTransactions Add(long number) =>
        IsFull || (_numbers.Length > 0 && _numbers[^1] >= number)
            ? throw new InvalidOperationException("That is no member's next transaction.")
            : new([.. _numbers, number]);

    public bool Equals(RecentTransactions? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _numbers.AsSpan().SequenceEqual(other._numbers));

    public override bool Equals(object? obj) => Equals(obj as RecentTransactions);

    public override int GetHashCode() =>
        _numbers.Length == 0 ? 0 : HashCode.Combine(_numbers.Length, _numbers[^1]);

    public override string ToString() =>
        _numbers.Length == 0 ? "nothing" : string.Join(", ", _numbers);

    private static bool IsInOrder(long[] numbers)
    {
        for (var i = 1; i < numbers.Length; i++)
        {
            if (numbers[i - 1] >= numbers[i])
            {
                return false;
            }
        }

        return true;
    }
}
