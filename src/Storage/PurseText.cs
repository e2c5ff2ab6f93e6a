using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How a purse stands in its column: "instant:id", in its order.</summary>
internal static class PurseText
{
    public static void Bind(Statement statement, int number, Purse purse) =>
        SpacedText.Bind(statement, number, purse.Lots, WriteLot);

    /// <exception cref="FormatException">It is not the text of a purse.</exception>
    public static Purse Read(string text) => Purse.Of(SpacedText.Read(text, ReadLot));

    private static void WriteLot(ref DefaultInterpolatedStringHandler text, PurseLot lot)
    {
        text.AppendFormatted(lot.ValidUntil.ToUnixTimeMilliseconds());
        text.AppendLiteral(":");
        text.AppendLiteral(lot.Id);
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
