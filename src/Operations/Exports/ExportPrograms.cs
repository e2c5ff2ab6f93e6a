using System.Buffers;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>How far an export is, and in the end what it came to.</summary>
/// <param name="Programs">Programs that are in it.</param>
/// <param name="Rows">Rows that are in it.</param>
/// <param name="LeftOut">Programs that are not, for they are still arriving themselves.</param>
public sealed record Exported(long Programs, long Rows, IReadOnlyList<string> LeftOut);

/// <summary>
/// Writes programs as lines of JSON that any engine can read back. Each program is of one state of
/// the database; no writer is kept waiting.
/// </summary>
public sealed class ExportPrograms(Database database)
{
    /// <summary>So many programs at most are listed at a time.</summary>
    private const int ChunkSize = 250;

    /// <summary>How many rows are written between two words of progress.</summary>
    private const int Stride = 1000;

    /// <summary>Exports one program, or all of them where none is named.</summary>
    /// <param name="partnerId">The program; null for all.</param>
    /// <param name="write">Takes the text, line by line; each is good until the next.</param>
    /// <param name="onProgress">Told now and then how far it is.</param>
    /// <param name="cancellation">Ends it halfway.</param>
    /// <returns>Null when no program has that id, and nothing has been written.</returns>
    public Exported? Run(
        string? partnerId,
        Action<ReadOnlyMemory<byte>> write,
        Action<Exported> onProgress,
        CancellationToken cancellation = default)
    {
        var (ids, schema) = database.Read(session =>
            (List(session, partnerId), session.Ledger.SchemaVersion()));
        if (ids.Count == 0 && partnerId is not null)
        {
            return null;
        }

        var exported = new Exported(0, 0, []);
        Write(write, new()
        {
            Export = new(ExportHeader.Name, ExportHeader.Newest, schema),
        });
        foreach (var id in ids)
        {
            exported = database.Read(session => session.Partners.Find(id) switch
            {
                null => exported,
                { IsArriving: true } => exported with { LeftOut = [.. exported.LeftOut, id] },
                var partner => Export((session, partner)),
            });
        }

        Write(write, new() { ExportEnd = new(exported.Programs) });
        return exported;

        Exported Export((Session Session, Partner Partner) of)
        {
            using var seal = new Seal();
            var row = ProgramRow.Of(of.Session, of.Partner);
            foreach (var line in ProgramLines.Of(of.Session, of.Partner, row))
            {
                cancellation.ThrowIfCancellationRequested();
                write(seal.Take(line));
                exported = exported with { Rows = exported.Rows + 1 };
                if (exported.Rows % Stride == 0)
                {
                    onProgress(exported);
                }
            }

            Write(write, new() { ProgramEnd = seal.Close() });
            return exported with { Programs = exported.Programs + 1 };
        }
    }

    private static List<string> List(Session session, string? partnerId)
    {
        if (partnerId is not null)
        {
            return session.Partners.Find(partnerId) is null ? [] : [partnerId];
        }

        var ids = new List<string>();
        for (var chunk = session.Partners.ListAfter(0, ChunkSize);
            chunk.Count > 0;
            chunk = session.Partners.ListAfter(chunk[^1].Number, ChunkSize))
        {
            ids.AddRange(chunk.Select(partner => partner.Id));
        }

        return ids;
    }

    private static void Write(Action<ReadOnlyMemory<byte>> write, ExportLine line)
    {
        var text = new ArrayBufferWriter<byte>();
        LineText.Write(text, line);
        write(text.WrittenMemory);
    }
}
