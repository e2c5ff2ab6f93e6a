using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>What a connection may ask of this server.</summary>
public static class Limits
{
    /// <summary>The longest path and query that a door reads; past it, 414.</summary>
    public const int MostTargetCharacters = 8192;

    /// <summary>Longer ones are refused before any door hears of them, without its words.</summary>
    private const int MostLineBytes = 1 << 16;

    public static void Apply(KestrelServerOptions kestrel, LimitSettings settings)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = settings.MostConnections;
        limits.MaxRequestLineSize = MostLineBytes;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(settings.HeaderSeconds);
        limits.MinRequestBodyDataRate = new(
            settings.BodyBytesPerSecond, TimeSpan.FromSeconds(settings.BodySeconds));

        // A body is refused at its own limit, and what follows is drained up to this one, so that
        // the client still hears the answer; past it the connection is cut while the client writes.
        limits.MaxRequestBodySize = 8 * ParameterReader.MostBodyBytes;
    }

    /// <summary>Whether a request's path and query are longer than a door reads.</summary>
    public static bool IsTooLong(HttpRequest request) =>
        request.Path.Value!.Length + request.QueryString.Value!.Length > MostTargetCharacters;
}
