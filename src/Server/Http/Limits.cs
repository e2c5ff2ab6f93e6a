using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>What a connection may ask of this server.</summary>
public static class Limits
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ParameterReader.MostBodyBytes;
    }
}
