using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopSocially.Loyalty.Benchmarks.Report;

/// <summary>The results as JSON, for whoever compares runs.</summary>
internal static class Record
{
    private static readonly JsonSerializerOptions _form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(Results results, string folder) => File.WriteAllText(
        Path.Combine(folder, "results.json"),
        JsonSerializer.Serialize(
            new
            {
                MeasuredAt = TimeProvider.System.GetUtcNow(),
                results.Machine,
                results.Options,
                results.Servers,
                results.StartedInMilliseconds,
                results.StartedMegabytes,
                Ratios = results.Ratios.Select(ratio => new
                {
                    ratio.What,
                    ratio.Bar,
                    ratio.Seen,
                    SeenBetween = new { ratio.SeenBetween.Low, ratio.SeenBetween.High },
                    ratio.PerRound,
                    ratio.Verdict,
                }),
                Series = results.Series.Select(series => new
                {
                    series.Subject,
                    series.What,
                    series.Connections,
                    PerSecond = series.Median(reading => reading.PerSecond),
                    P50Milliseconds = series.Median(reading => reading.P50Milliseconds),
                    P99Milliseconds = series.Median(reading => reading.P99Milliseconds),
                    series.Errors,
                    series.Spread,
                    series.Readings,
                }),
            },
            _form));
}
