using System.Globalization;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How the numbers of recent transactions stand in their column.</summary>
internal static class RecentTransactionsText
{
    public static string Write(RecentTransactions recent) => string.Join(' ', recent.Numbers);

    /// <exception cref="FormatException">It is not their text.</exception>
    public static RecentTransactions Read(string text)
    {
        if (text.Length == 0)
        {
            return RecentTransactions.Nothing;
        }

        var numbers = new long[text.AsSpan().Count(' ') + 1];
        var next = 0;
        foreach (var part in text.AsSpan().Split(' '))
        {
            numbers[next++] = long.Parse(
                text.AsSpan(part), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return RecentTransactions.Of(numbers);
    }
}
