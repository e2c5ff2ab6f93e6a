using System.Diagnostics;
using System.Globalization;
using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>
/// The award's act in this process and without HTTP: by one caller each award is a commit of its
/// own, by many at once the writer may take them together.
/// </summary>
internal sealed class InProcess(DatabasePlace place, Shop shop) : IDisposable
{
    private readonly House _house = new(place, TimeProvider.System);
    private readonly Lazy<Email[]> _members = new(() =>
        [.. File.ReadLines(shop.MembersFile).Select(Parse)]);

    private int _orders;

    public async Task<Reading> Award(int callers, double seconds, CancellationToken cancellation)
    {
        var partner = _house.Find(shop.PartnerId);
        var members = _members.Value;
        var startedAt = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(1, callers).Select(_ =>
            Task.Run(() => AwardUntilTheEnd(), cancellation)));
        return Reading.Of(
            [.. latencies.SelectMany(one => one)],
            errors: 0,
            Stopwatch.GetElapsedTime(startedAt).TotalSeconds);

        async Task<List<double>> AwardUntilTheEnd()
        {
            var taken = new List<double>();
            while (Stopwatch.GetElapsedTime(startedAt).TotalSeconds < seconds)
            {
                cancellation.ThrowIfCancellationRequested();
                var email = members[Random.Shared.Next(members.Length)];
                var order = taken.Count % 2 == 0 ? null : NextOrder();
                var askedAt = Stopwatch.GetTimestamp();
                Catalogue.Granted(await _house.Award.Run(
                    partner, new(email, Catalogue.Visited, null, order), cancellation));
                taken.Add(Stopwatch.GetElapsedTime(askedAt).TotalMilliseconds);
            }

            return taken;
        }
    }

    public void Dispose() => _house.Dispose();

    private string NextOrder() => string.Create(
        CultureInfo.InvariantCulture, $"in-process-{Interlocked.Increment(ref _orders)}");

    private static Email Parse(string text) =>
        Email.TryParse(text, out var email) ? email : throw new FormatException(text);
}
