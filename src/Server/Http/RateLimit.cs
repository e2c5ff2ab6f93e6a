using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// How much a program may ask: a bucket of <c>Burst</c> requests that fills by <c>PerSecond</c>.
/// Every answer says what is left of it.
/// </summary>
/// <remarks>
/// A bucket is one number, the time at which it will be full again: a request moves that time on by
/// what one request costs, so there is nothing to lock and nothing to refill. There are as many
/// buckets as programs, for only whoever has the right key comes this far.
/// </remarks>
public sealed class RateLimit(RateLimitSettings settings, TimeProvider time)
{
    /// <summary>The headers that gateways use, and clients read, for a limit.</summary>
    public const string LimitHeader = "RateLimit-Limit";

    /// <summary>How many requests are left.</summary>
    public const string RemainingHeader = "RateLimit-Remaining";

    /// <summary>In how many seconds all of them are there again, if none is made.</summary>
    public const string ResetHeader = "RateLimit-Reset";

    private readonly ConcurrentDictionary<string, StrongBox<long>> _fullAt = new();

    /// <summary>What one request costs, in units of the timestamp.</summary>
    private readonly long _cost = Math.Max(1, time.TimestampFrequency / settings.PerSecond);

    private readonly string _limit = Text(settings.Burst);

    /// <summary>Takes a request from a program's bucket; tells the client how it stands.</summary>
    /// <returns>False when nothing is left: <c>Retry-After</c> says when there will be.</returns>
    public bool Admits(HttpContext context, string partnerId)
    {
        if (!settings.IsEnabled)
        {
            return true;
        }

        var taken = Take(partnerId);
        var headers = context.Response.Headers;
        headers[LimitHeader] = _limit;
        headers[RemainingHeader] = Text(taken.Remaining);
        headers[ResetHeader] = Text(Seconds(taken.FullIn));
        if (!taken.IsGranted)
        {
            headers.RetryAfter = Text(Seconds(taken.NextIn));
        }

        return taken.IsGranted;
    }

    private Taken Take(string partnerId)
    {
        var bucket = _fullAt.GetOrAdd(partnerId, static _ => new());
        var capacity = _cost * settings.Burst;
        var now = time.GetTimestamp();
        while (true)
        {
            var fullAt = Volatile.Read(ref bucket.Value);
            var missing = Math.Max(0, fullAt - now);
            if (missing + _cost > capacity)
            {
                return new(0, missing, missing + _cost - capacity);
            }

            missing += _cost;
            if (Interlocked.CompareExchange(ref bucket.Value, now + missing, fullAt) == fullAt)
            {
                return new((capacity - missing) / _cost, missing, 0);
            }
        }
    }

    /// <summary>Rounded up, so that who waits as long is not refused again.</summary>
    private long Seconds(long units) =>
        (units + time.TimestampFrequency - 1) / time.TimestampFrequency;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How a bucket stands after a request; times in units of the timestamp.</summary>
    /// <param name="Remaining">Requests that are left.</param>
    /// <param name="FullIn">Until it is full.</param>
    /// <param name="NextIn">Until a request is there; 0 for one that was granted.</param>
    private readonly record struct Taken(long Remaining, long FullIn, long NextIn)
    {
        public bool IsGranted => NextIn == 0;
    }
}
