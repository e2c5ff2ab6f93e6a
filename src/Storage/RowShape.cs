namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// How the columns of a row make a value: parts filled from left to right, put together.
/// </summary>
/// <param name="Parts">The types that they fill.</param>
/// <param name="SplitOn">The first column of each part but the first.</param>
/// <param name="Join">Makes the value of its parts, null where a part's first column is.</param>
internal sealed record RowShape<T>(
    IReadOnlyList<Type> Parts, IReadOnlyList<string> SplitOn, Func<object?[], T> Join)
{
    /// <summary>Where all columns together are the value.</summary>
    public static RowShape<T> Whole { get; } = new([typeof(T)], [], parts => (T)parts[0]!);
}

/// <summary>The shapes of rows that fill several records.</summary>
internal static class RowShape
{
    public static RowShape<T> Of<T1, T2, T>(string splitOn, Func<T1, T2, T> join) => new(
        [typeof(T1), typeof(T2)],
        splitOn.Split(','),
        parts => join((T1)parts[0]!, (T2)parts[1]!));

    public static RowShape<T> Of<T1, T2, T3, T>(string splitOn, Func<T1, T2, T3, T> join) => new(
        [typeof(T1), typeof(T2), typeof(T3)],
        splitOn.Split(','),
        parts => join((T1)parts[0]!, (T2)parts[1]!, (T3)parts[2]!));

    public static RowShape<T> Of<T1, T2, T3, T4, T>(
        string splitOn, Func<T1, T2, T3, T4, T> join) => new(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4)],
        splitOn.Split(','),
        parts => join((T1)parts[0]!, (T2)parts[1]!, (T3)parts[2]!, (T4)parts[3]!));

    public static RowShape<T> Of<T1, T2, T3, T4, T5, T>(
        string splitOn, Func<T1, T2, T3, T4, T5, T> join) => new(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5)],
        splitOn.Split(','),
        parts => join(
            (T1)parts[0]!, (T2)parts[1]!, (T3)parts[2]!, (T4)parts[3]!, (T5)parts[4]!));

    public static RowShape<T> Of<T1, T2, T3, T4, T5, T6, T>(
        string splitOn, Func<T1, T2, T3, T4, T5, T6, T> join) => new(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6)],
        splitOn.Split(','),
        parts => join(
            (T1)parts[0]!, (T2)parts[1]!, (T3)parts[2]!, (T4)parts[3]!, (T5)parts[4]!,
            (T6)parts[5]!));
}
