using System.Text;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>A request that chance has made, whose number and seed make it again.</summary>
public sealed record Nonsense(HttpMethod Method, string Target, byte[]? Body)
{
    /// <summary>Headers of the body; the encoding only where there is one.</summary>
    public (string? ContentType, string? ContentEncoding) Labels { get; init; }

    public HttpRequestMessage To(Uri server, ProgramClient program)
    {
        // As it is: an address that was tidied up would not be nonsense any more.
        var asItIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        Uri.TryCreate($"{server}{Target[1..]}", asItIs, out var uri);
        var request = new HttpRequestMessage(Method, uri);
        request.Headers.Add("partner-id", program.PartnerId);
        request.Headers.Add("api-key", program.ApiKey);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Labels.ContentType);
            request.Content.Headers.TryAddWithoutValidation(
                "Content-Encoding", Labels.ContentEncoding);
        }

        return request;
    }

    public override string ToString() =>
        $"{Method} {Target} {Labels} {(Body is null ? "-" : Encoding.Latin1.GetString(Body))}";
}

/// <summary>Makes requests of which most make no sense, and some nearly do.</summary>
/// <param name="own">Values that would make sense.</param>
/// <param name="chance">What decides all the rest.</param>
public sealed class NonsenseMaker(FurnishedProgram own, Random chance)
{
    private const int MostTarget = 6000;

    private static readonly string[] _types =
    [
        "application/x-www-form-urlencoded", "application/json", "text/json; charset=x", "nonsense",
        "multipart/form-data; boundary=xyz", "multipart/form-data; boundary=\"\"", "text/plain",
    ];

    private static readonly string[] _encodings =
        ["gzip", "x-gzip", "br", "deflate", "identity", "gzip, gzip", "utf-8", ";"];

    private static readonly HttpMethod[] _methods =
        [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch];

    private static readonly string[] _pieces =
    [
        "%", "%F", "%FF", "%C0%AF", "%ED%A0%80", "%2F", "%25", "{", "}", "[", "]", "\"", "\\", ":",
        ",", "&", "=", "+", ";", "'", "..", "//", "?", "@", "\\u0000", "\\ud800", "null", "NaN",
        "1e999", "-0", "0x1F", "true", "own@example.com", "a", "é", "🎁", "\u202E", "\u0130", "K",
        "99999999999999999999", "own-uid", "points_passed", "\t", "\n", "\r\n", " ", "<", "$",
    ];

    public Nonsense Make(IReadOnlyList<V2Address> addresses)
    {
        var address = Any(addresses);
        var given = address.Parameters.Where(_ => Sometimes(3, 4))
            .Select(parameter => (parameter.Name, Value: Value(parameter)))
            .Concat(Sometimes(1, 5) ? [(Text(6), Text(6))] : [])
            .ToArray();
        var isInQuery = Sometimes(1, 3);

        // No dots, for two of them would lead out of the door.
        var path = Sometimes(1, 12)
            ? $"/v2/{Text(6).Replace(".", "", StringComparison.Ordinal)}"
            : address.Path(Id);
        var query = isInQuery ? Encoding.UTF8.GetBytes(Written(given))
            : Sometimes(1, 4) ? Spoiled(Encoding.UTF8.GetBytes(Written([]) + Text(8)))
            : [];
        var body = isInQuery && Sometimes(2, 3) ? null
            : Spoiled(Encoding.UTF8.GetBytes(Written(isInQuery ? [] : given)));
        return new(
            Sometimes(1, 10) ? Any(_methods) : address.Method,
            query.Length == 0
                ? Target(path)
                : $"{Target(path)}?{Target(Encoding.Latin1.GetString(query))}",
            Sometimes(1, 8) && body is not null ? WireForm.Pack(body) : body)
        {
            Labels = (Sometimes(1, 2) ? Any(_types) : null,
                Sometimes(1, 6) ? Any(_encodings) : null),
        };
    }

    private string Value(RequestProperty parameter) => chance.Next(8) switch
    {
        0 => Text(5),
        1 or 2 => BadValues.AsForm(Any([.. BadValues.For(parameter)])) ?? Text(3),
        3 => BadValues.AsForm(Any(BadValues.Odd(parameter))) ?? "",
        4 => Any(BadValues.Harmless),
        _ => Known(parameter.Name),
    };

    private string Id(string name) => chance.Next(3) switch
    {
        0 => Known(name),
        1 => Any(BadValues.Harmless),
        _ => Text(4),
    };

    private string Known(string name) => own.Find(name) ?? (name == "advance" ? "P1D" : "true");

    /// <summary>A form, a JSON object or parts, each as it should be.</summary>
    private string Written((string Name, string Value)[] given) => chance.Next(5) switch
    {
        0 or 1 => WireForm.Form(given),
        2 => string.Join('&', given.Select(pair => $"{pair.Name}={pair.Value}")),
        3 => string.Concat(given.Select(pair => "--xyz\r\nContent-Disposition: form-data; "
            + $"name=\"{pair.Name}\"\r\n\r\n{pair.Value}\r\n")) + "--xyz--\r\n",
        _ => WireForm.Json([.. given.DistinctBy(pair => pair.Name)]),
    };

    /// <summary>As often as not with some bytes changed, doubled, left out or cut off.</summary>
    private byte[] Spoiled(byte[] bytes)
    {
        if (Sometimes(1, 2))
        {
            return bytes;
        }

        var spoiled = bytes.ToList();
        for (var times = chance.Next(4); times >= 0 && spoiled.Count > 0; times--)
        {
            var at = chance.Next(spoiled.Count);
            switch (chance.Next(4))
            {
                case 0:
                    spoiled[at] = (byte)chance.Next(256);
                    break;
                case 1:
                    spoiled.InsertRange(at, Encoding.UTF8.GetBytes(Text(3)));
                    break;
                case 2:
                    spoiled.RemoveAt(at);
                    break;
                default:
                    spoiled.RemoveRange(at, spoiled.Count - at);
                    break;
            }
        }

        return [.. spoiled];
    }

    /// <summary>
    /// What can stand in a request line; the rest is what the framework refuses to read, of which
    /// no door hears (LimitsTests).
    /// </summary>
    private static string Target(string text)
    {
        var target = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            target.Append(one is > 0x20 and < 0x7F and not (byte)'#' and not (byte)'?'
                ? $"{(char)one}"
                : $"%{one:X2}");
        }

        var length = Math.Min(target.Length, MostTarget);
        return target.ToString(0, length).Replace("%00", "%01", StringComparison.Ordinal);
    }

    private string Text(int most) =>
        string.Concat(Enumerable.Range(0, chance.Next(most + 1)).Select(_ => Any(_pieces)));

    private bool Sometimes(int of, int all) => chance.Next(all) < of;

    private T Any<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];
}
