using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Operations.Exports;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests.Exports;

/// <summary>Lines of a stream, however long they are and however they come.</summary>
public sealed class LineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\n\nbc", "a", "", "bc")]
    [InlineData("0123456789\n0123456789A\nb\n", "0123456789", "too long", "b")]
    [InlineData("0123456789A", "too long")]
    public void They_are_read_one_by_one(string text, params string[] lines) =>
        Read(text, 10).Should().Equal(lines);

    [Fact]
    public void A_long_line_is_read_whole_and_a_longer_one_costs_no_memory()
    {
        var (full, over) = (new string('x', 300_000), new string('y', 3_000_000));

        Read($"{over}\n{full}\n{over}\nz\n{full}", 300_000)
            .Should().Equal("too long", full, "too long", "z", full);
    }

    private static List<string> Read(string text, int most)
    {
        var reader = new LineReader(new Trickle(Encoding.UTF8.GetBytes(text)), most);
        var lines = new List<string>();
        while (reader.Next())
        {
            lines.Add(reader.IsTooLong ? "too long" : Encoding.UTF8.GetString(reader.Text.Span));
            reader.Number.Should().Be(lines.Count);
        }

        return lines;
    }

    /// <summary>A stream that gives a little at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, 7001));
    }
}
