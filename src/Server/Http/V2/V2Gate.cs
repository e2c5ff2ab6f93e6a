using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// Stands before every address of this door: authentication comes before all else about a request,
/// and whatever goes wrong behind is said in this door's words.
/// </summary>
/// <remarks>Middleware, since a filter runs only after the body has been read.</remarks>
public sealed class V2Gate(
    RequestDelegate next, Entrance entrance, Clock clock, ILogger<V2Gate> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            var headers = context.Request.Headers;
            var outcome = entrance.Admit(context, headers["partner-id"], headers["api-key"]);
            if (!outcome.Granted(out var partner, out var refused))
            {
                await V2Answers.Refuse(refused).ExecuteAsync(context);
                return;
            }

            if (Sandbox.IsHidden(context.Request.Path, partner))
            {
                await WriteStatus(context, StatusCodes.Status404NotFound);
                return;
            }

            if (Limits.IsTooLong(context.Request))
            {
                await WriteStatus(context, StatusCodes.Status414UriTooLong);
                return;
            }

            context.Features.Set(Caller.Of(partner, clock));
            await next(context);
            await FillEmptyError(context);
        }
        catch (BadHttpRequestException fault)
        {
            await WriteStatus(context, fault.StatusCode);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException
            && context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer, and the log says so.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Request {RequestId} failed.", context.TraceIdentifier);
            await WriteStatus(context, StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>The framework answers 404 and 405 with an empty body.</summary>
    private static Task FillEmptyError(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null }
            ? WriteStatus(context, context.Response.StatusCode)
            : Task.CompletedTask;

    private static Task WriteStatus(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        if (status == StatusCodes.Status415UnsupportedMediaType)
        {
            context.Response.Headers.AcceptEncoding = ParameterReader.Packing;
        }

        var requestId = status == StatusCodes.Status500InternalServerError
            ? context.TraceIdentifier
            : null;
        return V2Answers.WriteError(context, new(
            V2Words.OfStatus(status), false, V2Words.OtherError, RequestId: requestId));
    }
}
