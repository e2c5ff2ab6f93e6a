using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// How a schedule stands in its column: "instant:points", soonest first, with spaces between.
/// </summary>
internal static class ScheduleText
{
    private const int Short = 512;

    public static string Write(Schedule schedule)
    {
        var text = new DefaultInterpolatedStringHandler(
            0, 0, CultureInfo.InvariantCulture, stackalloc char[Short]);
        foreach (var (at, points) in schedule.Lapses)
        {
            text.AppendLiteral(text.Text.IsEmpty ? "" : " ");
            text.AppendFormatted(at.ToUnixTimeMilliseconds());
            text.AppendLiteral(":");
            text.AppendFormatted(points);
        }

        return text.ToStringAndClear();
    }

    /// <exception cref="FormatException">It is not the text of a schedule.</exception>
    public static Schedule Read(string text)
    {
        if (text.Length == 0)
        {
            return Schedule.Empty;
        }

        var lapses = new Lapse[text.AsSpan().Count(' ') + 1];
        var next = 0;
        foreach (var part in text.AsSpan().Split(' '))
        {
            lapses[next++] = ReadLapse(text.AsSpan(part));
        }

        return Schedule.Of(lapses);
    }

    private static Lapse ReadLapse(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return colon < 0
            ? throw new FormatException("A stored schedule is none.")
            : new(
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(
                    text[..colon], NumberStyles.None, CultureInfo.InvariantCulture)),
                long.Parse(
                    text[(colon + 1)..],
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture));
    }
}
