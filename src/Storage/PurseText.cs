using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// How a purse stands in its column: "instant:id", in its order, with spaces between.
/// </summary>
internal static class PurseText
{
    private const int Short = 512;

    public static string Write(Purse purse)
    {
        var text = new DefaultInterpolatedStringHandler(
            0, 0, CultureInfo.InvariantCulture, stackalloc char[Short]);
        foreach (var (id, validUntil) in purse.Lots)
        {
            text.AppendLiteral(text.Text.IsEmpty ? "" : " ");
            text.AppendFormatted(validUntil.ToUnixTimeMilliseconds());
            text.AppendLiteral(":");
            text.AppendLiteral(id);
        }

        return text.ToStringAndClear();
    }

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
