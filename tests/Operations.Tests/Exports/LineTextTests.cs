using System.Buffers;
using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Operations.Exports;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests.Exports;

/// <summary>A row as a line, and back.</summary>
public sealed class LineTextTests
{
    private const string Return =
        """{"return":{"transaction_id":"t","part":{"award_id":"a","amount":"9.5","points":3}}}""";

    private const string Replay =
        """
        {"replay":{"key":"k","fingerprint":"f","answer":"a","made_at":"2026-01-31T09:00:00.000Z"}}
        """;

    [Theory]
    [InlineData(Return)]
    [InlineData(Replay)]
    public void What_is_read_is_written_alike(string text)
    {
        var written = new ArrayBufferWriter<byte>();

        LineText.Write(written, LineText.Read(Encoding.UTF8.GetBytes(text)));

        Encoding.UTF8.GetString(written.WrittenSpan).Should().Be(text + "\n");
    }

    [Theory]
    [InlineData("\"9.5\"", "9.5", "return.part.amount: is no decimal like \"59.9\"")]
    [InlineData("\"9.5\"", "\"9.50\"", "return.part.amount: is no decimal")]
    [InlineData("\"9.5\"", "\"1e3\"", "return.part.amount: is no decimal")]
    [InlineData("\"9.5\"", "\"99999999999999999999999999999999\"", "return.part.amount: is no")]
    [InlineData(":3", ":3.0", "return.part.points: is of another type")]
    [InlineData(":3", ":\"3\"", "return.part.points: is of another type")]
    [InlineData(":3", ":99999999999999999999", "return.part.points: is of another type")]
    [InlineData(":3", ":null", "return.part.points: is of another type")]
    [InlineData("\"a\",", "null,", "return.part.award_id: must not be null")]
    [InlineData("\"a\",", "\"\\ud800\",", "return.part.award_id: is")]
    [InlineData(",\"points\":3", "", "return.part: lacks 'points'")]
    [InlineData(":3", ":3,\"diary\":1", "return.part.diary: is unknown")]
    [InlineData(":3", ":3,\"points\":3", "has a field twice")]
    [InlineData("{\"award", "[{\"award", "return.part: is of another type")]
    [InlineData("}}}", "", "is no JSON, or is cut off")]
    [InlineData("}}}", "}}}{}", "is no JSON")]
    [InlineData("}}}", "}},\"level\":null}", null)]
    public void A_field_that_is_wrong_is_named(string part, string instead, string? reason)
    {
        var read = () => LineText.Read(Encoding.UTF8.GetBytes(Return.Replace(part, instead)));

        if (reason is null)
        {
            read.Should().NotThrow();
        }
        else
        {
            read.Should().Throw<FormatException>().Which.Message.Should().Contain(reason)
                .And.NotContain("System.").And.NotContain("LineNumber");
        }
    }

    [Theory]
    [InlineData("2026-01-31T09:00:00Z")]
    [InlineData("2026-01-31T09:00:00.000+01:00")]
    [InlineData("2026-02-30T09:00:00.000Z")]
    [InlineData("yesterday")]
    public void An_instant_has_its_milliseconds_and_is_in_UTC(string at)
    {
        var text = Replay.Replace("2026-01-31T09:00:00.000Z", at);

        var read = () => LineText.Read(Encoding.UTF8.GetBytes(text));

        read.Should().Throw<FormatException>().Which.Message.Should()
            .StartWith("replay.made_at: is no instant");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("""{"level":null}""")]
    public void A_line_has_one_kind(string text)
    {
        var read = () => LineText.Read(Encoding.UTF8.GetBytes(text));

        read.Should().Throw<FormatException>();
    }
}
