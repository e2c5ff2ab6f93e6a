using System.Globalization;
using ShopSocially.Loyalty.Benchmarks.Measures;
using Spectre.Console;

namespace ShopSocially.Loyalty.Benchmarks.Report;

/// <summary>The results as they are printed: what was measured, and the ratios.</summary>
internal static class Tables
{
    /// <summary>So wide at least are tables where no terminal says how wide it is.</summary>
    private const int Columns = 140;

    /// <summary>Prints plainly, and wide enough, into what is no terminal.</summary>
    public static void Prepare(IAnsiConsole console, bool isTerminal)
    {
        console.Profile.Capabilities.Ansi &= isTerminal;
        console.Profile.Width = Math.Max(console.Profile.Width, Columns);
    }

    public static void Print(Results results)
    {
        var console = AnsiConsole.Console;
        console.WriteLine();
        console.Write(Measured(results));
        console.WriteLine(
            $"Medians of {results.Options.Rounds} rounds of {results.Options.Seconds} s. "
            + "cpu: processor time of the server for a request. "
            + "spread: the fastest round above the slowest.");
        console.WriteLine(
            $"First answer of a server {Number(results.StartedInMilliseconds)} ms after its "
            + $"start, with {Number(results.StartedMegabytes)} MB: the median of "
            + $"{results.Servers}.");
        console.WriteLine($"{results.Machine}");
        var (share, longest) = results.Machine.Standstill;
        console.WriteLine(
            $"Before, threads were kept from its cores for {Percent(share)} of the time, up to "
            + $"{Number(longest)} ms at once: p99 is no shorter than that lets it be.");
        console.WriteLine();
        console.Write(Ratios(results));
        console.WriteLine(
            "seen: the median of the rounds. between: where that of ever more rounds would lie, "
            + "with 95 % confidence from six on.");
        console.WriteLine(
            "inconclusive: on both sides of what is asked for. "
            + "invalid: there were errors, or a round without an answer.");
    }

    private static Table Measured(Results results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("subject", "what");
        foreach (var name in (string[])
            ["connections", "per second", "spread", "p50 ms", "p99 ms", "cpu µs", "errors"])
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        foreach (var series in results.Series
            .OrderBy(series => series.What, StringComparer.Ordinal)
            .ThenBy(series => series.Connections))
        {
            var cpu = series.Median(reading => reading.ProcessorMicrosecondsPerRequest ?? 0);
            table.AddRow(
                series.Subject,
                series.What,
                Number(series.Connections),
                Number(series.Median(reading => reading.PerSecond)),
                Percent(series.Spread),
                Number(series.Median(reading => reading.P50Milliseconds)),
                Number(series.Median(reading => reading.P99Milliseconds)),
                cpu > 0 ? Number(cpu) : "",
                series.Errors == 0 ? "0" : $"[red]{Number(series.Errors)}[/]");
        }

        return table;
    }

    private static Table Ratios(Results results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("what");
        foreach (var name in (string[])["at least", "goal", "seen", "between"])
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        table.AddColumn(new TableColumn("").NoWrap());
        foreach (var ratio in results.Ratios)
        {
            var (low, high) = ratio.SeenBetween;
            table.AddRow(
                Markup.Escape(ratio.What),
                ratio.Bar.Value is { } asked
                    ? (ratio.Bar.IsCeiling ? "≤ " : "") + Number(asked)
                    : "",
                Number(ratio.Bar.Goal),
                Number(ratio.Seen),
                double.IsFinite(low) ? $"{Number(low)} - {Number(high)}" : "",
                Word(ratio));
        }

        return table;
    }

    private static string Word(Ratio ratio) => ratio.Verdict switch
    {
        Verdict.Holds => "[green]holds[/]",
        Verdict.Misses => "[red]misses[/]",
        Verdict.Documented => "documented",
        Verdict.Inconclusive => "[yellow]inconclusive[/]",
        Verdict.Invalid => "[red]invalid[/]",
    };

    private static string Percent(double share) =>
        double.IsFinite(share) ? share.ToString("0 %", CultureInfo.InvariantCulture) : "";

    /// <summary>With as many digits as tell something.</summary>
    private static string Number(double number) => number.ToString(
        Math.Abs(number) switch
        {
            >= 100 => "#,0",
            >= 10 => "0.#",
            >= 1 => "0.##",
            _ => "0.###",
        },
        CultureInfo.InvariantCulture);
}
