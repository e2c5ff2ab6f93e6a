using System.CommandLine;
using System.Text;
using ShopSocially.Loyalty.Operations.Exports;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// The command <c>export</c>: writes programs as lines of JSON, for another machine or engine.
/// </summary>
public static class ExportCommand
{
    private const int MostWaiting = 64 * 1024;

    public static Command Create(Desk desk)
    {
        var partner = new Option<string?>("--partner")
        {
            Description = "Export this program only; 'partners list' shows their ids.",
            HelpName = "partner-id",
        };
        var to = new Option<string?>("--to")
        {
            Description = "The file to make; nothing may be there yet. Without it the lines go to "
                + "the standard output.",
            HelpName = "file",
        };
        var command = new Command(
            "export",
            "Write programs with all that belongs to them as lines of JSON, also beside a running "
            + "server. They hold personal data and the hashes of keys.")
        {
            partner, to,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var (partnerId, file) = (parsed.GetValue(partner), parsed.GetValue(to));
                var export = new ExportPrograms(desk.Existing);
                return desk.Attempt(() => Task.FromResult(file is null
                    ? ToOutput(desk, export, partnerId, cancellation)
                    : ToFile(desk, export, (partnerId, desk.FileOf(file)), cancellation)));
            },
            CancellationToken.None));
        return command;
    }

    private static int ToOutput(
        Desk desk, ExportPrograms export, string? partnerId, CancellationToken cancellation)
    {
        // The lines are ASCII. Few long texts go faster than many short ones.
        var waiting = new StringBuilder();
        var exported = export.Run(partnerId, Write, Progress(desk), cancellation);
        desk.Output.Write(waiting);
        return End(desk, exported, partnerId, desk.Error);

        void Write(ReadOnlyMemory<byte> line)
        {
            waiting.Append(Encoding.ASCII.GetString(line.Span));
            if (waiting.Length > MostWaiting)
            {
                desk.Output.Write(waiting);
                waiting.Clear();
            }
        }
    }

    private static int ToFile(
        Desk desk,
        ExportPrograms export,
        (string? PartnerId, string File) what,
        CancellationToken cancellation)
    {
        if (File.Exists(what.File))
        {
            return desk.Fail($"There is a {what.File} already; nothing is written over.");
        }

        var part = what.File + ".part";
        try
        {
            Exported? exported;
            using (var stream = new FileStream(part, ForOwner()))
            {
                exported = export.Run(
                    what.PartnerId,
                    line => stream.Write(line.Span),
                    Progress(desk),
                    cancellation);
                stream.Flush(flushToDisk: true);
            }

            if (exported is not null)
            {
                File.Move(part, what.File);
            }

            return End(desk, exported, what.PartnerId, desk.Output);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Nobody else has to read what is in it.</summary>
    private static FileStreamOptions ForOwner()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = MostWaiting,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static Action<Exported> Progress(Desk desk)
    {
        var ticker = new Ticker(desk.Error, TimeProvider.System);
        return exported => ticker.Tick(() => $"{exported.Rows} rows");
    }

    private static int End(Desk desk, Exported? exported, string? partnerId, TextWriter said)
    {
        if (exported is null)
        {
            return desk.SayUnknown(partnerId ?? "");
        }

        foreach (var id in exported.LeftOut)
        {
            desk.SayArriving(id);
        }

        said.WriteLine($"Exported {VerifyCommand.Count(exported.Programs, "program")}, "
            + $"{VerifyCommand.Count(exported.Rows, "row")}.");
        return exported.LeftOut.Count == 0 ? 0 : 1;
    }
}
