using System.Collections.Concurrent;
using System.Diagnostics;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Crash;

/// <summary>
/// Drives a server with many clients at once, hurts it again and again, and proves afterwards that
/// every acknowledged call was kept, and that none was done twice.
/// </summary>
/// <param name="faults">What is done to it, in turn.</param>
/// <param name="bug">What is wrong with it on purpose.</param>
public sealed class Ordeal(IReadOnlyList<Fault> faults, PlantedBug bug = PlantedBug.None)
{
    private const int Clients = 16;
    private const int Members = 40;
    private const int LeastPause = 100;
    private const int MostPause = 700;
    private const string Visit = "visit";
    private const string Coupon = "coupon";
    private const int Codes = 10_000;

    private readonly ConcurrentBag<Call> _calls = [];
    private int _made;

    public async Task<Report> Run(TimeSpan howLong, CancellationToken cancellation)
    {
        using var disk = Disk.For(faults);
        using var victim = new Victim(disk, bug);
        await victim.Start(cancellation);
        using var shop = new Shop(victim.Address);
        await Furnish(shop, cancellation);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clients = Enumerable.Range(0, Clients)
            .Select(_ => Task.Run(() => Drive(shop, ending.Token), cancellation))
            .ToList();
        var blows = new Blows(disk, victim, shop, () => TryAward(shop));
        int hurt;
        try
        {
            hurt = await HurtFor(howLong, blows, cancellation);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(clients);
        }

        var unknown = _calls.Count(call => call.Known == Known.Unknown);
        var known = await AskAgain(shop, cancellation);
        var violations = await new Proof(shop, known).Find(cancellation);
        var (exitCode, said) = await victim.Verify(cancellation);
        return new(
            hurt,
            known.Count(call => call.Known == Known.Acknowledged),
            unknown,
            [
                .. violations,
                .. faults.Any(HurtsDisk) ? [] : FindFaultsOfItsOwn(),
                .. exitCode == 0 ? Array.Empty<string>() : [$"verify says: {said}"],
            ]);
    }

    private async Task<int> HurtFor(
        TimeSpan howLong, Blows blows, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var hurt = 0;
        while (Stopwatch.GetElapsedTime(startedAt) < howLong)
        {
            await Task.Delay(Random.Shared.Next(LeastPause, MostPause), cancellation);
            await blows.Strike(faults[hurt++ % faults.Count], cancellation);
        }

        return hurt;
    }

    private static async Task Furnish(Shop shop, CancellationToken cancellation)
    {
        var codes = string.Join(',', Enumerable.Range(1, Codes).Select(code => $"C{code}"));
        (string Path, string Form)[] pieces =
        [
            ("activities",
                $"activity_id={Visit}&activity_name=Visit&activity_description=Visit"
                + "&activity_type=fixed&approval_method=immediate&is_active=true"
                + "&points_per_activity=10&max_award_frequency=0"
                + "&max_award_frequency_interval=day"),
            ("redemptions",
                $"redemption_id={Coupon}&redemption_name=Coupon&is_active=true"
                + "&allowed_redeem_points=1&redemption_value=1&giftcard_description=Coupon"
                + $"&terms_and_conds_text=None&coupon_expiry=31-Dec-2099"
                + $"&giftcard_coupon_codes={codes}"),
        ];
        foreach (var (path, form) in pieces)
        {
            var made = await shop.Make(new(path, form, path), cancellation);
            if (made.Known != Known.Acknowledged)
            {
                throw new InvalidOperationException($"{path} cannot be set up: {made.Answer}");
            }
        }
    }

    private async Task Drive(Shop shop, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var key = NextKey();
            Call call = Random.Shared.Next(10) switch
            {
                < 6 => Award(key),
                < 8 => new("deduct", $"{SomeMember()}&points_passed=1&reason={key}", key),
                _ => new("redeem", $"{SomeMember()}&redemption_id={Coupon}", key),
            };

            // A call that has been begun is waited for: whoever hangs up learns nothing.
            _calls.Add(await shop.Make(call, CancellationToken.None));
        }
    }

    private async Task<bool> TryAward(Shop shop)
    {
        var call = await shop.Make(Award(NextKey()), CancellationToken.None);
        _calls.Add(call);
        return call.Known == Known.Acknowledged;
    }

    private static Call Award(string key) =>
        new("award", $"{SomeMember()}&activity_id={Visit}&order_id={key}", key);

    private static string SomeMember() =>
        $"user_email=m{Random.Shared.Next(Members)}%40example.com";

    private string NextKey() => $"call-{Interlocked.Increment(ref _made)}";

    /// <summary>Asks for whatever is unknown again, under its key, until it is known.</summary>
    private async Task<IReadOnlyList<Call>> AskAgain(Shop shop, CancellationToken cancellation)
    {
        var known = new List<Call>();
        foreach (var call in _calls)
        {
            var latest = call;
            while (latest.Known == Known.Unknown)
            {
                latest = await shop.Make(call, cancellation);
            }

            known.Add(latest);
        }

        return known;
    }

    /// <summary>A server whose disk is whole has no reason to answer that it has failed.</summary>
    private IEnumerable<string> FindFaultsOfItsOwn() =>
        _calls.Where(call => call is { Known: Known.Unknown, Answer: not "" })
            .GroupBy(call => call.Answer.Split(',')[0])
            .Select(group => $"without a cause, {group.Count()} times: {group.Key}");

    private static bool HurtsDisk(Fault fault) => fault
        is Fault.PowerCut or Fault.DiskFull or Fault.FailedSyncs or Fault.FailedWrites;
}
