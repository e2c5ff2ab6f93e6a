using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>One way in which clients put parameters on the wire.</summary>
/// <param name="Name">What a test run calls it.</param>
/// <param name="Write">Makes the query, with its question mark, and the body.</param>
public sealed record WireForm(
    string Name, Func<(string Name, string Value)[], (string Query, HttpContent? Body)> Write)
{
    public const string FormType = "application/x-www-form-urlencoded";
    private const string JsonType = "application/json";
    private const string MultipartType = "multipart/form-data; boundary=xyz";

    /// <summary>Every form that shopsocially-v2.md, section 1.2, speaks of.</summary>
    public static IReadOnlyList<WireForm> All { get; } =
    [
        Body("form", given => Text(Form(given), FormType)),
        Body("form without Content-Type", given => Text(Form(given))),
        Body("form as text/json", given => Text(Form(given), "text/json")),
        Body("form as application/json", given => Text(Form(given), JsonType)),
        Body("form, gzipped", given => Gzip(Form(given), FormType)),
        Body("JSON", given => Text(Json(given), JsonType)),
        Body("JSON without Content-Type", given => Text(Json(given))),
        Body("JSON as form", given => Text(Json(given), FormType)),
        Body("JSON as multipart", given => Text(Json(given), MultipartType)),
        Body("JSON of an unknown charset", given => Text(Json(given), "text/json; charset=x")),
        Body("JSON under nonsense", given => Text(Json(given), "nonsense;;=")),
        Body("JSON after a byte order mark", given => Text("\uFEFF" + Json(given), JsonType)),
        Body("JSON after blanks", given => Text(" \r\n\t" + Json(given) + "\n", JsonType)),
        Body("JSON after both", given => Text("\uFEFF\n " + Json(given))),
        Body("JSON, gzipped", given => Gzip(Json(given), JsonType)),
        Body("JSON said to be gzipped", given => Packed(Text(Json(given), JsonType))),
        Body("multipart", Multipart),
        new("query", given => ($"?{Form(given)}", null)),
        new("query beside {}", given => ($"?{Form(given)}", Text("{}", JsonType))),
        new("query beside blanks", given => ($"?{Form(given)}", Text(" \n", FormType))),
        new("query beside no parts", given => ($"?{Form(given)}", Text("", MultipartType))),
        new("query of one JSON object", given => ($"?{Uri.EscapeDataString(Json(given))}", null)),
        new("half body, half query", given => ($"?{Form(given[..1])}", Text(Json(given[1..])))),
    ];

    public static string Form((string Name, string Value)[] given) => string.Join('&', given.Select(
        pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));

    public static string Json((string Name, string Value)[] given) => JsonSerializer.Serialize(
        given.ToDictionary(pair => pair.Name, pair => pair.Value));

    public static HttpContent Gzip(string text, string? type = null) =>
        Gzip(Encoding.UTF8.GetBytes(text), type);

    public static HttpContent Gzip(byte[] plain, string? type = null) =>
        Packed(Bytes(Pack(plain), type));

    public static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    public static ByteArrayContent Bytes(byte[] bytes, string? type = null)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    /// <summary>The same, with a header that says that it is gzipped.</summary>
    public static HttpContent Packed(HttpContent content)
    {
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static WireForm Body(
        string name, Func<(string Name, string Value)[], HttpContent> write) =>
        new(name, given => ("", write(given)));

    private static StringContent Text(string body, string? type = null) =>
        ProgramClient.Raw(body, type);

    private static MultipartFormDataContent Multipart((string Name, string Value)[] given)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in given)
        {
            content.Add(new StringContent(value, Encoding.UTF8, (MediaTypeHeaderValue?)null), name);
        }

        return content;
    }
}
