namespace ShopSocially.Loyalty.Server;

/// <summary>What a client may take of this server's time and connections.</summary>
/// <param name="MostConnections">At once; a further one is closed unheard.</param>
/// <param name="HeaderSeconds">How long a request's head may take to come.</param>
/// <param name="BodySeconds">How long a body may take that comes slower than the next.</param>
/// <param name="BodyBytesPerSecond">The pace that a body must keep on average from then on.</param>
public sealed record LimitSettings(
    int MostConnections, int HeaderSeconds, int BodySeconds, int BodyBytesPerSecond)
{
    private const int LargestNumber = 1_000_000;
    private const int SecondsPerHour = 3600;

    public static LimitSettings From(IConfigurationSection section) => new(
        section.Number("MostConnections", 10_000, (1, LargestNumber)),
        section.Number("HeaderSeconds", 10, (1, SecondsPerHour)),

        // The framework looks once a second, so that one second is none.
        section.Number("BodySeconds", 10, (2, SecondsPerHour)),
        section.Number("BodyBytesPerSecond", 1024, (1, LargestNumber)));
}

/// <summary>How many requests a program may make.</summary>
/// <param name="PerSecond">In the long run.</param>
/// <param name="Burst">At once, after a rest.</param>
public sealed record RateLimitSettings(bool IsEnabled, int PerSecond, int Burst)
{
    private const int LargestNumber = 1_000_000;

    public static RateLimitSettings From(IConfigurationSection section) => new(
        section.Flag("Enabled", true),
        section.Number("PerSecond", 50_000, (1, LargestNumber)),
        section.Number("Burst", 100_000, (1, LargestNumber)));
}
