namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// Some transactions of a program in a row: those after a number, up to another. The first of a
/// program has the number 1.
/// </summary>
/// <param name="After">The last one before them; 0 when there is none.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Newest">The program's newest.</param>
public sealed record Numbers(long After, long Last, long Newest)
{
    /// <summary>
    /// The same transactions as pieces, newest first, of blocks as large as fit between the ends.
    /// An end beyond which there is nothing is taken for the border of a block.
    /// </summary>
    public IEnumerable<Piece> Cut()
    {
        var from = After == 0 ? 0 : After + 1;
        var until = Last == Newest ? Piece.BorderAbove(Last) : Last + 1;
        return from < until ? Piece.Cut(from, until) : [];
    }
}

/// <summary>
/// Whole blocks in a row, or numbers by themselves: blocks of 1. A block's number is that of each
/// of its numbers, divided by its size.
/// </summary>
/// <param name="BlockSize">How many numbers each block has.</param>
/// <param name="From">The first number; inclusive.</param>
/// <param name="Until">Exclusive.</param>
public sealed record Piece(int BlockSize, long From, long Until)
{
    public const int Small = 128;

    public const int Large = Small * Small;

    private static readonly int[] _sizes = [1, Small, Large];

    public long FirstBlock => From / BlockSize;

    public long LastBlock => (Until / BlockSize) - 1;

    /// <summary>Where the largest block of a number ends, exclusive.</summary>
    public static long BorderAbove(long number) => ((number / Large) + 1) * Large;

    /// <summary>Numbers as pieces, newest first, of blocks as large as fit.</summary>
    public static IEnumerable<Piece> Cut(long from, long until) =>
        Cut(from, until, _sizes.Length - 1);

    /// <summary>The numbers of one of the blocks, as blocks of the next smaller size.</summary>
    public Piece Open(long block) => new(
        _sizes[Array.IndexOf(_sizes, BlockSize) - 1],
        block * BlockSize,
        (block + 1) * BlockSize);

    private static IEnumerable<Piece> Cut(long from, long until, int step)
    {
        var size = _sizes[step];
        var (start, end) = ((from + size - 1) / size * size, until / size * size);
        if (start >= end)
        {
            return step == 0 ? [] : Cut(from, until, step - 1);
        }

        var whole = new Piece(size, start, end);
        return step == 0
            ? [whole]
            : [.. Cut(end, until, step - 1), whole, .. Cut(from, start, step - 1)];
    }
}
