using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShopSocially.Loyalty.Benchmarks.Ceilings;

/// <summary>
/// What the framework does by itself at the addresses of the server: echoes an award's form as
/// JSON, and answers a stored JSON. No rules, no database, no log.
/// </summary>
internal static class Ceiling
{
    /// <summary>As long as a member's answer is without its longest texts.</summary>
    public const int StoredBytes = 600;

    public static async Task Serve(string urls, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var stored = Stored();
        app.Urls.Add(urls);
        app.MapGet("/health/live", () => "Healthy");
        app.MapPost("/v2/loyalty/award", Echo);
        app.MapGet("/v2/loyalty/users/{user}", (string user) =>
            Results.Bytes(stored, "application/json"));
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task<IResult> Echo(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        return Results.Json(new Echoed(
            form["user_email"].ToString(),
            form["activity_id"].ToString(),
            form["order_id"].ToString()));
    }

    private static byte[] Stored()
    {
        const string Start = """{"data":{"user":{"user_id":"","first_name":"Ann","text":" """;
        const string End = """ "}},"success":true}""";
        return Encoding.UTF8.GetBytes(
            Start + new string('x', StoredBytes - Start.Length - End.Length) + End);
    }

    /// <summary>The fields of an award's form, as they came.</summary>
    private sealed record Echoed(string UserEmail, string ActivityId, string OrderId);
}
