using System.Globalization;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// How a schedule stands in its column: "instant:points", soonest first, with spaces between.
/// </summary>
internal static class ScheduleText
{
    public static string Write(Schedule schedule) => schedule.Lapses.Count == 0
        ? ""
        : string.Join(' ', schedule.Lapses.Select(lapse => string.Create(
            CultureInfo.InvariantCulture, $"{lapse.At.ToUnixTimeMilliseconds()}:{lapse.Points}")));

    /// <exception cref="FormatException">It is not the text of a schedule.</exception>
    public static Schedule Read(string text) => text.Length == 0
        ? Schedule.Empty
        : Schedule.Of(text.Split(' ').Select(ReadLapse));

    private static Lapse ReadLapse(string text) => text.Split(':') is [var at, var points]
        ? new(
            DateTimeOffset.FromUnixTimeMilliseconds(
                long.Parse(at, NumberStyles.None, CultureInfo.InvariantCulture)),
            long.Parse(points, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
        : throw new FormatException("A stored schedule is none.");
}
