namespace ShopSocially.Loyalty.Domain;

/// <summary>One-time codes, as merchants list them and redeems issue them.</summary>
public static class Coupon
{
    /// <summary>The longest code that is taken, in characters.</summary>
    public const int LongestCode = 128;

    /// <summary>
    /// The codes of a comma-separated list, in its order, blanks left out and repeats counted once;
    /// null when one of them is too long or holds a control character.
    /// </summary>
    public static IReadOnlyList<string>? ParseList(string list)
    {
        var codes = list
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return codes.Exists(code => code.Length > LongestCode || code.Any(char.IsControl))
            ? null
            : codes;
    }
}
