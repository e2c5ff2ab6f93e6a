using System.Diagnostics;
using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Measures;
using ShopSocially.Loyalty.Benchmarks.Report;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Benchmarks.Subjects;
using Spectre.Console;

namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>A whole run: prepares, measures in rounds, reports, and tidies up.</summary>
internal sealed class Bench(Options options)
{
    private const int Sound = 0;
    private const int HasErrors = 2;
    private const int LeastSmallMembers = 1000;
    private const int LeastSmallTransactions = 10_000;
    private const int SmallShare = 100;

    private readonly long _startedAt = Stopwatch.GetTimestamp();

    /// <returns>The exit code: 2 when something measured had errors.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        Wrk.Require();
        if (options.Engine == Options.PostgreSql)
        {
            Pgbench.Require();
        }

        Tables.Prepare(AnsiConsole.Console, isTerminal: !Console.IsOutputRedirected);
        Directory.CreateDirectory(options.Output);
        Places.Tidy(options.Output);
        using var databases = DatabasesOf(options);
        databases.Tidy();
        var workplace = Places.CreateWorkplace(options.Output);
        try
        {
            var machine = Machine.This(databases);
            if (machine.IsBusy)
            {
                Say($"Something else uses the {machine.Cores} cores: the load is {machine.Load}.");
            }

            if (databases.AreInMemory)
            {
                Say("The databases lie in memory, where a commit costs nothing.");
            }

            var (field, plan) = await Prepare(databases, workplace, cancellation);
            var results = await Measure(machine, (field, plan), cancellation);
            VerifyWhatWasServed(field, cancellation);
            Tables.Print(results);
            Record.Write(results, options.Output);
            Plot.Write(results, options.Output);
            Say($"Done; {options.Output} has all of it as results.json, and as plots.");
            return results.Ratios.Any(ratio => ratio.Verdict == Verdict.Invalid)
                || results.Series.Any(series => !series.IsValid)
                ? HasErrors
                : Sound;
        }
        finally
        {
            workplace.Delete(recursive: true);
        }
    }

    private async Task<Results> Measure(
        Machine machine, (Field Field, Func<Plan> Plan) what, CancellationToken cancellation)
    {
        Say("Starting the servers on copies of the programs …");
        await using var field = what.Field;
        await field.Start(Plan.CodesFor(options), options.WarmSeconds, cancellation);
        Say("Measuring …");
        var plan = what.Plan();
        await Rounds(plan, cancellation);
        return new Results(machine, options, plan.Ratios)
        {
            Series = [.. plan.Groups.SelectMany(group => group).Distinct()],
            Servers = field.Servers.Count,
            StartedInMilliseconds = Numbers.Median(
                field.Servers.Select(server => server.StartedIn.TotalMilliseconds)),
            StartedMegabytes = Numbers.Median(
                field.Servers.Select(server => server.StartedBytes / 1e6)),
        };
    }

    /// <returns>What is measured, and how, once that has started.</returns>
    private async Task<(Field Field, Func<Plan> Plan)> Prepare(
        Databases databases, DirectoryInfo workplace, CancellationToken cancellation)
    {
        Say("Publishing the server in Release, and making the programs where there are none …");
        var (published, large, small) = await Make(databases, cancellation);
        var ground = new Ground(published, workplace, databases);
        if (small is null)
        {
            var cluster = new ClusterField(ground, large);
            return (cluster, () => new ClusterPlan(cluster, options));
        }

        var files = new FileField(ground, large, small) { Pairs = options.Pairs };
        return (files, () => new FilePlan(files, options));
    }

    /// <summary>The acts that make a program leave a core to the compiler.</summary>
    /// <returns>The server's program, and ours; the small one only where it is measured.</returns>
    private async Task<(string Published, Shop Large, Shop? Small)> Make(
        Databases databases, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var publishing = Publication.Make(options.Output, ending.Token);
        try
        {
            var maker = new ShopMaker(options.Output, databases);
            var large = await maker.Make((options.Members, options.Transactions), cancellation);
            var small = databases is Cluster ? null : await maker.Make(
                (Math.Max(LeastSmallMembers, options.Members / SmallShare),
                    Math.Max(LeastSmallTransactions, options.Transactions / SmallShare)),
                cancellation);
            return (await publishing, large, small);
        }
        catch
        {
            await ending.CancelAsync();
            await Task.WhenAny(publishing);
            throw;
        }
    }

    /// <summary>
    /// Ceiling and subject in turn, every second round the other way about, so that what changes on
    /// the machine meanwhile falls on both.
    /// </summary>
    private async Task Rounds(Plan plan, CancellationToken cancellation)
    {
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var perRound = plan.Groups.Sum(group => group.Count);
            var bar = progress.AddTask("measuring", maxValue: perRound * options.Rounds);
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var series in plan.Groups.SelectMany(
                    group => round % 2 == 0 ? group : group.Reverse()))
                {
                    bar.Description = Markup.Escape(
                        $"round {round + 1}: {series.Subject}, {series.What}, "
                        + $"{series.Connections}");
                    await series.Measure(cancellation);
                    bar.Increment(1);
                }
            }
        });
    }

    /// <summary>The servers have been killed; what they wrote must be sound all the same.</summary>
    private static void VerifyWhatWasServed(Field field, CancellationToken cancellation)
    {
        foreach (var place in field.Written)
        {
            using var house = new House(place, TimeProvider.System);
            AnsiConsole.Progress().Start(
                progress => Books.Verify(house, progress, cancellation));
        }
    }

    private static Databases DatabasesOf(Options options) =>
        options.Engine == Options.PostgreSql
            ? new Cluster(options.Output)
            : new DatabaseFiles(options.Output);

    private void Say(string what) => AnsiConsole.WriteLine(
        $"{Stopwatch.GetElapsedTime(_startedAt).TotalSeconds,4:0} s  {what}");
}
