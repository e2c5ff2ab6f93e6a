namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>A system clock that stands where a test has set it.</summary>
public sealed class StoppedTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public void Pass(TimeSpan time) => Now += time;
}
