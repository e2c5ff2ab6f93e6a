using ShopSocially.Loyalty.Benchmarks.Load;

namespace ShopSocially.Loyalty.Benchmarks.Measures;

/// <summary>What is said of a ratio.</summary>
internal enum Verdict
{
    Holds,
    Misses,

    /// <summary>Nothing is asked for; the number is written down.</summary>
    Documented,

    /// <summary>What the rounds come to may lie on either side of the bar.</summary>
    Inconclusive,

    /// <summary>There were errors, or nothing was answered.</summary>
    Invalid,
}

/// <summary>Where a ratio must lie, and where it should.</summary>
/// <param name="Value">What is asked for; null where nothing is.</param>
/// <param name="Goal">What it should come to.</param>
/// <param name="IsCeiling">Whether it is the most that may be seen; else the least.</param>
internal sealed record Bar(double? Value, double Goal, bool IsCeiling = false)
{
    public bool Passes(double seen) =>
        Value is not { } asked || (IsCeiling ? seen <= asked : seen >= asked);
}

/// <summary>A line of the table that the server must reach, taken round by round.</summary>
internal sealed record Ratio(string What, Bar Bar, Series Of, Series Over)
{
    /// <summary>What of a reading is compared.</summary>
    public required Func<Reading, double> By { get; init; }

    public IReadOnlyList<double> PerRound =>
        [.. Of.Readings.Zip(Over.Readings, (of, over) => By(of) / By(over))];

    public double Seen => Numbers.Median(PerRound);

    /// <summary>Between what it lies, however many more rounds there were.</summary>
    public (double Low, double High) SeenBetween => Numbers.MedianBetween(PerRound);

    public Verdict Verdict =>
        !Of.IsValid || !Over.IsValid || !double.IsFinite(Seen) ? Verdict.Invalid
        : IsTorn ? Verdict.Inconclusive
        : Bar.Value is null ? Verdict.Documented
        : Bar.Passes(Seen) ? Verdict.Holds
        : Verdict.Misses;

    private bool IsTorn => Bar.Passes(SeenBetween.Low) != Bar.Passes(SeenBetween.High);
}
