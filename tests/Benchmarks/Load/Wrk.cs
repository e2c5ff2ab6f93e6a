using System.Diagnostics;
using System.Globalization;
using ShopSocially.Loyalty.Benchmarks.Shops;

namespace ShopSocially.Loyalty.Benchmarks.Load;

/// <summary>The load generator wrk, with the scripts of this project.</summary>
internal sealed class Wrk(Shop shop, int seconds)
{
    private const string Program = "wrk";

    // Longer than any commit waits in line, so that a slow answer is measured and no error.
    private const int TimeoutSeconds = 20;

    private const double MicrosecondsPerMillisecond = 1000;

    private static int _runs;

    /// <summary>So many of them run at a time, and share the cores.</summary>
    public int AtATime { get; init; } = 1;

    /// <exception cref="CannotMeasureException">It is not installed.</exception>
    public static void Require()
    {
        if (Places.FindProgram(Program) is null)
        {
            throw new CannotMeasureException(
                "The load generator wrk is missing; install it: apt-get install wrk");
        }
    }

    /// <summary>Sends what is ordered for as long as a measurement takes.</summary>
    public async Task<Reading> Run(Uri server, Order order, CancellationToken cancellation)
    {
        var (_, said, complaint) = await Generator.Run(StartOf(server, order), cancellation);
        return Read(said) ?? throw new CannotMeasureException(
            $"{Program} has measured nothing for {order.Script}: {said}{complaint}");
    }

    /// <summary>The line that the scripts print at the end; null when there is none.</summary>
    internal static Reading? Read(string said)
    {
        const string Mark = "reading: ";
        var line = said.Split('\n').FirstOrDefault(
            line => line.StartsWith(Mark, StringComparison.Ordinal));
        var numbers = line?[Mark.Length..].Split(
            ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Number(pair[1]));
        return numbers is null ? null : new Reading(
            (long)numbers["requests"], (long)numbers["errors"], numbers["microseconds"] / 1e6)
        {
            MeanMilliseconds = numbers["mean"] / MicrosecondsPerMillisecond,
            P50Milliseconds = numbers["p50"] / MicrosecondsPerMillisecond,
            P99Milliseconds = numbers["p99"] / MicrosecondsPerMillisecond,
        };
    }

    private ProcessStartInfo StartOf(Uri server, Order order)
    {
        var threads = Math.Max(1, Machine.LoadThreads(order.Connections) / AtATime);
        var start = new ProcessStartInfo(Program)
        {
            WorkingDirectory = Places.Scripts,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--threads", Text(threads), "--connections", Text(order.Connections),
            "--duration", $"{seconds}s", "--timeout", $"{TimeoutSeconds}s",
            "--script", $"{order.Script}.lua", server.ToString(), "--",
            shop.PartnerId, shop.ApiKey, shop.MembersFile, RunId(), order.Query,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Makes order ids that no run before has sent.</summary>
    private static string RunId() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessId}x{Interlocked.Increment(ref _runs)}");

    private static double Number(string text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
