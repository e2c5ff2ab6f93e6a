using ShopSocially.Loyalty.Benchmarks.Measures;

namespace ShopSocially.Loyalty.Benchmarks.Report;

/// <summary>Everything that a run has found.</summary>
internal sealed record Results(Machine Machine, Options Options, IReadOnlyList<Ratio> Ratios)
{
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>From the start of the server's process to its first answer.</summary>
    public required double StartedInMilliseconds { get; init; }

    /// <summary>Memory that the server held after its first answer, before any load.</summary>
    public required double StartedMegabytes { get; init; }
}
