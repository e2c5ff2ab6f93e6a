using System.IO.Compression;
using System.Text;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>Bodies and queries, as they come off the wire.</summary>
public sealed class ParameterReaderTests
{
    private readonly DefaultHttpContext _context = new();

    [Theory]
    [InlineData(10, null)]
    [InlineData(10, 10L)]
    [InlineData(10, 3L)]
    [InlineData(10, 1_000_000_000_000L)]
    [InlineData(4096, 4096L)]
    [InlineData(5000, 5000L)]
    [InlineData(300_000, null)]
    [InlineData(300_000, 300_000L)]
    public async Task A_body_is_read_whole_whatever_length_was_promised(int length, long? promised)
    {
        Send("a=" + new string('x', length - 2), promised);

        var (body, _) = await ParameterReader.Read(_context);

        body!.Find(["a"]).Should().Equal(
            new ParameterValue(new string('x', length - 2), IsFormEncoded: true));
    }

    [Theory]
    [InlineData(1_048_576, null)]
    [InlineData(1_048_577, 413)]
    public async Task A_body_of_a_mebibyte_is_read_and_a_byte_more_is_too_large(
        int length, int? expected)
    {
        Send("a=" + new string('x', length - 2), promised: 10);

        var reading = async () => await ParameterReader.Read(_context);

        var fault = await Record.ExceptionAsync(reading);
        (fault as BadHttpRequestException)?.StatusCode.Should().Be(expected);
        (fault is null).Should().Be(expected is null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("GZip")]
    [InlineData("x-gzip")]
    [InlineData("identity")]
    [InlineData("utf-8")]
    [InlineData("")]
    public async Task A_body_that_is_not_packed_is_read_whatever_is_said(string? encoding)
    {
        Send("a=1", promised: null);
        _context.Request.Headers.ContentEncoding = encoding;

        var (body, _) = await ParameterReader.Read(_context);

        body!.Find(["a"]).Select(value => value.Text).Should().Equal("1");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    public async Task A_packed_body_is_unpacked(string encoding)
    {
        Send(Packed("a=1"u8.ToArray()), encoding);

        var (body, _) = await ParameterReader.Read(_context);

        body!.Find(["a"]).Select(value => value.Text).Should().Equal("1");
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("identity, gzip")]
    [InlineData("bogus")]
    public async Task Any_other_packing_is_refused_unread(string encoding)
    {
        Send(Packed("a=1"u8.ToArray()), encoding);

        var reading = async () => await ParameterReader.Read(_context);

        (await reading.Should().ThrowAsync<BadHttpRequestException>())
            .Which.StatusCode.Should().Be(415);
        _context.Request.Body.Position.Should().Be(0);
    }

    [Fact]
    public async Task What_would_unpack_to_fifty_megabytes_is_refused_without_their_memory()
    {
        var bomb = Packed(new byte[50_000_000]);
        bomb.Length.Should().BeLessThan(50_000);
        Send(bomb, "gzip");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = ParameterReader.Read(_context);

        // All of it has been in memory: no other thread has taken a part in it.
        reading.IsCompleted.Should().BeTrue();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(5_000_000);
        var refused = async () => await reading;
        (await refused.Should().ThrowAsync<BadHttpRequestException>())
            .Which.StatusCode.Should().Be(413);
    }

    [Fact]
    public async Task Where_there_is_no_body_there_are_the_parameters_of_the_query()
    {
        Send("a=1", promised: null);
        _context.Features.Set<IHttpRequestBodyDetectionFeature>(new NoBody());
        _context.Request.QueryString = new("?a=2");

        var (body, query) = await ParameterReader.Read(_context);

        body!.Find(["a"]).Should().BeEmpty();
        query!.Find(["a"]).Select(value => value.Text).Should().Equal("2");
    }

    [Theory]
    [InlineData("?{\"a\":1}")]
    [InlineData("?%7B%22a%22%3A1%7D")]
    [InlineData("?%7b\"a\":1}")]
    [InlineData("?+%20%7b\"a\":1}")]
    [InlineData("?a=1")]
    [InlineData("?a=1&b=%7B%7D")]
    public async Task A_query_is_pairs_or_a_JSON_object(string written)
    {
        _context.Request.QueryString = new(written);

        var (_, query) = await ParameterReader.Read(_context);

        query!.Find(["a"]).Select(value => value.Text).Should().Equal(["1"], written);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private void Send(byte[] body, string encoding)
    {
        _context.Request.Body = new MemoryStream(body);
        _context.Request.Headers.ContentEncoding = encoding;
    }

    private void Send(string body, long? promised)
    {
        _context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        _context.Request.ContentLength = promised;
    }

    /// <summary>A request without a body.</summary>
    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => false;
    }
}
