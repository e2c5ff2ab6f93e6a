using System.Text;
using System.Text.Json;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Tests.Commands;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>No key is in anything that a server says, wherever a client has put it.</summary>
public sealed class KeysStaySecretTests : IDisposable
{
    private const string PartnerId = "acme";
    private const string Right = "RIGHT-0123456789-key-of-acme";
    private const string Wrong = "WRONG-0123456789-key-of-nobody";

    private static readonly string[] _keys = [Right, Wrong];

    private readonly Machine _machine = new();
    private readonly StringBuilder _answers = new();

    public KeysStaySecretTests()
    {
        _machine.Set("Bootstrap__PartnerId", PartnerId);
        _machine.Set("Bootstrap__ApiKey", Right);
        _machine.Set("Bootstrap__Sandbox", "true");
    }

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("Information", "Warning")]
    [InlineData("Trace", "Information")]
    public async Task A_whole_run_says_no_key(string level, string levelOfFramework)
    {
        _machine.Set("Logging__LogLevel__Default", level);
        _machine.Set("Logging__LogLevel__Microsoft", levelOfFramework);
        _machine.Set("Logging__LogLevel__Microsoft.Hosting.Lifetime", levelOfFramework);
        var server = await _machine.Serve();

        foreach (var key in _keys)
        {
            await AskEverywhere(server, key);
        }

        for (var wrong = 0; wrong < 25; wrong++)
        {
            await Ask(server, HttpMethod.Get, "/v2/loyalty/levels", ("api-key", Wrong));
        }

        await Ask(server, HttpMethod.Get, "/health/ready");
        await Ask(server, HttpMethod.Get, "/openapi/v2.json");
        var last = await Ask(server, HttpMethod.Get, "/v2/loyalty/levels", ("api-key", Right));
        await server.ReadTo(last);
        var said = await server.Stop();
        var listed = await _machine.Run("partners", "list");
        var helped = await _machine.Run("--help");

        said.Should().Contain("/v2/loyalty/levels 200").And.Contain("/v2/loyalty/levels 401")
            .And.Contain("/v2/loyalty/levels 429");
        string[] all = [said, $"{_answers}", $"{listed}", $"{helped}"];
        foreach (var text in all)
        {
            Secrets().Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase))
                .Should().BeEmpty();
        }
    }

    /// <summary>Each key, and the ways in which it could be written down.</summary>
    private static IEnumerable<string> Secrets() => _keys.SelectMany(key => new[]
    {
        key[..16], Convert.ToBase64String(Encoding.UTF8.GetBytes(key))[..20],
        Convert.ToHexString(Encoding.UTF8.GetBytes(key))[..20],
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            Encoding.UTF8.GetBytes(key)))[..20],
    });

    /// <summary>The key where it belongs, and where it does not.</summary>
    private async Task AskEverywhere(RunningServer server, string key)
    {
        var (get, post) = (HttpMethod.Get, HttpMethod.Post);
        const string levels = "/v2/loyalty/levels";
        await Ask(server, get, levels, ("api-key", key));
        await Ask(server, get, levels, ("partner-id", key), ("api-key", PartnerId));
        await Ask(server, get, levels, ("partner-id", key), ("api-key", key));
        await Ask(server, get, levels, ("Authorization", $"Bearer {key}"));
        await Ask(server, get, levels, ("api-key", $"Bearer {key}"));
        await Ask(server, get, levels, ("X-Api-Key", key), ("Cookie", $"key={key}"));
        await Ask(server, get, levels, ("api-key", $"{key}, {key}"));
        await Ask(server, get, levels, ("User-Agent", key), ("Referer", $"http://x/?k={key}"));
        foreach (var credentials in new[] { key, Right })
        {
            var header = ("api-key", credentials);
            await Ask(server, get, $"{levels}?api-key={key}&partner-id={PartnerId}", header);
            await Ask(server, get, $"{levels}/{key}", header);
            await Ask(server, get, $"/v2/{key}/levels", header);
            await Ask(server, get, $"/{key}", header);
            await Ask(server, get, $"/img/{key}.svg", header);
            await Ask(server, get, $"/health/live?{key}", header);
            await Ask(server, new(key[..5]), levels, header);
            await Ask(server, post, "/v2/loyalty/award", header, ("body", $"api-key={key}"));
            await Ask(server, post, "/v2/loyalty/award", header,
                ("body", JsonSerializer.Serialize(new { user_email = key, activity_id = key })));
            await Ask(server, post, "/v2/loyalty/award", header, ("body", $"{{\"{key}\""));
            await Ask(server, post, "/v2/loyalty/award", header,
                ("body", $"user_email=a@b.c&activity_id=x&points_passed={key}"));
        }
    }

    /// <returns>The id under which the request was logged; empty where it was not.</returns>
    private async Task<string> Ask(
        RunningServer server,
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, server.Address + path);
        foreach (var (name, value) in headers)
        {
            if (name == "body")
            {
                request.Content = ProgramClient.Raw(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (!request.Headers.Contains("partner-id"))
        {
            request.Headers.Add("partner-id", PartnerId);
        }

        using var answer = await server.Client.SendAsync(request);
        _answers.AppendLine($"{(int)answer.StatusCode} {answer.Headers}")
            .AppendLine(await answer.Content.ReadAsStringAsync());
        return answer.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.Single() : "";
    }
}
