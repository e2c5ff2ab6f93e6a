using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>Form-encoded text, as strict and as sloppy as clients write it.</summary>
public sealed class FormPairsTests
{
    [Theory]
    [InlineData("a=1", "1")]
    [InlineData("b=2&a=1", "1")]
    [InlineData("a=1&b", "1")]
    [InlineData("&&a=1&&", "1")]
    [InlineData("A=1", "1")]
    [InlineData("%61=1", "1")]
    [InlineData(" a = 1 ", "1")]
    [InlineData("+a+=+1+", "1")]
    [InlineData("a: 1", "1")]
    [InlineData("a:1", "1")]
    [InlineData("a=x: 1", "x: 1")]
    [InlineData("a=b=c", "b=c")]
    [InlineData("a: http://example.com", "http://example.com")]
    [InlineData("a=b%26c%3Dd", "b&c=d")]
    [InlineData("a=b+c%2Bd", "b c+d")]
    [InlineData("a=gr%C3%B6%C3%9Fe", "größe")]
    [InlineData("a=größe", "größe")]
    [InlineData("a=100%", "100%")]
    [InlineData("a=100%2", "100%2")]
    [InlineData("a=100%zz", "100%zz")]
    [InlineData("a=%252F", "%2F")]
    [InlineData("a=1&a=2", "1", "2")]
    [InlineData("a=&a=1", "1")]
    [InlineData("a=")]
    [InlineData("a")]
    [InlineData("=1")]
    [InlineData("")]
    public void The_values_of_a_name_are_found(string form, params string[] expected) =>
        Read(Encoding.UTF8.GetBytes(form)).Select(value => value.Text).Should().Equal(expected);

    [Theory]
    [InlineData("a=%FF")]
    [InlineData("a=%C3")]
    [InlineData("a=%ED%A0%80")]
    [InlineData("a=%C0%AF")]
    public void What_is_no_UTF_8_cannot_be_read(string form) =>
        Read(Encoding.UTF8.GetBytes(form)).Should().Equal(new ParameterValue(null, true));

    [Fact]
    public void A_value_remembers_that_a_blank_in_it_may_have_been_a_plus() =>
        Read("a=b+c"u8.ToArray()).Should().Equal(new ParameterValue("b c", true));

    [Fact]
    public void Too_many_pairs_are_noticed_and_no_more_are_read()
    {
        var parameters = new Parameters();

        FormPairs.Read(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a=1&", 1001)) + "b=2"),
            parameters);

        parameters.IsTooMany.Should().BeTrue();
        parameters.Find(["a"]).Should().HaveCount(Parameters.Most);
        parameters.Find(["b"]).Should().BeEmpty();
    }

    [Fact]
    public void Any_bytes_are_decoded_as_by_a_reader_that_takes_one_step_at_a_time()
    {
        var chance = new Random(2017);
        for (var round = 0; round < 20_000; round++)
        {
            var encoded = Encoded(chance);

            FormPairs.Decode(encoded).Should().Be(
                Reference(encoded), Encoding.Latin1.GetString(encoded));
        }
    }

    /// <summary>Mostly what means something, of up to 600 bytes, for long ones are apart.</summary>
    private static byte[] Encoded(Random chance)
    {
        string[] parts =
        [
            "%", "%4", "%41", "%c3%B6", "ö", "%FF", "+", "a", "%2", "%ed%a0%80", "€",
        ];
        var text = string.Concat(Enumerable.Range(0, chance.Next(chance.Next(2) * 120 + 6))
            .Select(_ => parts[chance.Next(parts.Length)]));
        var bytes = Encoding.UTF8.GetBytes(text);
        if (chance.Next(4) == 0)
        {
            chance.NextBytes(bytes.AsSpan(0, Math.Min(bytes.Length, 3)));
        }

        return bytes;
    }

    private static string? Reference(byte[] encoded)
    {
        var plain = new List<byte>();
        for (var rest = encoded; rest.Length > 0;)
        {
            var escaped = EscapedByte(rest);
            plain.Add(escaped ?? (rest[0] == '+' ? (byte)' ' : rest[0]));
            rest = rest[(escaped is null ? 1 : 3)..];
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. plain]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte? EscapedByte(byte[] rest) =>
        rest is [(byte)'%', var high, var low, ..]
        && char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low)
            ? Convert.FromHexString([(char)high, (char)low])[0]
            : null;

    private static IReadOnlyList<ParameterValue> Read(byte[] form)
    {
        var parameters = new Parameters();
        FormPairs.Read(form, parameters);
        return parameters.Find(["a"]);
    }
}
