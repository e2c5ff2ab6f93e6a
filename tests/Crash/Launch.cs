using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Starts the server's program, and asks whether it serves.</summary>
internal static class Launch
{
    /// <summary>The server as it comes.</summary>
    public static string Server { get; } =
        Path.Combine(AppContext.BaseDirectory, "ShopSocially.Loyalty.Server.dll");

    /// <summary>An address on this machine that nobody listens on.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    /// <summary>Starts a program of ours, whose output is added to a file beside it.</summary>
    /// <param name="output">The file; the program works in its folder.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="settings">By the names that the environment has for them.</param>
    public static Process Start(
        string output, IEnumerable<string> arguments, IDictionary<string, string> settings)
    {
        // The shell becomes the program: its output needs nobody who reads it.
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", $"exec \"$0\" \"$@\" >>'{output}' 2>&1", "dotnet", .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(output),
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Whether a server serves.</summary>
    public static async Task<bool> Answers(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(
                new Uri("health/live", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
