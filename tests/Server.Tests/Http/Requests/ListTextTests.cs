using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>Texts that hold lists.</summary>
public sealed class ListTextTests
{
    [Theory]
    [InlineData("one", "one")]
    [InlineData("one,two", "one", "two")]
    [InlineData(" one , two ,", "one", "two")]
    [InlineData("one,,two", "one", "two")]
    [InlineData("""["one","two"]""", "one", "two")]
    [InlineData("""[ "one" , " two " ]""", "one", "two")]
    [InlineData("""["one, two", "\"three\""]""", "one, two", "\"three\"")]
    [InlineData("""["one", "", " ", null, "two"]""", "one", "two")]
    [InlineData("""[1, 2.50, true]""", "1", "2.50", "true")]
    [InlineData("['one', 'two']", "one", "two")]
    [InlineData("['one', '', ' two ',]", "one", "two")]
    [InlineData("[one, two]", "one", "two")]
    [InlineData("[\"one\", 'two']", "one", "two")]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("[one", "[one")]
    [InlineData("[", "[")]
    [InlineData("one\u000b,\u0085", "one\u000b", "\u0085")]
    [InlineData("[one, \ftwo]", "one", "\ftwo")]
    public void A_list_is_split_in_every_form(string text, params string[] expected) =>
        ListText.Split(text).Should().Equal(expected);

    [Theory]
    [InlineData("""[["one"]]""")]
    [InlineData("""[{"one": 1}]""")]
    [InlineData("""["\ud800"]""")]
    public void An_item_that_is_no_text_cannot_be_read(string text) =>
        ListText.Split(text).Should().Equal([null]);

    [Fact]
    public void A_text_that_could_not_be_read_holds_what_cannot_be_read() =>
        ListText.Split(null).Should().Equal([null]);
}
