namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// Up to ten values as a statement has them, from @Item0 to @Item9; null where there are fewer.
/// </summary>
internal sealed class Ten<T>(T[] items)
{
    public T? Item0 => items.ElementAtOrDefault(0);

    public T? Item1 => items.ElementAtOrDefault(1);

    public T? Item2 => items.ElementAtOrDefault(2);

    public T? Item3 => items.ElementAtOrDefault(3);

    public T? Item4 => items.ElementAtOrDefault(4);

    public T? Item5 => items.ElementAtOrDefault(5);

    public T? Item6 => items.ElementAtOrDefault(6);

    public T? Item7 => items.ElementAtOrDefault(7);

    public T? Item8 => items.ElementAtOrDefault(8);

    public T? Item9 => items.ElementAtOrDefault(9);
}

/// <summary>Values by ten, for statements that ask for so many at a time.</summary>
internal static class Ten
{
    private const int Most = 10;

    public static IEnumerable<Ten<string>> Of(IEnumerable<string> items) =>
        items.Chunk(Most).Select(some => new Ten<string>(some));

    public static IEnumerable<Ten<long?>> Of(IEnumerable<long> items) =>
        items.Select(item => (long?)item).Chunk(Most).Select(some => new Ten<long?>(some));
}
