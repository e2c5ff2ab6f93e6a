using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>A line that a person pastes into a shell.</summary>
public static class CurlLine
{
    /// <summary>Runs the line in a shell, or does as curl would where there is none.</summary>
    public static async Task<JsonElement> Paste(string line)
    {
        try
        {
            using var shell = Process.Start(new ProcessStartInfo("curl", ["--version"])
            {
                RedirectStandardOutput = true,
            })!;
            await shell.StandardOutput.ReadToEndAsync();
        }
        catch (Win32Exception)
        {
            return await Send(line);
        }

        return await Run(line);
    }

    private static async Task<JsonElement> Run(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", line])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await error;
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task<JsonElement> Send(string line)
    {
        var form = string.Join('&', Find(line, @"-d (\S+)"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            form.Length > 0 ? HttpMethod.Post : HttpMethod.Get, Find(line, @" (http\S+)").Single());
        request.Content = form.Length > 0 ? new StringContent(form) : null;
        foreach (var header in Find(line, "-H '([^']+)'").Select(text => text.Split(": ")))
        {
            request.Headers.Add(header[0], header[1]);
        }

        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private static IEnumerable<string> Find(string line, string pattern) =>
        Regex.Matches(line, pattern).Select(match => match.Groups[1].Value);
}
