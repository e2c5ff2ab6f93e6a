namespace ShopSocially.Loyalty.Storage;

/// <summary>A page of a list.</summary>
/// <param name="Total">How many match, on all pages.</param>
/// <param name="StartIndex">How many stand before the first item of this page.</param>
/// <param name="Items">Newest first.</param>
public sealed record Page<T>(long Total, long StartIndex, IReadOnlyList<T> Items)
{
    public long NextStartIndex => StartIndex + Items.Count;

    /// <summary>Whether there is an item at <see cref="NextStartIndex"/>.</summary>
    public bool More => NextStartIndex < Total;
}

/// <summary>Which stretch of a list is wanted.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
/// <param name="StartIndex">How many to leave out at the start.</param>
/// <param name="Count">The most items wanted.</param>
public sealed record Stretch(DateTimeOffset From, DateTimeOffset Until, long StartIndex, int Count);
