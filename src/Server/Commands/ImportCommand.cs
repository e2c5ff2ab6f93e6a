using System.CommandLine;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Operations.Exports;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// The command <c>import</c>: reads programs that <c>export</c> has written, and verifies them.
/// </summary>
public static class ImportCommand
{
    private const string StandardInput = "-";

    public static Command Create(Desk desk)
    {
        var file = new Argument<string>("file")
        {
            Description = "A file that export has made; - is the standard input.",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Say what would come of it, and keep nothing.",
        };
        var command = new Command(
            "import",
            "Read programs that export has written, and verify them. What is there already stays "
            + "as it is, so it can be run again and goes on where it was. A program's key works "
            + "when all of the program is there. Exits with 1 if a line had an error.")
        {
            file, dryRun,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(
                desk,
                parsed.GetRequiredValue(file),
                parsed.GetValue(dryRun),
                cancellation),
            CancellationToken.None));
        return command;
    }

    private static async Task<int> Run(
        Desk desk, string file, bool isDryRun, CancellationToken cancellation)
    {
        if (desk.Lent is not null && file == StandardInput)
        {
            return desk.Fail("A server uses the database and cannot hear what is put in here; "
                + "name a file.");
        }

        if (file != StandardInput && !File.Exists(desk.FileOf(file)))
        {
            return desk.Fail($"There is no file {desk.FileOf(file)}.");
        }

        var import = new ImportPrograms(desk.Database);
        return await desk.Attempt(async () =>
        {
            await using var from = file == StandardInput
                ? Console.OpenStandardInput()
                : File.OpenRead(desk.FileOf(file));
            var breaches = 0L;
            var onlooker = new ImportOnlooker(
                error => desk.Error.WriteLine(error),
                Progress(desk),
                (database, id) => breaches += Verify(desk, (database, id), cancellation));
            var imported = isDryRun
                ? await import.TryOut(from, onlooker, cancellation)
                : await import.Run(from, onlooker, cancellation);
            desk.Output.WriteLine(Words(imported, isDryRun));
            return imported.Errors == 0 && breaches == 0 ? 0 : 1;
        });
    }

    private static Action<Imported> Progress(Desk desk)
    {
        var ticker = new Ticker(desk.Error, TimeProvider.System);
        return imported => ticker.Tick(() => $"{imported.Lines} lines");
    }

    /// <summary>Prints what a program comes to, and each breach; how many there are.</summary>
    private static long Verify(
        Desk desk, (Database Database, string Id) what, CancellationToken cancellation)
    {
        var (database, id) = what;
        var ledger = new VerifyLedger(database, new(database, TimeProvider.System));
        var onlooker = new Onlooker(VerifyCommand.Printer(desk.Output.WriteLine), _ => { })
        {
            OnSum = sum => desk.Output.WriteLine(Sums.Words(sum)),
        };
        return ledger.Run(id, onlooker, cancellation)?.Breaches ?? 0;
    }

    private static string Words(Imported imported, bool isDryRun)
    {
        var programs = VerifyCommand.Count(imported.Programs, "program");
        var added = VerifyCommand.Count(imported.Added, "row");
        return $"{(isDryRun ? "Would import" : "Imported")} {programs}: {added} added, "
            + $"{imported.Same} there already, {VerifyCommand.Count(imported.Errors, "error")}";
    }
}
