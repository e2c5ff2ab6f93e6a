using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>What a connection may ask of this server.</summary>
public static class Limits
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // A body is refused at its own limit, and what follows is drained up to this one, so that
        // the client still hears the answer; past it the connection is cut while the client writes.
        kestrel.Limits.MaxRequestBodySize = 8 * ParameterReader.MostBodyBytes;
    }
}
