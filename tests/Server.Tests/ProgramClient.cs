using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>An answer of the server, read.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, JsonElement Json)
{
    public bool Success => Json.GetProperty("success").GetBoolean();

    public JsonElement Data => Json.GetProperty("data");

    public string? Reason => Json.GetProperty("reason").GetString();

    public int ErrorCode => Json.GetProperty("error_code").GetInt32();

    /// <summary>The parameters that an error blames; none when it blames none.</summary>
    public IReadOnlyList<string?> Parameters =>
        Json.TryGetProperty("parameters", out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString())]
            : [];

    public string? Text(string name) => Data.GetProperty(name).GetString();

    public long Number(string name) => Data.GetProperty(name).GetInt64();
}

/// <summary>A merchant's backend: calls the v2 API with its program's credentials.</summary>
public sealed class ProgramClient(HttpClient http, string partnerId, string apiKey)
{
    public string PartnerId => partnerId;

    /// <summary>What the tables call the program.</summary>
    public long NumberIn(Session session) => session.Partners.Find(partnerId)!.Number;

    public string ApiKey => apiKey;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, params (string Name, string Value)[] form) =>
        Send(HttpMethod.Post, path, Form(form));

    public Task<Answer> Put(string path, params (string Name, string Value)[] form) =>
        Send(HttpMethod.Put, path, Form(form));

    /// <param name="method">Any method.</param>
    /// <param name="path">
    /// Encoded; below <c>/v2/loyalty</c>, or from the top where it begins with a slash.
    /// </param>
    /// <param name="content">The body; null for none.</param>
    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(
            method, path.StartsWith('/') ? path : $"/v2/loyalty/{path}");
        request.Content = content;
        request.Headers.Add("partner-id", partnerId);
        request.Headers.Add("api-key", apiKey);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, response.Headers, JsonDocument.Parse(text).RootElement);
    }

    /// <summary>
    /// A body of exactly these characters, with no Content-Type unless one is given.
    /// </summary>
    public static StringContent Raw(string body, string? contentType = null)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return content;
    }

    private static FormUrlEncodedContent Form((string Name, string Value)[] form) =>
        new(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
