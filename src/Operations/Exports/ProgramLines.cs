using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>
/// Every row of a program, in the order in which another database can take them: what a row refers
/// to comes before it. Read in pieces of bounded size.
/// </summary>
internal sealed class ProgramLines(Session session, long program)
{
    /// <summary>So many rows at most are in memory at a time.</summary>
    private const int ChunkSize = 250;

    /// <summary>All rows, behind the program's own.</summary>
    public static IEnumerable<ExportLine> Of(Session session, Partner partner, ProgramRow row) =>
        new ProgramLines(session, partner.Number).All().Prepend(new() { Program = row });

    /// <summary>What the rows of a program come to.</summary>
    /// <param name="session">The state of the database.</param>
    /// <param name="partner">The program in that database.</param>
    /// <param name="row">Its own row, which may be yet to be written.</param>
    /// <param name="cancellation">Ends it halfway.</param>
    public static ProgramEnd Sum(
        Session session, Partner partner, ProgramRow row, CancellationToken cancellation)
    {
        using var seal = new Seal();
        foreach (var line in Of(session, partner, row))
        {
            cancellation.ThrowIfCancellationRequested();
            seal.Take(line);
        }

        return seal.Close();
    }

    private IEnumerable<ExportLine> All() =>
        Walk("", after => session.Levels.ListAfter(program, after, ChunkSize), row => row.Id)
            .Select(row => new ExportLine { Level = row })
            .Concat(Walk(
                "", after => session.Activities.ListAfter(program, after, ChunkSize), row => row.Id)
                .Select(row => new ExportLine { Activity = row }))
            .Concat(Walk(
                "",
                after => session.Redemptions.ListAfter(program, after, ChunkSize),
                row => row.Id)
                .SelectMany(OfRedemption))
            .Concat(Walk("", ListMembers, row => row.Id)
                .Select(row => new ExportLine { Member = row }))
            .Concat(Walk(
                0L,
                after => session.NumberedLines.ListAfter(program, after, ChunkSize),
                row => row.Number)
                .Select(row => new ExportLine { Transaction = row }))
            .Concat(Walk(
                new Allocation("", "", 0),
                after => session.Lots.ListAllocated(program, after, ChunkSize),
                row => row)
                .Select(row => new ExportLine { Allocation = row }))
            .Concat(Walk(
                new BookedReturn("", new("", 0, 0)),
                after => session.Returns.ListAfter(program, after, ChunkSize),
                row => row)
                .Select(row => new ExportLine { Return = row }))
            .Concat(Walk(
                DateTimeOffset.MinValue,
                after => session.Replays.ListAfter(program, after, ChunkSize),
                row => row.MadeAt)
                .Select(row => new ExportLine { Replay = row }));

    private IEnumerable<ExportLine> OfRedemption(Redemption redemption) =>
        Walk(
            long.MinValue,
            after => session.Coupons.ListAfter(
                program, redemption.RedemptionId, after, ChunkSize),
            row => row.Position)
            .Select(row => new ExportLine { Coupon = row })
            .Prepend(new() { Redemption = redemption });

    private IReadOnlyList<User> ListMembers(string after)
    {
        var ids = session.Ledger.ListMembers(program, after, ChunkSize);
        return ids.Count == 0 ? [] : session.Users.List(program, ids[0], ids[^1]);
    }

    /// <summary>All rows of a table: piece after piece, each behind the last key before.</summary>
    private static IEnumerable<TRow> Walk<TKey, TRow>(
        TKey first, Func<TKey, IReadOnlyList<TRow>> list, Func<TRow, TKey> keyOf)
    {
        for (var chunk = list(first); chunk.Count > 0; chunk = list(keyOf(chunk[^1])))
        {
            foreach (var row in chunk)
            {
                yield return row;
            }
        }
    }
}
