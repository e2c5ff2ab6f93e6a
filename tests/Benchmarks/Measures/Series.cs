using ShopSocially.Loyalty.Benchmarks.Load;

namespace ShopSocially.Loyalty.Benchmarks.Measures;

/// <summary>One thing that is measured again each round.</summary>
/// <param name="Subject">What is measured.</param>
/// <param name="What">What it is asked for.</param>
/// <param name="Connections">So many requests, or callers, at a time.</param>
internal sealed record Series(string Subject, string What, int Connections)
{
    private readonly List<Reading> _readings = [];

    /// <summary>Takes one measurement.</summary>
    public required Func<CancellationToken, Task<Reading>> Take { get; init; }

    /// <summary>What was measured, a reading a round.</summary>
    public IReadOnlyList<Reading> Readings => _readings;

    public long Errors => _readings.Sum(reading => reading.Errors);

    public bool IsValid =>
        _readings.Count > 0 && Errors == 0 && _readings.All(reading => reading.Requests > 0);

    public async Task Measure(CancellationToken cancellation) =>
        _readings.Add(await Take(cancellation));

    /// <summary>The median over the rounds.</summary>
    public double Median(Func<Reading, double> value) => Numbers.Median(_readings.Select(value));

    /// <summary>The largest over the smallest throughput, less one.</summary>
    public double Spread => Numbers.Spread(_readings.Select(reading => reading.PerSecond));
}
