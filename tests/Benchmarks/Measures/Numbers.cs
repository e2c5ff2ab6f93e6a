namespace ShopSocially.Loyalty.Benchmarks.Measures;

/// <summary>What several rounds come to.</summary>
internal static class Numbers
{
    /// <summary>Of an even number, the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0
            ? double.NaN
            : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>By how much the largest is above the smallest; 0.5 is half as much again.</summary>
    public static double Spread(IEnumerable<double> values)
    {
        var all = values.ToList();
        return all.Count > 0 && all.Min() > 0 ? (all.Max() / all.Min()) - 1 : double.NaN;
    }
}
