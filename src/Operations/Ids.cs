using System.Buffers.Binary;
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

    // Drawn for many ids at once: each draw asks the system whether the process has forked.
    private readonly byte[] _chance = new byte[1024];
    private int _used = 1024;

    public string Next()
    {
        long ordered;
        uint chance;
        lock (_lock)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
            ordered = _last = Math.Max(now, _last + 1);
            chance = Draw();
        }

        return $"{ordered:x16}{chance:x8}";
    }

    private uint Draw()
    {
        if (_used == _chance.Length)
        {
            RandomNumberGenerator.Fill(_chance);
            _used = 0;
        }

        var drawn = BinaryPrimitives.ReadUInt32LittleEndian(_chance.AsSpan(_used));
        _used += sizeof(uint);
        return drawn;
    }
}
