using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>Flat JSON objects.</summary>
public sealed class JsonObjectTests
{
    [Theory]
    [InlineData("""{"a": "x"}""", "x")]
    [InlineData("""{"a": " x, "}""", "x")]
    [InlineData("""{"a": 100}""", "100")]
    [InlineData("""{"a": 1.50}""", "1.50")]
    [InlineData("""{"a": -1e400}""", "-1e400")]
    [InlineData("""{"a": true}""", "true")]
    [InlineData("""{"a": false}""", "false")]
    [InlineData("""{"\u0061": "\u00f6\n\"z"}""", "ö\n\"z")]
    [InlineData("""{" A ": 1}""", "1")]
    [InlineData("""{"b": {"a": 2, "c": [{}]}, "a": 1}""", "1")]
    [InlineData("""{"a": [1, "2", true]}""", "1", "2", "true")]
    [InlineData("""{"a": 1, "a": 2}""", "1", "2")]
    [InlineData("""{"a": "", "A": 1}""", "1")]
    [InlineData("""{"a": null}""")]
    [InlineData("""{"a": [null, ""]}""")]
    [InlineData("""{"a": []}""")]
    [InlineData("""{}""")]
    [InlineData(""" { } """)]
    public void The_values_of_a_name_are_found(string json, params string[] expected)
    {
        var parameters = new Parameters();

        JsonObject.TryRead(Encoding.UTF8.GetBytes(json), parameters).Should().BeTrue();

        parameters.Find(["a"]).Should().Equal(
            expected.Select(text => new ParameterValue(text, false)));
    }

    [Theory]
    [InlineData("""{"a": {"b": 1}}""")]
    [InlineData("""{"a": [[1]]}""")]
    [InlineData("""{"a": [{"b": 1}]}""")]
    [InlineData("""{"a": "\ud800"}""")]
    public void What_is_nested_or_no_text_cannot_be_read(string json)
    {
        var parameters = new Parameters();

        JsonObject.TryRead(Encoding.UTF8.GetBytes(json), parameters).Should().BeTrue();

        parameters.Find(["a"]).Should().Equal(new ParameterValue(null, false));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\": }")]
    [InlineData("{\"a\": 1")]
    [InlineData("{\"a\": [1}")]
    [InlineData("{\"a\": 1,}")]
    [InlineData("{\"a\": 01}")]
    [InlineData("{\"a\": NaN}")]
    [InlineData("{'a': 1}")]
    [InlineData("{\"a\": 1} {}")]
    [InlineData("{\"a\": 1} x")]
    [InlineData("{\"a\": 1 /* one */}")]
    [InlineData("{\"a\": \"\n\"}")]
    public void What_is_no_JSON_object_is_said_to_be_none(string json) =>
        JsonObject.TryRead(Encoding.UTF8.GetBytes(json), new()).Should().BeFalse();

    [Fact]
    public void An_object_as_deep_as_a_well_is_said_to_be_none() => JsonObject.TryRead(
        Encoding.UTF8.GetBytes(
            "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}"),
        new()).Should().BeFalse();

    [Theory]
    [InlineData("{", true)]
    [InlineData(" \t\r\n{}", true)]
    [InlineData("[{}]", false)]
    [InlineData("a={}", false)]
    [InlineData("", false)]
    public void An_object_is_known_by_its_first_brace(string text, bool expected) =>
        JsonObject.IsMeantBy(Encoding.UTF8.GetBytes(text)).Should().Be(expected);
}
