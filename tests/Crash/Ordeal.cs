using System.Collections.Concurrent;
using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>
/// Drives a server with many clients at once, hurts it again and again, and proves afterwards that
/// every acknowledged call was kept, and that none was done twice.
/// </summary>
public sealed class Ordeal(IReadOnlyList<Fault> faults)
{
    private const int Clients = 16;
    private const int Members = 40;
    private const int LeastPause = 100;
    private const int MostPause = 700;
    private const string Visit = "visit";
    private const string Coupon = "coupon";
    private const int Codes = 5000;

    private readonly ConcurrentBag<Call> _calls = [];

    public async Task<Report> Run(TimeSpan howLong, CancellationToken cancellation)
    {
        using var victim = new Victim();
        await victim.Start(cancellation);
        using var shop = new Shop(victim.Address);
        await Furnish(shop, cancellation);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clients = Enumerable.Range(0, Clients)
            .Select(number => Task.Run(() => Drive(shop, number, ending.Token), cancellation))
            .ToList();
        var hurt = await HurtFor(howLong, victim, cancellation);
        await ending.CancelAsync();
        await Task.WhenAll(clients);
        var unknown = _calls.Count(call => call.Known == Known.Unknown);
        var known = await AskAgain(shop, cancellation);
        var violations = await new Proof(shop, known).Find(cancellation);
        var (exitCode, said) = await victim.Verify(cancellation);
        return new(
            hurt,
            known.Count(call => call.Known == Known.Acknowledged),
            unknown,
            exitCode == 0 ? violations : [.. violations, $"verify says: {said}"]);
    }

    private async Task<int> HurtFor(
        TimeSpan howLong, Victim victim, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var hurt = 0;
        while (Stopwatch.GetElapsedTime(startedAt) < howLong)
        {
            await Task.Delay(Random.Shared.Next(LeastPause, MostPause), cancellation);
            await victim.Hurt(faults[hurt++ % faults.Count], cancellation);
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

    private async Task Drive(Shop shop, int client, CancellationToken ending)
    {
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            var key = $"{client}-{number}";
            var member = $"user_email=m{Random.Shared.Next(Members)}%40example.com";
            Call call = Random.Shared.Next(10) switch
            {
                < 6 => new("award", $"{member}&activity_id={Visit}&order_id={key}", key),
                < 8 => new("deduct", $"{member}&points_passed=1&reason={key}", key),
                _ => new("redeem", $"{member}&redemption_id={Coupon}", key),
            };

            // A call that has been begun is waited for: whoever hangs up learns nothing.
            _calls.Add(await shop.Make(call, CancellationToken.None));
        }
    }

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
}
