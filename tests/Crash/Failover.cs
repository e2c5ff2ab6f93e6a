using System.CommandLine;
using System.Diagnostics;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Crash;

/// <summary>
/// Two servers share a pair of PostgreSQL nodes. Under load the node that is written to is killed,
/// again and again; the other takes its place, and the servers have to find it. Every acknowledged
/// call has to be there at the end, once.
/// </summary>
/// <param name="promotions">How often a node is killed and the other promoted.</param>
public sealed class Failover(int promotions)
{
    private const int Clients = 8;
    private const int LeastPause = 500;
    private const int MostPause = 2500;

    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly Traffic _traffic = new();

    /// <summary>The option of the program that runs it.</summary>
    public static Command Command()
    {
        var promotions = new Option<int>("--promotions")
        {
            Description = "How often the node that is written to is killed.",
            DefaultValueFactory = _ => 10,
        };
        var command = new Command(
            "failover", "Kills PostgreSQL nodes under two servers, and promotes their standbys.")
        {
            promotions,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = await new Failover(parsed.GetRequiredValue(promotions)).Run(cancellation);
            Console.WriteLine(report);
            return report.Violations.Any() ? 1 : 0;
        });
        return command;
    }

    public async Task<FailoverReport> Run(CancellationToken cancellation)
    {
        using var pair = new NodePair();
        await pair.Start(cancellation);
        using var one = new Victim(pair, PlantedBug.None);
        using var two = new Victim(pair, PlantedBug.None);
        await one.Start(cancellation);
        await two.Start(cancellation);
        using var first = new Shop(one.Address);
        using var second = new Shop(two.Address);
        await Traffic.Furnish(first, cancellation);
        var outages = new List<TimeSpan>();
        await _traffic.During(
            async () =>
            {
                while (outages.Count < promotions)
                {
                    await Load(pair, isSevered: outages.Count % 2 == 1, cancellation);
                    outages.Add(await Promote(pair, [first, second], cancellation));
                    await pair.Join(cancellation);
                }
            },
            Clients,
            [first, second]);
        var unknown = _traffic.Unknown;
        var known = await _traffic.AskAgain(second, cancellation);
        var violations = await new Proof(first, known).Find(cancellation);
        await two.End("KILL", cancellation);
        var (exitCode, said) = await one.Verify(cancellation);
        return new(
            outages,
            new(
                outages.Count,
                known.Count(call => call.Known == Known.Acknowledged),
                unknown,
                exitCode == 0 ? violations : [.. violations, $"verify says: {said}"]));
    }

    /// <summary>Lets the clients call for a while.</summary>
    /// <param name="pair">The nodes.</param>
    /// <param name="isSevered">
    /// Whether what is done in the last moment stays on the node that is killed next; nobody may be
    /// told that it is done.
    /// </param>
    /// <param name="cancellation">Ends it halfway.</param>
    private static async Task Load(
        NodePair pair, bool isSevered, CancellationToken cancellation)
    {
        await Task.Delay(Random.Shared.Next(LeastPause, MostPause), cancellation);
        if (isSevered)
        {
            await pair.Sever(_moment, cancellation);
        }
    }

    /// <summary>Kills one node and promotes the other.</summary>
    /// <returns>How long it took until every shop had a write done that it began later.</returns>
    private static async Task<TimeSpan> Promote(
        NodePair pair, IReadOnlyList<Shop> shops, CancellationToken cancellation)
    {
        var killedAt = Stopwatch.GetTimestamp();
        await pair.Primary.Kill(cancellation);
        await pair.Promote(cancellation);
        while (!shops.All(shop => shop.LastDone > killedAt))
        {
            if (Stopwatch.GetElapsedTime(killedAt) > _patience)
            {
                throw new InvalidOperationException("Writes do not go on after a promotion.");
            }

            await Task.Delay(_blink, cancellation);
        }

        var outage = Stopwatch.GetElapsedTime(killedAt);
        Console.WriteLine(
            $"{pair.Primary.Name} is promoted, and written to after {outage.TotalSeconds:0.00} s");
        return outage;
    }
}
