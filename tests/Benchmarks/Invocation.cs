using System.CommandLine;
using ShopSocially.Loyalty.Benchmarks.Ceilings;
using ShopSocially.Loyalty.Benchmarks.Micro;
using ShopSocially.Loyalty.Benchmarks.Subjects;

namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>What can be asked of the benchmarks on their command line.</summary>
internal static class Invocation
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    private static readonly Option<bool> _quick = new("--quick")
    {
        Description = "Only what the ratios need, on a small program: under 90 seconds.",
    };

    private static readonly Option<bool> _micro = new("--micro")
    {
        Description = "Measure the rules of Domain and the reading of requests instead.",
    };

    private static readonly Option<string> _engine = new("--engine")
    {
        Description = "SQLite, or PostgreSQL in the cluster that LOYALTY_POSTGRES names.",
        DefaultValueFactory = _ => Options.Sqlite,
    };

    private static readonly Option<int?> _members = Number("--members", 100, "Members (100000).");

    private static readonly Option<int?> _transactions =
        Number("--transactions", 1000, "Transactions (1000000); at least one a member.");

    private static readonly Option<int?> _rounds = Number("--rounds", 1, "Rounds (5).");

    private static readonly Option<int?> _seconds =
        Number("--seconds", 1, "Seconds that each measurement takes (3).");

    private static readonly Option<string?> _output = new("--output")
    {
        Description = "Folder of the results and of the programs made (artifacts/benchmarks, or "
            + "artifacts/benchmarks-postgresql).",
    };

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand(
            "Measures this server against bare ceilings and against itself with one commit per "
            + "request, all in one run on this machine, and prints the ratios.")
        {
            _engine, _quick, _members, _transactions, _rounds, _seconds, _output, _micro,
            BareServer(), ContendingServer(),
        };
        root.SetAction((parsed, cancellation) => Measure(OptionsOf(parsed), cancellation));
        _engine.AcceptOnlyFromAmong(Options.Sqlite, Options.PostgreSql);
        try
        {
            return await root.Parse(args).InvokeAsync(new()
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            });
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (CannotMeasureException reason)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return Failed;
        }
    }

    private static async Task<int> Measure(Options options, CancellationToken cancellation)
    {
        // On a thread of its own, so that Ctrl+C finds somebody who listens.
        await Task.Yield();
        return options.IsMicro
            ? MicroBenchmarks.Run(options)
            : await new Bench(options).Run(cancellation);
    }

    private static Options OptionsOf(ParseResult parsed)
    {
        var standard = parsed.GetValue(_quick) ? Options.Quick : Options.Standard;
        var engine = parsed.GetRequiredValue(_engine);
        var folder = engine == Options.Sqlite ? "benchmarks" : "benchmarks-postgresql";
        var options = standard with
        {
            Engine = engine,
            IsMicro = parsed.GetValue(_micro),
            Members = parsed.GetValue(_members) ?? standard.Members,
            Transactions = parsed.GetValue(_transactions) ?? standard.Transactions,
            Rounds = parsed.GetValue(_rounds) ?? standard.Rounds,
            Seconds = parsed.GetValue(_seconds) ?? standard.Seconds,
            Output = Path.GetFullPath(
                parsed.GetValue(_output)
                ?? Path.Combine(Places.Repository, "artifacts", folder)),
        };
        return options.Transactions >= options.Members
            ? options
            : throw new CannotMeasureException("Each member has a transaction at least.");
    }

    /// <summary>The ceilings, as the benchmarks start them in a process of their own.</summary>
    private static Command BareServer()
    {
        var urls = new Option<string>("--urls") { Required = true };
        var command = new Command("ceiling", "Serve the bare ceilings.") { urls };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) =>
            Ceiling.Serve(parsed.GetRequiredValue(urls), cancellation));
        return command;
    }

    /// <summary>The server without its one writer, likewise.</summary>
    private static Command ContendingServer()
    {
        var settings = new Argument<string[]>("settings");
        var command = new Command(Contenders.Command, "Serve without the one writer.")
        {
            settings,
        };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) =>
            Contenders.Serve(parsed.GetValue(settings) ?? [], cancellation));
        return command;
    }

    private static Option<int?> Number(string name, int least, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int?>() < least)
            {
                result.AddError($"{name} is {least} or more.");
            }
        });
        return option;
    }
}
