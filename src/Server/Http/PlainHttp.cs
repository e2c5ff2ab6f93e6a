using System.Net;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// Keys travel in headers: without TLS they are listened to on this machine alone, unless the
/// setting <c>AllowPlainHttp</c> says that something else keeps them from prying eyes.
/// </summary>
public static class PlainHttp
{
    public const string Setting = "AllowPlainHttp";

    /// <exception cref="StartException">Keys would pass a network in the clear.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        if (configuration.Flag(Setting, false))
        {
            return;
        }

        if (Addresses(configuration).FirstOrDefault(IsOpen) is { } open)
        {
            throw new StartException(
                $"The server is to listen on {open}, where keys and members could be read by "
                + "others: that is no address of this machine alone, and without TLS. Use https "
                + $"there, or set {Setting}=true if a proxy or a private network protects it.");
        }
    }

    /// <summary>Where it will listen, as the framework looks for it.</summary>
    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => endpoint["Url"] ?? "").ToList();
        if (endpoints.Count > 0)
        {
            return endpoints;
        }

        return configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls
            ? Split(urls)
            : Split(configuration[WebHostDefaults.HttpPortsKey] ?? "")
                .Select(port => $"http://*:{port}");
    }

    private static string[] Split(string list) => list.Split(
        ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>False also for what is no address: the framework says that better.</summary>
    private static bool IsOpen(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            return !binding.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase)
                && !binding.IsUnixPipe && !binding.IsNamedPipe && !IsThisMachine(binding.Host);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
