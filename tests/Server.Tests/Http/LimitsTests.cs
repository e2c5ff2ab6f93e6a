using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>What a connection may take: time, and its place.</summary>
public sealed class LimitsTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private static readonly string _credentials =
        $"Host: x\r\npartner-id: {LoyaltyServer.PartnerId}\r\napi-key: {LoyaltyServer.Key}\r\n"
        + "Connection: close\r\n";

    [Theory]
    [InlineData("G")]
    [InlineData("GET /v2/loyalty/levels HT")]
    [InlineData("GET /v2/loyalty/levels HTTP/1.1\r\nHost: x\r\napi-k")]
    public async Task A_head_that_does_not_come_is_not_waited_for(string start)
    {
        using var impatient = LoyaltyServer.With(("Limits:HeaderSeconds", "1"));

        var answer = await Text(impatient, start);

        answer.Should().StartWith("HTTP/1.1 408 Request Timeout\r\n");
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\nuser_email=")]
    [InlineData("Content-Length: 1000\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nuser_")]
    public async Task A_body_that_does_not_come_is_not_waited_for(string start)
    {
        using var impatient = LoyaltyServer.With(("Limits:BodySeconds", "2"));

        var answer = RawHttp.Read(await new RawHttp(impatient).Exchange(Encoding.ASCII.GetBytes(
            $"POST /v2/loyalty/award HTTP/1.1\r\n{_credentials}{start}")));

        answer.ShouldBe(new No("request timeout", 600, HttpStatusCode.RequestTimeout));
    }

    [Fact]
    public async Task A_connection_too_many_is_closed_unheard()
    {
        using var small = LoyaltyServer.With(("Limits:MostConnections", "1"));
        using var first = await Connect(small);
        await first.GetStream().WriteAsync(
            "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        (await first.GetStream().ReadAsync(new byte[1])).Should().Be(1);

        using var second = await Connect(small);

        (await IsClosed(second)).Should().BeTrue();
        first.Connected.Should().BeTrue();
    }

    [Theory]
    [InlineData(8192, 200)]
    [InlineData(8193, 414)]
    [InlineData(60_000, 414)]
    public async Task An_address_too_long_is_said_to_be(int length, int status)
    {
        const string path = "/v2/loyalty/levels?pad=";

        var answer = await server.Bootstrap.Get(path.PadRight(length, 'x'));

        ((int)answer.Status).Should().Be(status);
        if (status != 200)
        {
            answer.ShouldBe(new No("address too long", 600, HttpStatusCode.RequestUriTooLong));
        }
    }

    /// <summary>
    /// What the framework itself refuses to read comes before every door, so it has nobody's
    /// words: a status, no content, and the end of the connection. Here they are, all of them.
    /// </summary>
    [Theory]
    [InlineData("GET /v2/loyalty/levels/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /v2/loyalty/levels/\u00ff HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /v2/loyalty/levels HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /v2/loyalty/levels HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", 400)]
    [InlineData("G@T /v2/loyalty/levels HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("POST /v2/loyalty/award HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("GET /v2/loyalty/levels HTTP/9.9\r\nHost: x\r\n\r\n", 505)]
    [InlineData("GET /{70000} HTTP/1.1\r\nHost: x\r\n\r\n", 414)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nx: {40000}\r\n\r\n", 431)]
    public async Task What_is_no_request_has_a_status_and_nothing_else(string request, int status)
    {
        var sent = request
            .Replace("{70000}", new string('x', 70_000), StringComparison.Ordinal)
            .Replace("{40000}", new string('x', 40_000), StringComparison.Ordinal);

        var answer = await Text(server, sent);

        answer.Should().StartWith($"HTTP/1.1 {status} ").And.Contain("Content-Length: 0\r\n")
            .And.Contain("Connection: close\r\n").And.EndWith("\r\n\r\n");
    }

    private static async Task<string> Text(LoyaltyServer asked, string request) =>
        Encoding.Latin1.GetString(
            await new RawHttp(asked).Exchange(Encoding.Latin1.GetBytes(request)));

    private static async Task<TcpClient> Connect(LoyaltyServer asked)
    {
        var client = new TcpClient();
        await client.ConnectAsync(
            asked.Client.BaseAddress!.Host, asked.Client.BaseAddress.Port);
        return client;
    }

    private static async Task<bool> IsClosed(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
