namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>A clock that whoever tells the history sets, never back.</summary>
internal sealed class WalkedTime(DateTimeOffset start) : TimeProvider
{
    private long _now = start.UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _now), TimeSpan.Zero);
        set => Volatile.Write(ref _now, Math.Max(_now, value.UtcTicks));
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
