using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.Requests;

/// <summary>What is taken off the ends of a text, and what is left to be refused.</summary>
public sealed class BlanksTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n\u00a0\u3000", "")]
    [InlineData(" a b ", "a b")]
    [InlineData("\u2003a\u00a0", "a")]
    [InlineData(" a\u000b ", "a\u000b")]
    [InlineData("\f", "\f")]
    [InlineData(" \u0085 a", "\u0085 a")]
    [InlineData("\0 ", "\0")]
    public void Blanks_go_and_control_characters_stay(string given, string kept) =>
        Blanks.Trim(given).Should().Be(kept);
}
