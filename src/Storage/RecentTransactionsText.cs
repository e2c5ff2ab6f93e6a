using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How the numbers of recent transactions stand in their column.</summary>
internal static class RecentTransactionsText
{
    private const int Short = 256;

    public static string Write(RecentTransactions recent)
    {
        var text = new DefaultInterpolatedStringHandler(
            0, 0, CultureInfo.InvariantCulture, stackalloc char[Short]);
        foreach (var number in recent.Numbers)
        {
            text.AppendLiteral(text.Text.IsEmpty ? "" : " ");
            text.AppendFormatted(number);
        }

        return text.ToStringAndClear();
    }

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
