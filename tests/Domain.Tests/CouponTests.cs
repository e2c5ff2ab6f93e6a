using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Codes as merchants list them.</summary>
public class CouponTests
{
    [Theory]
    [InlineData("A,B,C", "A|B|C")]
    [InlineData(" A , B ,, C ,", "A|B|C")]
    [InlineData("B,A,B,A", "B|A")]
    [InlineData("a,A", "a|A")]
    [InlineData("two words", "two words")]
    [InlineData("", "")]
    [InlineData(" , ,", "")]
    public void Codes_keep_their_order_and_repeats_count_once(string list, string codes) =>
        string.Join('|', Coupon.ParseList(list)!).Should().Be(codes);

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_code_has_at_most_128_characters(int length, bool isTaken) =>
        (Coupon.ParseList("A," + new string('x', length)) is not null).Should().Be(isTaken);

    [Theory]
    [InlineData("A\u0000B")]
    [InlineData("A\nB")]
    [InlineData("A,B\u007FC")]
    public void A_code_holds_no_control_character(string list) =>
        Coupon.ParseList(list).Should().BeNull();
}
