using System.Diagnostics;

namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>
/// How long threads that only look at the clock, one for each core, are kept from it: by other
/// processes, and on a shared machine by others of its host. No p99 is shorter than that lets it.
/// </summary>
/// <param name="Share">Of the time, by interruptions that are noticed.</param>
/// <param name="LongestMilliseconds">The longest of them.</param>
internal sealed record Standstill(double Share, double LongestMilliseconds)
{
    private static readonly TimeSpan _watch = TimeSpan.FromSeconds(3);

    /// <summary>A shorter one is nothing beside an answer.</summary>
    private static readonly TimeSpan _noticed = TimeSpan.FromMilliseconds(1);

    /// <summary>Watches for three seconds.</summary>
    public static Standstill Watch()
    {
        var seen = new List<TimeSpan>[Environment.ProcessorCount];
        var threads = seen.Select((_, i) => new Thread(() => seen[i] = WatchOne())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var all = seen.SelectMany(one => one).ToList();
        return new(
            all.Sum(gap => gap.TotalSeconds) / (_watch.TotalSeconds * seen.Length),
            all.Select(gap => gap.TotalMilliseconds).DefaultIfEmpty().Max());
    }

    private static List<TimeSpan> WatchOne()
    {
        var gaps = new List<TimeSpan>();
        var (startedAt, last) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(startedAt, last) < _watch)
        {
            var now = Stopwatch.GetTimestamp();
            var gap = Stopwatch.GetElapsedTime(last, now);
            if (gap > _noticed)
            {
                gaps.Add(gap);
            }

            last = now;
        }

        return gaps;
    }
}
