using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>What a request has in one place, under names and tidied.</summary>
public sealed class ParametersTests
{
    [Theory]
    [InlineData("x", "x")]
    [InlineData(" x ", "x")]
    [InlineData("\t\u00a0x\r\n", "x")]
    [InlineData("x,", "x")]
    [InlineData("x , ", "x")]
    [InlineData("x,,", "x,")]
    [InlineData(",x", ",x")]
    [InlineData("x y", "x y")]
    [InlineData("'x'", "'x'")]
    public void A_value_is_trimmed_and_loses_one_trailing_comma(string given, string kept) =>
        With(("a", given)).Find(["a"]).Should().Equal(new ParameterValue(kept, false));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(",")]
    [InlineData(" , ")]
    [InlineData("''")]
    [InlineData("\"\",")]
    [InlineData(" ‘’")]
    [InlineData("“”")]
    public void An_empty_value_is_not_given(string given) =>
        With(("a", given)).Find(["a"]).Should().BeEmpty();

    [Fact]
    public void Names_are_trimmed_and_compared_without_case() =>
        With((" Redemption_ID ", "x"), ("redemption_id", "y")).Find(["REDEMPTION_id"])
            .Select(value => value.Text).Should().Equal("x", "y");

    [Fact]
    public void The_first_name_that_has_a_value_is_found_and_no_other()
    {
        var parameters = With(("alias", "x"), ("other", "y"), ("tabled", ""));

        parameters.Find(["tabled", "alias", "other"])
            .Select(value => value.Text).Should().Equal("x");
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_there_all_the_same() =>
        With(("a", null)).Find(["a"]).Should().Equal(new ParameterValue(null, false));

    [Fact]
    public void A_thousand_are_allowed_and_one_more_is_too_many()
    {
        var parameters = With([.. Enumerable.Repeat<(string, string?)>(("a", "x"), 1000)]);
        parameters.IsTooMany.Should().BeFalse();

        parameters.Add("b", new("", false));

        parameters.IsTooMany.Should().BeTrue("an empty one is sent, too");
    }

    private static Parameters With(params (string Name, string? Text)[] given)
    {
        var parameters = new Parameters();
        foreach (var (name, text) in given)
        {
            parameters.Add(name, new(text, false));
        }

        return parameters;
    }
}
