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
