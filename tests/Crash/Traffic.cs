using System.Collections.Concurrent;
using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>What many clients ask of a program at once, and what they were told.</summary>
internal sealed class Traffic
{
    private const int Members = 40;
    private const string Visit = "visit";
    private const string Coupon = "coupon";
    private const int Codes = 10_000;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentBag<Call> _calls = [];
    private int _made;

    /// <summary>Calls of which nothing is known, unless they are asked for again.</summary>
    public int Unknown => _calls.Count(call => call.Known == Known.Unknown);

    /// <summary>Makes what the calls are about, before the first of them.</summary>
    public static async Task Furnish(Shop shop, CancellationToken cancellation)
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

    /// <summary>Lets clients call while something is done, each one shop in its turn.</summary>
    public async Task During(
        Func<Task> what, int clients, IReadOnlyList<Shop> shops)
    {
        using var ending = new CancellationTokenSource();
        var calling = Enumerable.Range(0, clients)
            .Select(client => Task.Run(
                () => Drive(shops[client % shops.Count], ending.Token), CancellationToken.None))
            .ToList();
        try
        {
            await what();
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(calling);
        }
    }

    /// <summary>Makes one call more; whether it was done.</summary>
    public async Task<bool> TryAward(Shop shop)
    {
        var call = await shop.Make(Award(NextKey()), CancellationToken.None);
        _calls.Add(call);
        return call.Known == Known.Acknowledged;
    }

    /// <summary>Asks for whatever is unknown again, under its key, until it is known.</summary>
    /// <exception cref="InvalidOperationException">Something stays unknown.</exception>
    public async Task<IReadOnlyList<Call>> AskAgain(Shop shop, CancellationToken cancellation)
    {
        var known = new List<Call>();
        foreach (var call in _calls)
        {
            known.Add(call.Known is Known.Unknown ? await Ask(shop, call, cancellation) : call);
        }

        return known;
    }

    /// <summary>A server whose engine is whole has no reason to say that it has failed.</summary>
    public IEnumerable<string> FindFaultsOfItsOwn() =>
        _calls.Where(call => call is { Known: Known.Unknown, Answer: not "" })
            .GroupBy(call => call.Answer.Split(',')[0])
            .Select(group => $"without a cause, {group.Count()} times: {group.Key}");

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

    private static async Task<Call> Ask(Shop shop, Call call, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        while (true)
        {
            var latest = await shop.Make(call, cancellation);
            if (latest.Known is Known.Acknowledged or Known.Refused)
            {
                return latest;
            }

            if (Stopwatch.GetElapsedTime(startedAt) > _patience)
            {
                throw new InvalidOperationException($"{call.Key} stays unknown: {latest.Answer}");
            }

            await Task.Delay(_rest, cancellation);
        }
    }

    private static Call Award(string key) =>
        new("award", $"{SomeMember()}&activity_id={Visit}&order_id={key}", key);

    private static string SomeMember() =>
        $"user_email=m{Random.Shared.Next(Members)}%40example.com";

    private string NextKey() => $"call-{Interlocked.Increment(ref _made)}";
}
