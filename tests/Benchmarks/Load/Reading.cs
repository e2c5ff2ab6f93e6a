namespace ShopSocially.Loyalty.Benchmarks.Load;

/// <summary>What one measurement has come to.</summary>
/// <param name="Requests">That were answered.</param>
/// <param name="Errors">Answers that were no 2xx, and connections that failed.</param>
/// <param name="Seconds">How long it really took.</param>
internal sealed record Reading(long Requests, long Errors, double Seconds)
{
    public required double MeanMilliseconds { get; init; }

    public required double P50Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    /// <summary>Processor time of the server for a request; null where it was not taken.</summary>
    public double? ProcessorMicrosecondsPerRequest { get; init; }

    /// <summary>Answers a second, without those that were errors.</summary>
    public double PerSecond => Math.Max(0, Requests - Errors) / Seconds;

    /// <summary>From every single latency, in milliseconds.</summary>
    public static Reading Of(double[] latencies, long errors, double seconds)
    {
        Array.Sort(latencies);
        return new(latencies.Length, errors, seconds)
        {
            MeanMilliseconds = latencies.Length == 0 ? 0 : latencies.Average(),
            P50Milliseconds = At(latencies, 0.5),
            P99Milliseconds = At(latencies, 0.99),
        };
    }

    /// <summary>Two that went on at a time: what both have answered, as slow as either.</summary>
    public static Reading Together(Reading one, Reading other) => new(
        one.Requests + other.Requests,
        one.Errors + other.Errors,
        Math.Max(one.Seconds, other.Seconds))
    {
        MeanMilliseconds = Math.Max(one.MeanMilliseconds, other.MeanMilliseconds),
        P50Milliseconds = Math.Max(one.P50Milliseconds, other.P50Milliseconds),
        P99Milliseconds = Math.Max(one.P99Milliseconds, other.P99Milliseconds),
    };

    private static double At(double[] sorted, double share) => sorted.Length == 0
        ? 0
        : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
