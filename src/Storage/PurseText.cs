using System.Globalization;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// How a purse stands in its column: "instant:id", in its order, with spaces between.
/// </summary>
internal static class PurseText
{
    public static string Write(Purse purse) => purse.Lots.Count == 0
        ? ""
        : string.Join(' ', purse.Lots.Select(lot => string.Create(
            CultureInfo.InvariantCulture, $"{lot.ValidUntil.ToUnixTimeMilliseconds()}:{lot.Id}")));

    /// <exception cref="FormatException">It is not the text of a purse.</exception>
    public static Purse Read(string text)
    {
        if (text.Length == 0)
        {
            return Purse.Empty;
        }

        var lots = new PurseLot[text.AsSpan().Count(' ') + 1];
        var next = 0;
        foreach (var part in text.AsSpan().Split(' '))
        {
            lots[next++] = ReadLot(text.AsSpan(part));
        }

        return Purse.Of(lots);
    }

    private static PurseLot ReadLot(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return colon < 0
            ? throw new FormatException("A stored purse is none.")
            : new(
                text[(colon + 1)..].ToString(),
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(
                    text[..colon], NumberStyles.None, CultureInfo.InvariantCulture)));
    }
}
