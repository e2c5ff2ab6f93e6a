using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How the numbers of recent transactions stand in their column.</summary>
internal static class RecentTransactionsText
{
    public static void Bind(Statement statement, int number, RecentTransactions recent) =>
        SpacedText.Bind(statement, number, recent.Numbers, WriteNumber);

    /// <exception cref="FormatException">It is not their text.</exception>
    public static RecentTransactions Read(string text) =>
        RecentTransactions.Of(SpacedText.Read(text, ReadNumber));

    private static void WriteNumber(ref DefaultInterpolatedStringHandler text, long number) =>
        text.AppendFormatted(number);

    private static long ReadNumber(ReadOnlySpan<char> text) =>
        long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
