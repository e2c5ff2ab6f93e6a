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

    private static IReadOnlyList<ParameterValue> Read(byte[] form)
    {
        var parameters = new Parameters();
        FormPairs.Read(form, parameters);
        return parameters.Find(["a"]);
    }
}
