using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Puts a request on the wire byte for byte; HttpClient tidies addresses.</summary>
public sealed class RawHttp(LoyaltyServer server)
{
    private readonly Uri _address = server.Client.BaseAddress!;

    /// <param name="method">As it stands in the request line.</param>
    /// <param name="target">As it stands in the request line, whatever is in it.</param>
    /// <param name="headers">Whole lines; host, length and closing are added.</param>
    /// <param name="body">Sent as UTF-8; null for none.</param>
    public async Task<Answer> Send(
        string method, string target, IEnumerable<string> headers, string? body = null)
    {
        var content = Encoding.UTF8.GetBytes(body ?? "");
        IEnumerable<string> lines = [
            $"{method} {target} HTTP/1.1", $"Host: {_address.Authority}", "Connection: close",
            .. headers, .. body is null ? [] : new[] { $"Content-Length: {content.Length}" },
        ];
        var head = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n")));
        return Read(await Exchange([.. head, .. "\r\n"u8, .. content]));
    }

    /// <summary>Sends some bytes, and no more; what comes back until the server has done.</summary>
    public async Task<byte[]> Exchange(byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_address.Host, _address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(request);
        using var response = new MemoryStream();
        await stream.CopyToAsync(response);
        return response.ToArray();
    }

    /// <summary>What a response says, if its content is JSON.</summary>
    public static Answer Read(byte[] response)
    {
        var headEnd = response.AsSpan().IndexOf("\r\n\r\n"u8);
        var lines = Encoding.ASCII.GetString(response, 0, headEnd).Split("\r\n");
        using var message = new HttpResponseMessage(
            (HttpStatusCode)int.Parse(lines[0].Split(' ')[1], null));
        foreach (var line in lines[1..])
        {
            var colon = line.IndexOf(':');
            message.Headers.TryAddWithoutValidation(line[..colon], line[(colon + 1)..].Trim());
        }

        var body = response[(headEnd + 4)..];
        body = message.Headers.TransferEncodingChunked == true ? Join(body) : body;
        return new(
            message.StatusCode, message.Headers, JsonDocument.Parse(body).RootElement.Clone());
    }

    /// <summary>The content of chunks: each a length in hex, and that much, on lines.</summary>
    private static byte[] Join(ReadOnlySpan<byte> chunks)
    {
        using var joined = new MemoryStream();
        while (true)
        {
            var lineEnd = chunks.IndexOf("\r\n"u8);
            var length = Convert.ToInt32(Encoding.ASCII.GetString(chunks[..lineEnd]), 16);
            if (length == 0)
            {
                return joined.ToArray();
            }

            joined.Write(chunks.Slice(lineEnd + 2, length));
            chunks = chunks[(lineEnd + 2 + length + 2)..];
        }
    }
}
