using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// Calls to which the client has given a key of its own, in a header, so that it may repeat them
/// without their being done again.
/// </summary>
public sealed class IdempotencyKey(Database database)
{
    public const string Header = "Idempotency-Key";

    /// <summary>The header that says that an answer is that of the same call before.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    public const int MostCharacters = 255;

    // Calls that this process does; those that another does as well are parted by the key's row.
    private readonly ConcurrentDictionary<(long Program, string Key), bool> _going = new();

    /// <summary>Whether a request changes something, and has a key.</summary>
    public static bool IsGivenIn(HttpRequest request) =>
        request.Headers.ContainsKey(Header) && !HttpMethods.IsGet(request.Method);

    /// <summary>
    /// Does a call, unless it has been done: then answers what it was answered, by
    /// <paramref name="replay"/>.
    /// </summary>
    /// <param name="call">The call, and whose it is.</param>
    /// <param name="act">Does it.</param>
    /// <param name="replay">Answers a text that was answered before.</param>
    /// <param name="refuse">Answers a refusal.</param>
    public async ValueTask<object?> Run(
        (HttpContext Context, Request Asked, Caller Caller) call,
        Func<Once, ValueTask<object?>> act,
        Func<string, IResult> replay,
        Func<Refused, IResult> refuse)
    {
        if (Read(call.Context.Request.Headers[Header]) is not { } key)
        {
            return refuse(new(Refusal.InvalidParameters, nameof(IdempotencyKey)));
        }

        var going = (call.Caller.Partner.Number, key);
        if (!_going.TryAdd(going, true))
        {
            return refuse(new(Refusal.IdempotencyKeyInUse));
        }

        try
        {
            var fingerprint = call.Asked.Fingerprint(call.Context.Request);
            return database.Read(session => session.Replays.Find(going.Number, key)) switch
            {
                null => await act(new(key, fingerprint)),
                { } kept when kept.Fingerprint == fingerprint => Replay(call.Context, kept, replay),
                _ => refuse(new(Refusal.IdempotencyKeyReused)),
            };
        }
        finally
        {
            _going.TryRemove(going, out _);
        }
    }

    private static IResult Replay(
        HttpContext context, Replay kept, Func<string, IResult> replay)
    {
        context.Response.Headers[ReplayedHeader] = "true";
        return replay(kept.Answer);
    }

    /// <summary>The key, bare or quoted; null when it is none.</summary>
    private static string? Read(StringValues given)
    {
        var text = given.Count == 1 ? given[0]!.Trim() : "";
        text = text is ['"', .. var quoted, '"'] ? quoted : text;
        return text.Length is > 0 and <= MostCharacters && text.All(IsVisible) ? text : null;
    }

    private static bool IsVisible(char character) => character is >= ' ' and <= '~';
}
