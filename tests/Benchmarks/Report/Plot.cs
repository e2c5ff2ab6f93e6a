using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using ShopSocially.Loyalty.Benchmarks.Measures;

namespace ShopSocially.Loyalty.Benchmarks.Report;

/// <summary>Throughput by connections, as pictures beside the results.</summary>
internal static class Plot
{
    private const int Width = 900;
    private const int Height = 500;

    public static void Write(Results results, string folder)
    {
        Save(results, Plan.Award, Path.Combine(folder, "awards.svg"));
        Save(results, Plan.GetUser, Path.Combine(folder, "reads.svg"));
    }

    private static void Save(Results results, string what, string path)
    {
        var model = new PlotModel
        {
            Title = $"{what}: answers a second",
            DefaultFont = "Arial",
            Padding = new(16),
        };

        // The exporter measures texts by a font that may be narrower than the one that shows them,
        // and cuts them off: hence so much room, and the blanks behind each name.
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.RightTop,
            LegendLineSpacing = 8,
            LegendMargin = 16,
            LegendPadding = 24,
        });
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "connections",
            Base = 2,
            Minimum = 0.8,
            Maximum = 320,
        });
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            StringFormat = "#,0",
            MajorGridlineStyle = LineStyle.Dot,
        });
        foreach (var subject in results.Series
            .Where(series => series.What == what)
            .GroupBy(series => series.Subject))
        {
            model.Series.Add(LineOf(subject.Key, subject));
        }

        using var file = File.Create(path);
        new SvgExporter { Width = Width, Height = Height }.Export(model, file);
    }

    private static LineSeries LineOf(string subject, IEnumerable<Measures.Series> points)
    {
        var line = new LineSeries
        {
            Title = subject + new string('\u00A0', 6),
            MarkerType = MarkerType.Circle,
        };
        line.Points.AddRange(points
            .OrderBy(series => series.Connections)
            .Select(series => new DataPoint(
                series.Connections, series.Median(reading => reading.PerSecond))));
        return line;
    }
}
