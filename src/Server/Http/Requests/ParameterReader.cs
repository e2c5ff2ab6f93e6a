using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Reads a request's parameters on every method and whatever its Content-Type says, for real
/// clients label their bodies wrongly or not at all (shopsocially-v2.md, section 1.2).
/// </summary>
public static class ParameterReader
{
    /// <summary>The largest body, as sent and as unpacked: 1 MiB.</summary>
    public const int MostBodyBytes = 1 << 20;

    /// <summary>What a body may be packed as.</summary>
    public const string Packing = "gzip";

    /// <summary>What is set aside before any of a body has come.</summary>
    private const int FirstBytes = 4096;

    /// <summary>
    /// The body's parameters, then the query's; null for a place that is malformed.
    /// </summary>
    /// <exception cref="BadHttpRequestException">
    /// The body is too large, 413, or packed in a way that is not unpacked here, 415.
    /// </exception>
    public static async ValueTask<(Parameters? Body, Parameters? Query)> Read(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return (new(), ReadQuery(request.QueryString, 0));
        }

        var body = WithoutMark(await ReadBody(request, context.RequestAborted));
        var parameters = new Parameters();
        var isRead = MultipartBoundary(request.ContentType) is { } boundary && HasParts(body.Span)
            ? await TryReadMultipart(body, boundary, parameters)
            : TryRead(body.Span, parameters);
        var inQuery = ReadQuery(request.QueryString, parameters.Count);
        return (isRead ? parameters : null, inQuery);
    }

    /// <param name="query">The query.</param>
    /// <param name="inBody">How many parameters the body has.</param>
    private static Parameters? ReadQuery(QueryString query, int inBody)
    {
        var parameters = new Parameters(inBody);
        if (!query.HasValue)
        {
            return parameters;
        }

        var encoded = Encoding.UTF8.GetBytes(query.Value!, 1, query.Value!.Length - 1);
        if (CanHoldBrace(encoded) && FormPairs.Decode(encoded) is { } plain
            && plain.TrimStart().StartsWith('{'))
        {
            var json = Encoding.UTF8.GetBytes(plain);
            var isRead = JsonObject.TryRead(json, parameters, isFormEncoded: true);
            return isRead && parameters.IsSound ? parameters : null;
        }

        FormPairs.Read(encoded, parameters);
        return parameters.IsSound ? parameters : null;
    }

    private static bool CanHoldBrace(ReadOnlySpan<byte> encoded) =>
        encoded.Contains((byte)'{') || encoded.IndexOf("%7"u8) >= 0;

    private static bool TryRead(ReadOnlySpan<byte> text, Parameters into)
    {
        if (JsonObject.IsMeantBy(text))
        {
            return JsonObject.TryRead(text, into) && into.IsSound;
        }

        FormPairs.Read(text, into);
        return into.IsSound;
    }

    /// <summary>Whether a body can be multipart: JSON is not, and nothing is not.</summary>
    private static bool HasParts(ReadOnlySpan<byte> body) =>
        !body.Trim(" \t\r\n"u8).IsEmpty && !JsonObject.IsMeantBy(body);

    /// <summary>The text behind a byte order mark.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) =>
        text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBody(
        HttpRequest request, CancellationToken cancellation)
    {
        var maybePacked = MayBePacked(request.Headers.ContentEncoding);
        var body = await ReadAll(request.Body, cancellation, request.ContentLength);
        if (!maybePacked || !body.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return body;
        }

        using var packed = new MemoryStream(body.ToArray());
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        try
        {
            var plain = await ReadAll(unpacked, cancellation);
            return IsWhole(body.Span, plain.Length) ? plain : throw new InvalidDataException();
        }
        catch (InvalidDataException)
        {
            throw new BadHttpRequestException("The body is no valid gzip.");
        }
    }

    /// <summary>
    /// Whether a body is said to be gzip. Clients also name their character set here; what would
    /// have to be unpacked otherwise, or more than once, is refused unread.
    /// </summary>
    private static bool MayBePacked(StringValues encoding)
    {
        if (encoding.Count == 0)
        {
            return false;
        }

        return encoding.ToString().Trim().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => true,
            "" or "IDENTITY" or "UTF-8" or "UTF8" => false,
            _ => throw new BadHttpRequestException(
                "The body is packed in an unknown way.",
                StatusCodes.Status415UnsupportedMediaType),
        };
    }

    /// <summary>
    /// Whether gzip ends in the length of what was unpacked: the framework unpacks what is cut
    /// short as far as it goes and says nothing, and half an amount is an amount.
    /// </summary>
    private static bool IsWhole(ReadOnlySpan<byte> packed, int plainLength) =>
        packed.Length >= sizeof(uint)
        && BinaryPrimitives.ReadUInt32LittleEndian(packed[^sizeof(uint)..]) == plainLength;

    /// <param name="stream">What is read to its end.</param>
    /// <param name="cancellation">When to stop.</param>
    /// <param name="promised">The length that it is said to have; null where none is said.</param>
    private static async ValueTask<ReadOnlyMemory<byte>> ReadAll(
        Stream stream, CancellationToken cancellation, long? promised = null)
    {
        // A byte more than was promised, so that the end is seen without a larger buffer.
        var buffer = new byte[Math.Min(promised ?? FirstBytes, FirstBytes) + 1];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
            if (length > MostBodyBytes)
            {
                throw new BadHttpRequestException(
                    "The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static string? MultipartBoundary(string? contentType) =>
        contentType?.Contains("multipart", StringComparison.OrdinalIgnoreCase) == true
        && MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } boundary
            ? boundary
            : null;

    private static async Task<bool> TryReadMultipart(
        ReadOnlyMemory<byte> body, string boundary, Parameters into)
    {
        using var stream = new MemoryStream(body.ToArray());
        var reader = new MultipartReader(boundary, stream);
        try
        {
            while (await reader.ReadNextSectionAsync() is { } section && !into.IsTooMany)
            {
                var name = section.GetContentDispositionHeader()?.Name.Value;
                if (HeaderUtilities.RemoveQuotes(name).Value is { Length: > 0 } plainName)
                {
                    var value = await ReadAll(section.Body, CancellationToken.None);
                    into.Add(plainName, new(FormPairs.Utf8(value.Span), IsFormEncoded: false));
                }
            }

            return into.IsSound;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return false;
        }
    }
}
