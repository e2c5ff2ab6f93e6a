using System.Numerics;

namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// How the points of an award were computed, kept on the award so that a return is priced by the
/// rules of the award's own day (ledger.md, section 6).
/// </summary>
/// <param name="BaseValue">Points or an amount of money, greater than 0.</param>
/// <param name="ActivityMultiplier">1 for a fixed activity.</param>
/// <param name="LevelMultiplier">The larger of the member's two levels', 1 without a level.</param>
/// <param name="Rounding">Applied once, to the product.</param>
public sealed record Price(
    decimal BaseValue,
    decimal ActivityMultiplier,
    decimal LevelMultiplier,
    Rounding Rounding)
{
    /// <summary>The most points one award, lot or balance may hold.</summary>
    public const long MostPoints = 1_000_000_000_000_000;

    /// <summary>The points of the whole award; null where they would not fit.</summary>
    public long? Points => PointsFor(BaseValue);

    /// <summary>
    /// The points that some value of the award is worth; null where they would not fit. The product
    /// is exact: <see cref="decimal"/> alone would round the 29th digit.
    /// </summary>
    public long? PointsFor(decimal value)
    {
        var (v, a, l) = (Exact(value), Exact(ActivityMultiplier), Exact(LevelMultiplier));
        var product = v.Units * a.Units * l.Units;
        var one = BigInteger.Pow(10, v.Scale + a.Scale + l.Scale);
        var points = Rounding switch
        {
            Rounding.Floor => product / one,
            Rounding.Nearest => ((2 * product) + one) / (2 * one),
            Rounding.Ceiling => (product + one - 1) / one,
        };
        return points <= MostPoints ? (long)points : null;
    }

    private static (BigInteger Units, int Scale) Exact(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var (low, middle, high) = unchecked(((uint)bits[0], (uint)bits[1], (uint)bits[2]));
        var units = ((BigInteger)high << 64) | ((BigInteger)middle << 32) | low;
        return (units, value.Scale);
    }
}
