using System.CommandLine;
using System.Runtime.InteropServices;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using Spectre.Console;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// The command <c>verify</c>: recomputes the books and prints each breach, under a progress bar
/// where a person watches, in plain lines where a script does.
/// </summary>
public static class VerifyCommand
{
    /// <summary>Breaches that are printed; further ones are only counted.</summary>
    public const int MostPrinted = 1000;

    internal const int Interrupted = 130;

    public static Command Create(Desk desk)
    {
        var partner = new Option<string?>("--partner")
        {
            Description = "Verify this program only; 'partners list' shows their ids.",
            HelpName = "partner-id",
        };
        var command = new Command(
            "verify",
            "Recompute every balance, lot and level from the rows, and print each breach with its "
            + "ids, and each program's totals and digest, which are the same wherever it is kept. "
            + "Exits with 1 if there is any breach. Safe beside a running server.")
        {
            partner,
        };

        // On a thread of its own, so that Ctrl+C finds somebody who listens.
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(desk, parsed.GetValue(partner), cancellation), CancellationToken.None));
        return command;
    }

    /// <summary>Prints what a verification finds; the exit code of that.</summary>
    /// <param name="console">Where to; a terminal shows progress.</param>
    /// <param name="verify">The verification; null when there is no such program.</param>
    public static int? Show(IAnsiConsole console, Func<Onlooker, Verified?> verify)
    {
        var sums = new Sums();
        var verified = console.Profile is { Out.IsTerminal: true, Capabilities.Interactive: true }
            ? Watch(console, verify, sums)
            : verify(Watcher(console.Profile.Out.Writer.WriteLine, sums));
        if (verified is null)
        {
            return null;
        }

        if (sums.Together() is { } together)
        {
            console.Profile.Out.Writer.WriteLine(together);
        }

        var what = $"{Count(verified.Programs, "program")}, {Count(verified.Members, "member")}, "
            + Count(verified.Transactions, "transaction");
        console.Profile.Out.Writer.WriteLine(verified.IsSound
            ? $"{what}: no breach"
            : $"{what}: {Count(verified.Breaches, "breach", "breaches")}");
        return verified.IsSound ? 0 : 1;
    }

    /// <summary>
    /// Does work that ends in a verification, and prints what came of it; the exit code of that.
    /// </summary>
    /// <param name="desk">Where to.</param>
    /// <param name="work">The work; null when there is no such program.</param>
    /// <param name="done">What is said of it when it is done; nothing when null.</param>
    public static int? Attempt(
        Desk desk, Func<Onlooker, Verified?> work, string? done = null)
    {
        try
        {
            var exitCode = Show(desk.Screen, work);
            if (done is not null)
            {
                desk.Output.WriteLine(done);
            }

            return exitCode;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception fault) when (done is not null
            && fault is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return desk.Fail(fault.Message);
        }
        catch (Exception fault) when (fault is ExternalException or TimeZoneNotFoundException)
        {
            return desk.Fail($"The ledger cannot be read: {fault.Message}");
        }
    }

    private static int Run(Desk desk, string? partnerId, CancellationToken cancellation)
    {
        var database = desk.Existing;
        var ledger = new VerifyLedger(database, new(database, TimeProvider.System));
        return Attempt(desk, to => ledger.Run(partnerId, to, cancellation))
            ?? desk.SayUnknown(partnerId ?? "");
    }

    private static Verified? Watch(
        IAnsiConsole console, Func<Onlooker, Verified?> verify, Sums sums) =>
        console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask("Members", maxValue: 1);
                return verify(Watcher(console.WriteLine, sums) with
                {
                    OnProgress = verified =>
                    {
                        bar.MaxValue = Math.Max(1, verified.AllMembers);
                        bar.Value = verified.Members;
                    },
                });
            });

    private static Onlooker Watcher(Action<string> print, Sums sums) =>
        new(Printer(print), _ => { })
        {
            OnSum = sum => print(sums.Take(sum)),
            OnArriving = id => print(Desk.ArrivingWords(id)),
        };

    /// <summary>Prints breaches, so many at most.</summary>
    internal static Action<Breach> Printer(Action<string> print)
    {
        var printed = 0;
        return breach =>
        {
            if (++printed <= MostPrinted)
            {
                print(breach.ToString());
            }
            else if (printed == MostPrinted + 1)
            {
                print($"{MostPrinted} breaches are printed; any further ones are only counted.");
            }
        };
    }

    /// <summary>A number of things, in words.</summary>
    internal static string Count(long count, string one, string? many = null) =>
        $"{count} {(count == 1 ? one : many ?? one + "s")}";
}
