using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>The way through one export, line by line, into a database.</summary>
internal sealed class ImportReading(
    LineReader lines, Database database, ImportOnlooker onlooker) : IDisposable
{
    /// <summary>Rows of one transaction at most: others, who write as well, wait for it.</summary>
    private const int BatchSize = 500;

    private const long MostBatchBytes = 4 * 1024 * 1024;

    private readonly List<(long Number, ExportLine Line)> _batch = [];
    private long _batchBytes;

    private Imported _imported = new(0, 0, 0, 0, 0);
    private bool _hasBegun;
    private bool _isOver;
    private long _programs;

    private Current? _current;

    // Of a program that cannot be imported, one error is told, and its rows are passed over.
    private bool _isPassing;

    /// <summary>Takes everything in the database's place; null where it is to be kept.</summary>
    public Database? Scratch { get; init; }

    public async Task<Imported> Run(CancellationToken cancellation)
    {
        while (!_isOver && lines.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            _imported = _imported with { Lines = lines.Number };
            if (Read(out var fault) is { } line)
            {
                await Take(line, cancellation);
            }
            else
            {
                await Flush();
                Tell(lines.Number, fault);
                _isOver |= !_hasBegun;
            }
        }

        await Flush();
        if (!_isOver)
        {
            Tell(lines.Number + 1, !_hasBegun ? "there is none; an export begins with its header"
                : _current is { } current ? $"the file is cut off within program {current.Id}; "
                    + "what has arrived stays, and an import of the whole file goes on from there"
                : "the file is cut off: an export ends with the line export_end");
        }

        onlooker.OnProgress(_imported);
        return _imported;
    }

    public void Dispose() => Leave();

    private ExportLine? Read(out string fault)
    {
        if (lines.IsTooLong)
        {
            fault = "is longer than any line of an export";
            return null;
        }

        try
        {
            var line = LineText.Read(lines.Text.Span);
            fault = Rows.Fault(line) ?? "";
            return fault.Length == 0 ? line : null;
        }
        catch (FormatException reason)
        {
            fault = reason.Message;
            return null;
        }
    }

    private async Task Take(ExportLine line, CancellationToken cancellation)
    {
        switch (line)
        {
            case { Export: { } header }:
                Begin(header);
                break;
            case var _ when !_hasBegun:
                Tell(lines.Number, "an export begins with its header, the line export");
                _isOver = true;
                break;
            case { Program: { } row }:
                await Begin(row);
                break;
            case { ProgramEnd: { } end }:
                await Flush();
                await End(end, cancellation);
                break;
            case { ExportEnd: { } end }:
                await Flush();
                End(end);
                break;
            default:
                await Add(line);
                break;
        }
    }

    private void Begin(ExportHeader header)
    {
        var fault = _hasBegun ? "export: the header is there twice"
            : header.Format != ExportHeader.Name ? "export.format: is none of ours"
            : header.Version > ExportHeader.Newest ? "export.version: was written by a newer "
                + $"server; this one reads versions up to {ExportHeader.Newest}"
            : header.Version < 1 ? "export.version: there is no such version"
            : null;
        if (fault is not null)
        {
            Tell(lines.Number, fault);
            _isOver = true;
        }

        _hasBegun = true;
    }

    private async Task Begin(ProgramRow row)
    {
        await Flush();
        if (_current is { } before)
        {
            Tell(lines.Number, $"program {before.Id} has not come to its end, program_end");
            Leave();
        }

        try
        {
            _current = new(row, await Arrivals(row));
            (_isPassing, _programs) = (false, _programs + 1);
        }
        catch (FormatException fault)
        {
            Tell(lines.Number, $"program: {fault.Message}");
            _isPassing = true;
        }
    }

    /// <summary>Where a program is to arrive; the first says what came of a row.</summary>
    private async Task<Arrival[]> Arrivals(ProgramRow row)
    {
        if (Scratch is null)
        {
            return [await Arrival.Begin(database, row)];
        }

        var there = Arrival.Look(database, row);
        var scratch = await Arrival.Begin(Scratch, row);
        return there is null ? [scratch] : [there, scratch];
    }

    private async Task Add(ExportLine line)
    {
        if (_current is null)
        {
            if (!_isPassing)
            {
                Tell(lines.Number, $"{LineText.KindOf(line)}: no program has begun");
                _isPassing = true;
            }

            return;
        }

        _current.Seal.Take(line);
        _batch.Add((lines.Number, line));
        _batchBytes += lines.Text.Length;
        if (_batch.Count == BatchSize || _batchBytes > MostBatchBytes)
        {
            await Flush();
        }
    }

    /// <summary>Adds the rows that have been read since, in one transaction.</summary>
    private async Task Flush()
    {
        if (_batch.Count == 0 || _current is null)
        {
            return;
        }

        ExportLine[] rows = [.. _batch.Select(read => read.Line)];
        var (added, same) = (0, 0);
        var placed = new IReadOnlyList<Placed>[_current.Arrivals.Count];
        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = await _current.Arrivals[i].Place(rows);
        }

        for (var i = 0; i < rows.Length && _current is not null && !_isOver; i++)
        {
            if (placed.Select(of => of[i].Problem).FirstOrDefault(says => says is not null)
                is { } problem)
            {
                Tell(_batch[i].Number, $"{LineText.KindOf(rows[i])}: {problem}");
                if (_current.Arrivals[0].IsLive)
                {
                    Leave();
                    _isPassing = true;
                }
            }
            else if (placed[0][i].IsAdded)
            {
                added++;
            }
            else
            {
                same++;
            }
        }

        _batch.Clear();
        _batchBytes = 0;
        _imported = _imported with
        {
            Added = _imported.Added + added,
            Same = _imported.Same + same,
        };
        onlooker.OnProgress(_imported);
    }

    private async Task End(ProgramEnd end, CancellationToken cancellation)
    {
        if (_current is not { } current)
        {
            if (!_isPassing)
            {
                Tell(lines.Number, "program_end: no program has begun");
            }

            _isPassing = false;
            return;
        }

        if (await Problem(current, end, cancellation) is { } problem)
        {
            Tell(lines.Number, $"program_end: {problem}");
        }
        else
        {
            _imported = _imported with { Programs = _imported.Programs + 1 };
            onlooker.OnWhole(Scratch ?? database, current.Id);
        }

        Leave();
    }

    /// <summary>Why a program is not whole; null when it is.</summary>
    private static async Task<string?> Problem(
        Current current, ProgramEnd end, CancellationToken cancellation)
    {
        if (current.HasErrors)
        {
            return $"program {current.Id} is not whole, for lines of it have errors; its key "
                + "opens nothing until an import of it has none";
        }

        var read = current.Seal.Close();
        if (read != end)
        {
            return "the file has other lines than were exported "
                + $"({Arrival.Difference(read, end)})";
        }

        foreach (var arrival in current.Arrivals)
        {
            if (await arrival.Finish(current.Row, end, cancellation) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private void End(ExportEnd end)
    {
        if (_current is { } current)
        {
            Tell(lines.Number, $"program {current.Id} has not come to its end, program_end");
        }
        else if (end.Programs != _programs && _imported.Errors == 0)
        {
            Tell(lines.Number, $"export_end.programs: {_programs} were in the file");
        }

        if (lines.Next())
        {
            Tell(lines.Number, "nothing follows the line export_end");
        }

        _isOver = true;
    }

    private void Leave()
    {
        _current?.Dispose();
        _current = null;
    }

    private void Tell(long line, string says)
    {
        if (_current is not null)
        {
            _current.HasErrors = true;
        }

        _imported = _imported with { Errors = _imported.Errors + 1 };
        onlooker.OnError(new(line, says));
        if (_imported.Errors == ImportPrograms.MostErrors)
        {
            onlooker.OnError(new(line, "so many errors are enough; the rest is not read"));
            _isOver = true;
        }
    }

    /// <summary>The program whose lines are being read.</summary>
    private sealed class Current(ProgramRow row, IReadOnlyList<Arrival> arrivals) : IDisposable
    {
        public ProgramRow Row => row;

        public string Id => row.PartnerId;

        public IReadOnlyList<Arrival> Arrivals => arrivals;

        public Seal Seal { get; } = Begin(row);

        public bool HasErrors { get; set; }

        public void Dispose() => Seal.Dispose();

        private static Seal Begin(ProgramRow row)
        {
            var seal = new Seal();
            seal.Take(new() { Program = row });
            return seal;
        }
    }
}
