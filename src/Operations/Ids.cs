using System.Security.Cryptography;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Makes ids of 24 lower-case hex characters that increase with time (shopsocially-v2.md, 2.5):
/// 12 of milliseconds since 1970 UTC, 4 of a counter within the millisecond, 8 at random.
/// </summary>
/// <remarks>
/// The instant is the system's, also for a program with a clock of its own: ids tell the order in
/// which rows were really made.
/// </remarks>
public sealed class Ids(TimeProvider time)
{
    private const int CounterBits = 16;

    private readonly Lock _lock = new();
    private long _last;

    public string Next()
    {
        long ordered;
        lock (_lock)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
            ordered = _last = Math.Max(now, _last + 1);
        }

        return $"{ordered:x16}{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    }
}
