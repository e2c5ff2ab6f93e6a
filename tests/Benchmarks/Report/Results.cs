using ShopSocially.Loyalty.Benchmarks.Measures;

namespace ShopSocially.Loyalty.Benchmarks.Report;

/// <summary>Everything that a run has found.</summary>
internal sealed record Results(Machine Machine, Options Options, IReadOnlyList<Ratio> Ratios)
{
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>So many servers were started.</summary>
    public required int Servers { get; init; }

    /// <summary>From the start of a server's process to its first answer, the median.</summary>
    public required double StartedInMilliseconds { get; init; }

    /// <summary>Memory that one held after its first answer, before any load: likewise.</summary>
    public required double StartedMegabytes { get; init; }
}
