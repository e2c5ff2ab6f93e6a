using System.Diagnostics;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// Writes one line a request: who, what, how it ended, how long it took, under which id. Never a
/// key, an e-mail or a code: addresses are logged as their patterns.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    /// <summary>The header that says under which id a request was logged.</summary>
    public const string IdHeader = "X-Request-Id";

    public async Task InvokeAsync(HttpContext context)
    {
        var startedAt = Stopwatch.GetTimestamp();
        context.Response.Headers[IdHeader] = context.TraceIdentifier;
        try
        {
            await next(context);
        }
        finally
        {
            Write(
                LogLevel.Information,
                context.Features.Get<Caller>()?.Partner.Id ?? "-",
                Method(context.Request.Method),
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-",
                context.Response.StatusCode,
                Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds,
                context.TraceIdentifier);
        }
    }

    // A level that each call names makes the generator put the line together in code of its own;
    // with a fixed one the form would be filled in anew at each call.
    [LoggerMessage(
        EventId = 0,
        Message = "{Partner} {Method} {Operation} {Status} {Milliseconds:0.0} ms {RequestId}")]
    private partial void Write(
        LogLevel level,
        string partner,
        string method,
        string operation,
        int status,
        double milliseconds,
        string requestId);

    /// <summary>Only methods that HTTP knows, for a client may make up any.</summary>
    private static string Method(string method) =>
        HttpMethods.GetCanonicalizedValue(method) is { Length: <= 7 } known ? known : "-";
}
