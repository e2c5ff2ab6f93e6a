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

    /// <summary>
    /// Between what the median lies that ever more values would come to, with 95 % confidence
    /// whatever their distribution: between the lowest and the highest, less what can be left out.
    /// Of less than six values that is less certain.
    /// </summary>
    public static (double Low, double High) MedianBetween(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var left = LeftOut(sorted.Count);
        return sorted.Count == 0
            ? (double.NaN, double.NaN)
            : (sorted[left], sorted[^(left + 1)]);
    }

    /// <summary>By how much the largest is above the smallest; 0.5 is half as much again.</summary>
    public static double Spread(IEnumerable<double> values)
    {
        var all = values.ToList();
        return all.Count > 0 && all.Min() > 0 ? (all.Max() / all.Min()) - 1 : double.NaN;
    }

    /// <summary>
    /// How many of the lowest can be left out, and of the highest: each value lies on either side
    /// of the median as a coin falls, and so few on one side are hardly ever seen.
    /// </summary>
    private static int LeftOut(int count)
    {
        const double Doubt = 0.05;
        var chance = Math.Pow(0.5, count);
        var doubt = 2 * chance;
        var left = 0;
        for (; doubt <= Doubt; left++)
        {
            chance *= (count - left) / (left + 1.0);
            doubt += 2 * chance;
        }

        return Math.Max(0, left - 1);
    }
}
