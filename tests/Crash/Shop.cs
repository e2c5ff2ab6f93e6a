using System.Diagnostics;
using System.Net;
using System.Text;

namespace ShopSocially.Loyalty.Crash;

/// <summary>What is known of a call.</summary>
internal enum Known
{
    /// <summary>It was answered 2xx: done, and on disk.</summary>
    Acknowledged,

    /// <summary>It was answered 4xx: certainly not done, and it will not be.</summary>
    Refused,

    /// <summary>It was answered 429 or 503, or not even heard: not done now.</summary>
    PutOff,

    /// <summary>It was answered otherwise, or not at all.</summary>
    Unknown,
}

/// <summary>A call that changes something, and what is known of it.</summary>
/// <param name="Path">Below the API's root.</param>
/// <param name="Form">Its parameters.</param>
/// <param name="Key">Its Idempotency-Key; it stands in the order or the reason as well.</param>
internal sealed record Call(string Path, string Form, string Key)
{
    public Known Known { get; init; } = Known.Unknown;

    /// <summary>The answer of an acknowledged call.</summary>
    public string Answer { get; init; } = "";
}

/// <summary>A merchant's backend: makes calls, and says what is known of them then.</summary>
internal sealed class Shop(Uri address) : IDisposable
{
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(20);

    private long _lastDone;

    private readonly HttpClient _client = new()
    {
        BaseAddress = new(address, "v2/loyalty/"),
        Timeout = TimeSpan.FromSeconds(20),
        DefaultRequestHeaders =
        {
            { "partner-id", Victim.PartnerId },
            { "api-key", Victim.ApiKey },
        },
    };

    /// <summary>When the latest call was begun of those that were done; a timestamp.</summary>
    public long LastDone => Volatile.Read(ref _lastDone);

    /// <summary>Makes a call once.</summary>
    public async Task<Call> Make(Call call, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(call.Path, UriKind.Relative));
        request.Content = new StringContent(
            call.Form, Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Add("Idempotency-Key", call.Key);
        var begunAt = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await _client.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            var known = Judge(answer.StatusCode);
            if (known is Known.Acknowledged)
            {
                Volatile.Write(ref _lastDone, begunAt);
            }

            return call with { Known = known, Answer = text };
        }
        catch (HttpRequestException fault)
            when (fault.HttpRequestError == HttpRequestError.ConnectionError)
        {
            // Nobody has heard it; somebody will soon.
            await Task.Delay(_rest, cancellation);
            return call with { Known = Known.PutOff };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return call with { Known = Known.Unknown };
        }
    }

    public async Task<string> Get(string path, CancellationToken cancellation) =>
        await _client.GetStringAsync(new Uri(path, UriKind.Relative), cancellation);

    public void Dispose() => _client.Dispose();

    private static Known Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => Known.Acknowledged,
        (int)HttpStatusCode.Conflict => Known.Unknown,
        (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable =>
            Known.PutOff,
        >= 400 and < 500 => Known.Refused,
        _ => Known.Unknown,
    };
}
