using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How the numbers of recent transactions stand in their column.</summary>
internal static class RecentTransactionsText
{
    public static string Write(RecentTransactions recent) =>
        SpacedText.Write(recent.Numbers, WriteNumber);

    /// <exception cref="FormatException">It is not their text.</exception>
    public static RecentTransactions Read(string text) =>
        RecentTransactions.Of(SpacedText.Read(text, ReadNumber));

    private static void WriteNumber(ref DefaultInterpolatedStringHandler text, long number) =>
        text.AppendFormatted(number);

    private static long ReadNumber(ReadOnlySpan<char> text) =>
        long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
