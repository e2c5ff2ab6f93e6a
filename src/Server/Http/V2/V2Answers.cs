using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using ShopSocially.Loyalty.Domain;
using Calendar = ShopSocially.Loyalty.Domain.Calendar;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>A success, as every operation wraps it.</summary>
public sealed record Answer<T>(T Data)
    where T : notnull
{
    public bool Success => true;
}

/// <summary>An error, as every operation says it.</summary>
/// <param name="Parameters">Those that are to blame, where parameters are.</param>
/// <param name="RequestId">Where to look in the log; of an internal error only.</param>
public sealed record ErrorAnswer(
    string Reason,
    bool Success,
    int ErrorCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<string>? Parameters = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? RequestId = null);

/// <summary>Turns outcomes into this door's answers.</summary>
public static class V2Answers
{
    private const string TimeForm = "dd-MMM-yyyy HH:mm:ss";
    private const string DateForm = "dd-MMM-yyyy";
    private const string JsonType = "application/json";
    private const string JsonTypeAsUtf8 = JsonType + "; charset=utf-8";

    /// <summary>A full queue is written in less.</summary>
    private const string RetryAfterSeconds = "1";

    /// <summary>
    /// Runs an act and answers; where the client has given it a key, the answer is kept with it.
    /// </summary>
    /// <param name="caller">Whoever asks for it.</param>
    /// <param name="act">The act.</param>
    /// <param name="show">Makes the answer of its result.</param>
    public static async Task<IResult> Answer<T, TAnswer>(
        this Caller caller, Func<Task<Outcome<T>>> act, Func<T, TAnswer> show)
        where TAnswer : notnull
    {
        if (caller.Once is not { } once)
        {
            return (await act()).ToAnswer(show);
        }

        var outcome = await once.Run(
            act, result => V2Json.Text(new Answer<TAnswer>(show(result))));
        return outcome.Granted(out _, out _) && once.Answer is { } answer
            ? Text(answer)
            : outcome.ToAnswer(show);
    }

    /// <summary>A success whose text is known.</summary>
    public static IResult Text(string answer) =>
        Results.Text(answer, JsonType, Encoding.UTF8);

    /// <summary>The answer made of a result, or the words for a refusal.</summary>
    public static IResult ToAnswer<T, TAnswer>(this Outcome<T> outcome, Func<T, TAnswer> show)
        where TAnswer : notnull =>
        outcome.Granted(out var value, out var refused) ? Data(show(value)) : Refuse(refused);

    public static IResult Data<T>(T data)
        where T : notnull => new GrantedResult<T>(new(data));

    public static IResult Refuse(Refused refused) => new RefusedResult(refused);

    public static IResult Refuse(Refusal reason) => Refuse(new Refused(reason));

    /// <summary>Writes an error where HTTP itself is the matter.</summary>
    public static Task WriteError(HttpContext context, ErrorAnswer error) =>
        Write(context.Response, error);

    /// <summary>An instant on the program's wall clock: <c>14-Jan-2016 06:33:22</c>.</summary>
    public static string Time(this Calendar calendar, DateTimeOffset at) =>
        calendar.LocalTime(at).ToString(TimeForm, CultureInfo.InvariantCulture);

    public static string? Time(this Calendar calendar, DateTimeOffset? at) =>
        at is { } instant ? calendar.Time(instant) : null;

    /// <summary>A day: <c>30-May-2015</c>.</summary>
    public static string Date(DateOnly day) => day.ToString(DateForm, CultureInfo.InvariantCulture);

    /// <summary>
    /// Begins first, so that what fails halfway is cut off, and no error follows half an answer.
    /// Where the client has gone meanwhile, there is nothing to flush.
    /// </summary>
    private static async Task Write<T>(HttpResponse response, T answer)
    {
        response.ContentType = JsonTypeAsUtf8;
        await response.StartAsync();
        V2Json.Write(response.BodyWriter, answer);
        await response.BodyWriter.FlushAsync();
    }

    /// <summary>A success on its way out.</summary>
    private sealed class GrantedResult<T>(Answer<T> answer) : IResult
        where T : notnull
    {
        public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext.Response, answer);
    }

    /// <summary>
    /// A refusal on its way out: its status depends on where the id at fault stood.
    /// </summary>
    private sealed class RefusedResult(Refused refused) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var operation = httpContext.GetEndpoint()?.Metadata.GetMetadata<V2Operation>();
            var (reason, code, status) =
                operation?.Say(refused.Reason) ?? V2Words.Of(refused.Reason);
            httpContext.Response.StatusCode = status;
            if (refused.Reason == Refusal.ServerBusy)
            {
                httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            }

            var parameters = refused.Parameters.Count == 0
                ? null
                : refused.Parameters.Select(V2Json.Name).ToList();
            return WriteError(httpContext, new(reason, false, code, parameters));
        }
    }
}
