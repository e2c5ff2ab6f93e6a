using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// Finds a page of what a filter wants of a program's transactions: whole blocks are counted and
/// skipped by the tallies, and only blocks that have a part of the page are looked into.
/// </summary>
internal sealed class Search(Session session, long program, TransactionFilter filter)
{
    private readonly List<Entry> _found = [];

    // How many of what is wanted still lie before the page.
    private long _toSkip = filter.Stretch.StartIndex;

    private int Missing => filter.Stretch.Count - _found.Count;

    public Page<Entry> Run(Numbers numbers)
    {
        var total = 0L;
        foreach (var piece in numbers.Cut())
        {
            var count = session.Tallies.Count(program, piece, filter);
            LookInto(piece, count);
            total += count;
        }

        return new(total, filter.Stretch.StartIndex, _found);
    }

    private void LookInto(Piece piece, long count)
    {
        if (Missing == 0)
        {
            return;
        }

        if (_toSkip >= count)
        {
            _toSkip -= count;
        }
        else if (piece.BlockSize == 1)
        {
            _found.AddRange(session.Entries.List(program, piece, filter, (_toSkip, Missing)));
            _toSkip = 0;
        }
        else
        {
            foreach (var (block, countOfBlock) in ListBlocks(piece))
            {
                LookInto(piece.Open(block), countOfBlock);
            }
        }
    }

    /// <summary>Blocks from the newest on, no more than it takes to fill the page.</summary>
    private List<(long Block, long Count)> ListBlocks(Piece piece)
    {
        var (blocks, needed) = (new List<(long, long)>(), _toSkip + Missing);
        foreach (var block in session.Tallies.List(program, piece, filter))
        {
            blocks.Add(block);
            needed -= block.Count;
            if (needed <= 0)
            {
                break;
            }
        }

        return blocks;
    }
}
