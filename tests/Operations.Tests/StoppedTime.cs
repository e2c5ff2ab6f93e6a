namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A system clock that stands where a test has set it.</summary>
internal sealed class StoppedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
