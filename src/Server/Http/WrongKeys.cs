using System.Net;
using System.Net.Sockets;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// Counts the wrong keys that come from an address: after 20 in a minute, further ones are refused
/// for a minute unanswered.
/// </summary>
/// <remarks>
/// <para>
/// A right key is heard all the while, if it is too long to be guessed. Were it not, any stranger
/// behind the same proxy or router could turn a merchant off with 20 calls a minute. Keys that this
/// server makes have 64 characters; a short one, which only <c>Bootstrap:ApiKey</c> can be, is not
/// looked at before the minute has passed, so that 20 guesses a minute are all that it costs.
/// </para>
/// <para>
/// The addresses are not kept, only counts, in a table of fixed size: two that fall on the same
/// count share it, which costs neither more than the words for a key that is wrong anyway. Nobody
/// can choose to: where an address falls is drawn anew at every start. IPv6 is counted by its
/// networks (/64), which is what one subscriber has.
/// </para>
/// </remarks>
public sealed class WrongKeys(TimeProvider time)
{
    /// <summary>From this length on a key cannot be guessed.</summary>
    public const int LongKey = 16;

    /// <summary>Wrong keys that are answered as such.</summary>
    public const int Most = 20;

    private const int MinuteMilliseconds = 60_000;
    private const int Places = 1 << 14;
    private const int CountBits = 8;
    private const int NetworkBytes = 8;

    /// <summary>Each a count in its low bits, and above them since when it counts.</summary>
    private readonly long[] _counts = new long[Places];

    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>For how many seconds an address must wait; 0 when it is heard.</summary>
    public int Wait(IPAddress? address)
    {
        var (since, count) = Read(Volatile.Read(ref Place(address)));
        var left = since + MinuteMilliseconds - Now;
        return count < Most || left <= 0 ? 0 : Seconds(left);
    }

    /// <summary>Counts a wrong key.</summary>
    /// <returns>As <see cref="Wait"/>, before this one.</returns>
    public int Add(IPAddress? address)
    {
        ref var place = ref Place(address);
        while (true)
        {
            var (now, kept) = (Now, Volatile.Read(ref place));
            var (since, count) = Read(kept);
            var left = since + MinuteMilliseconds - now;
            if (left <= 0)
            {
                (since, count) = (now, 0);
            }
            else if (count >= Most)
            {
                return Seconds(left);
            }

            count++;

            // The minute of silence begins with the last key that is answered.
            since = count == Most ? now : since;
            var next = (since << CountBits) | count;
            if (Interlocked.CompareExchange(ref place, next, kept) == kept)
            {
                return 0;
            }
        }
    }

    /// <summary>Milliseconds since the start.</summary>
    private long Now => (long)time.GetElapsedTime(_startedAt).TotalMilliseconds;

    private static int Seconds(long milliseconds) => (int)((milliseconds + 999) / 1000);

    private static (long Since, long Count) Read(long kept) =>
        (kept >> CountBits, kept & ((1 << CountBits) - 1));

    private ref long Place(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var isMapped = address is { IsIPv4MappedToIPv6: true };
        var plain = isMapped ? address!.MapToIPv4() : address;
        var length = 0;
        plain?.TryWriteBytes(bytes, out length);
        if (plain is { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            length = NetworkBytes;
        }

        var hash = default(HashCode);
        hash.AddBytes(bytes[..length]);
        return ref _counts[hash.ToHashCode() & (Places - 1)];
    }
}
