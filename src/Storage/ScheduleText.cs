using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How a schedule stands in its column: "instant:points", soonest first.</summary>
internal static class ScheduleText
{
    public static void Bind(Statement statement, int number, Schedule schedule) =>
        SpacedText.Bind(statement, number, schedule.Lapses, WriteLapse);

    /// <exception cref="FormatException">It is not the text of a schedule.</exception>
    public static Schedule Read(string text) => Schedule.Of(SpacedText.Read(text, ReadLapse));

    private static void WriteLapse(ref DefaultInterpolatedStringHandler text, Lapse lapse)
    {
        text.AppendFormatted(lapse.At.ToUnixTimeMilliseconds());
        text.AppendLiteral(":");
        text.AppendFormatted(lapse.Points);
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
