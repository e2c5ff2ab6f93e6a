using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A server that is hurt.</summary>
/// <param name="Engine">What keeps its database.</param>
/// <param name="Bug">What is wrong with it on purpose.</param>
public sealed record Subject(
    Engine Engine = Engine.SQLite, PlantedBug Bug = PlantedBug.None);

/// <summary>
/// Ordeals one after the other, each of a server of its own: what a disk has to be like for one
/// fault, it is not for another.
/// </summary>
public static class Ordeals
{
    /// <summary>A program does not grow beyond what one ordeal makes of it.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    /// <summary>Gives every fault the same share of the time.</summary>
    public static async Task<Report> Run(
        IReadOnlyCollection<Fault> faults,
        Subject subject,
        TimeSpan howLong,
        CancellationToken cancellation)
    {
        var total = new Report(0, 0, 0, []);
        foreach (var alike in faults.GroupBy(fault => Disk.KindFor(fault, subject.Engine)))
        {
            var left = howLong * alike.Count() / faults.Count;
            while (left > TimeSpan.Zero)
            {
                var part = left < _longest ? left : _longest;
                var report = await new Ordeal([.. alike], subject).Run(part, cancellation);
                Console.WriteLine($"{string.Join(' ', alike)}: {report}");
                total += report;
                left -= part;
            }
        }

        return total;
    }

    /// <summary>
    /// Hurts servers with a bug until it shows; a bug may hide for a while, so it is given several.
    /// </summary>
    /// <returns>What gave it away; null when nothing did.</returns>
    public static async Task<string?> FindBug(
        PlantedBug bug, Fault fault, CancellationToken cancellation)
    {
        const int Most = 20;
        for (var i = 0; i < Most; i++)
        {
            var report = await new Ordeal([fault], new(Bug: bug))
                .Run(TimeSpan.FromSeconds(4), cancellation);
            if (report.Violations.Count > 0)
            {
                return report.ToString();
            }
        }

        return null;
    }
}
