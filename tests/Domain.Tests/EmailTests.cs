using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What is an email address, and which addresses are the same member.</summary>
public class EmailTests
{
    [Theory]
    [InlineData("a@b")]
    [InlineData("jane.doe+points@shop.example")]
    [InlineData("!#$%&'*/=?^_`{|}~-@[127.0.0.1]")]
    [InlineData("\u00FCnal@m\u00FCller.example")]
    [InlineData("\u7528\u6237@\u4F8B\u5B50")]
    [InlineData("\U0001F600@b")]
    [InlineData("\uFFFD@b")]
    public void An_address_is_taken_and_its_text_is_kept(string text)
    {
        Email.TryParse(text, out var email).Should().BeTrue();

        email.Text.Should().Be(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("jane")]
    [InlineData("@shop.example")]
    [InlineData("jane@")]
    [InlineData("jane@@shop.example")]
    [InlineData("jane@shop@example")]
    [InlineData("@jane@")]
    public void There_is_exactly_one_at_sign_with_something_on_both_sides(string? text) =>
        Parses(text).Should().BeFalse();

    [Theory]
    [InlineData("a", 252, true)]
    [InlineData("a", 253, false)]
    [InlineData("\u00E9", 252, true)]
    [InlineData("\u00E9", 253, false)]
    [InlineData("\U0001F600", 126, true)]
    [InlineData("\U0001F600", 127, false)]
    public void An_address_has_at_most_254_code_units(string unit, int times, bool isTaken) =>
        Parses(string.Concat(Enumerable.Repeat(unit, times)) + "@b").Should().Be(isTaken);

    [Fact]
    public void The_limit_is_that_of_the_text_before_it_is_composed() =>
        Parses(string.Concat(Enumerable.Repeat("e\u0301", 127)) + "@b").Should().BeFalse();

    [Theory]
    [InlineData('\u0000')]
    [InlineData('\t')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\u001F')]
    [InlineData('\u007F')]
    [InlineData('\u0080')]
    [InlineData('\u009F')]
    public void A_control_character_is_refused(char control) => ShouldBeRefusedAnywhere(control);

    [Theory]
    [InlineData(' ')]
    [InlineData('\u0085')]
    [InlineData('\u00A0')]
    [InlineData('\u1680')]
    [InlineData('\u2003')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u3000')]
    public void White_space_is_refused(char space) => ShouldBeRefusedAnywhere(space);

    // A surrogate alone does not survive in an attribute's UTF-8, so these are no InlineData.
    [Fact]
    public void A_lone_surrogate_is_refused()
    {
        ShouldBeRefusedAnywhere('\uD83D');
        ShouldBeRefusedAnywhere('\uDE00');
        Parses("\uDE00\uD83D@b").Should().BeFalse("they are in the wrong order");
    }

    [Fact]
    public void The_kelvin_sign_is_refused() => Parses("mar\u212A@b").Should().BeFalse();

    [Theory]
    [InlineData("\u212B", "the Angstrom sign")]
    [InlineData("\u2126", "the Ohm sign")]
    [InlineData("\uFB01", "the ligature fi")]
    [InlineData("\uFF21", "a full-width A")]
    [InlineData("\uFF20", "a full-width at sign")]
    [InlineData("\u00B2", "a superscript two")]
    [InlineData("\u017F", "the long s")]
    [InlineData("\u1E9B", "a long s with a dot")]
    [InlineData("\u2460", "a circled one")]
    [InlineData("\u2024", "a one dot leader")]
    [InlineData("\u0340", "a grave tone mark")]
    [InlineData("\u1FEF", "a Greek varia")]
    [InlineData("\u0958", "a letter that NFC never composes")]
    [InlineData("\u3131", "a compatibility jamo")]
    [InlineData("\uF900", "a compatibility ideograph")]
    [InlineData("\U0001D400", "a mathematical A")]
    [InlineData("\U0001D15E", "a half note")]
    [InlineData("\U0001FBF9", "the last segmented digit")]
    [InlineData("\U0002FA1D", "the last compatibility ideograph")]
    public void A_character_that_NFKC_replaces_is_refused(string character, string because)
    {
        Parses(character + "@b").Should().BeFalse(because);
        Parses("a@b" + character).Should().BeFalse(because);
    }

    [Theory]
    [InlineData("\u00C5")]
    [InlineData("\u03A9")]
    [InlineData("\u00A1")]
    [InlineData("\u00B1")]
    [InlineData("\u00B6")]
    [InlineData("\u0131")]
    [InlineData("\u0134")]
    [InlineData("\u00DF")]
    [InlineData("\u200B")]
    [InlineData("\U0001FBFA")]
    [InlineData("\U0002FA1E")]
    [InlineData("\U0010FFFF")]
    public void A_character_that_NFKC_keeps_is_its_own_fold(string character) =>
        Fold(character).Should().Be(character);

    [Theory]
    [InlineData("ABCXYZ", "abcxyz")]
    [InlineData("[`{", "[`{")]
    [InlineData("\u00C9", "\u00C9")]
    [InlineData("\u0130I\u0131", "\u0130i\u0131")]
    [InlineData("\u03A3\u0416", "\u03A3\u0416")]
    [InlineData("A\u00DF\U00010400Z", "a\u00DF\U00010400z")]
    public void Only_ASCII_letters_are_lowered(string text, string fold) =>
        Fold(text).Should().Be(fold);

    [Theory]
    [InlineData("E\u0301", "\u00C9")]
    [InlineData("Q\u0301", "q\u0301")]
    [InlineData("H\u0331", "h\u0331")]
    public void A_letter_is_lowered_only_after_its_marks_are_composed(string text, string fold) =>
        Fold(text).Should().Be(fold);

    [Fact]
    public void An_ASCII_address_in_lower_case_is_its_own_fold_without_a_copy()
    {
        const string Text = "jane@shop.example";

        Email.TryParse(Text, out var email).Should().BeTrue();

        email.Fold.Should().BeSameAs(Text);
    }

    [Fact]
    public void Both_spellings_of_an_accented_letter_are_the_same_member()
    {
        Email.TryParse("Ren\u00E9@shop.example", out var one).Should().BeTrue();
        Email.TryParse("rene\u0301@SHOP.example", out var other).Should().BeTrue();

        other.Should().Be(one);
        other.GetHashCode().Should().Be(one.GetHashCode());
        other.Text.Should().NotBe(one.Text);
    }

    [Fact]
    public void Another_address_is_another_member()
    {
        Email.TryParse("rene@b", out var one).Should().BeTrue();
        Email.TryParse("ren\u00E9@b", out var other).Should().BeTrue();

        other.Should().NotBe(one);
    }

    [Theory]
    [InlineData("u\u0308\u0304", "\u01D6")]
    [InlineData("u\u0304\u0308", "\u1E7B")]
    [InlineData("s\u0323\u0307", "\u1E69")]
    [InlineData("s\u0307\u0323", "\u1E69")]
    [InlineData("\u1E61\u0323", "\u1E69")]
    [InlineData("\u1E63\u0307", "\u1E69")]
    [InlineData("a\u0302\u0323", "\u1EAD")]
    [InlineData("a\u0323\u0302", "\u1EAD")]
    [InlineData("\u03B1\u0345\u0301\u0313", "\u1FB4\u0313")]
    [InlineData("\u03B1\u0345\u0313\u0301", "\u1F84")]
    [InlineData("<\u0338", "\u226E")]
    [InlineData("\u304B\u3099", "\u304C")]
    public void Marks_are_ordered_and_composed(string text, string fold) =>
        Fold(text).Should().Be(fold);

    [Theory]
    [InlineData("\u00E9\u0323", "\u1EB9\u0301")]
    [InlineData("\u01D6\u0323", "\u1EE5\u0308\u0304")]
    [InlineData("\u00C5\u0301", "\u01FA")]
    [InlineData("\u1EAD\u0327", "\u1EAD\u0327")]
    public void A_mark_after_a_composed_letter_is_composed_anew(string text, string fold) =>
        Fold(text).Should().Be(fold);

    [Theory]
    [InlineData("a\u0305\u0301")]
    [InlineData("q\u0301\u0301")]
    [InlineData("e-\u0301")]
    [InlineData("e\u200D\u0301")]
    [InlineData("\u1100\u0301\u1161")]
    [InlineData("\u0B47\u0301\u0B3E")]
    [InlineData("\u0301e")]
    public void A_mark_or_letter_that_is_blocked_stays(string text) => Fold(text).Should().Be(text);

    [Fact]
    public void A_mark_passes_a_mark_of_a_lower_class() =>
        Fold("e\u0316\u0301").Should().Be("\u00E9\u0316");

    [Fact]
    public void A_mark_does_not_compose_across_the_at_sign()
    {
        Email.TryParse("e@\u0301", out var email).Should().BeTrue();

        email.Fold.Should().Be("e@\u0301");
    }

    [Theory]
    [InlineData("\u1100\u1161", "\uAC00")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\uAC00\u11A8", "\uAC01")]
    [InlineData("\u1112\u1175\u11C2", "\uD7A3")]
    [InlineData("\uD7A3", "\uD7A3")]
    [InlineData("\uAC01\u11A8", "\uAC01\u11A8")]
    [InlineData("\uAC00\u11A7", "\uAC00\u11A7")]
    [InlineData("\uAC00\u11C3", "\uAC00\u11C3")]
    [InlineData("\u1113\u1161", "\u1113\u1161")]
    [InlineData("\u1100\u1176", "\u1100\u1176")]
    [InlineData("\u1100\u1100\u1161", "\u1100\uAC00")]
    public void Jamo_become_Hangul_syllables(string text, string fold) =>
        Fold(text).Should().Be(fold);

    [Theory]
    [InlineData("\U00011099\U000110BA", "\U0001109A")]
    [InlineData("\U00011131\U00011127", "\U0001112E")]
    [InlineData("\U00011347\U00011357", "\U0001134C")]
    [InlineData("\U00011935\U00011930", "\U00011938")]
    [InlineData("\U000114B9\U000114B0", "\U000114BC")]
    public void Characters_beyond_the_first_plane_are_composed(string text, string fold) =>
        Fold(text).Should().Be(fold);

    private static bool Parses(string? text) => Email.TryParse(text, out _);

    private static string Fold(string text)
    {
        const string Shop = "@shop.example";
        Email.TryParse(text + Shop, out var email).Should().BeTrue();
        email.Fold.Should().EndWith(Shop);
        return email.Fold[..^Shop.Length];
    }

    private static void ShouldBeRefusedAnywhere(char character)
    {
        string[] texts = [$"{character}a@b", $"a{character}a@b", $"\u00E9@b{character}"];
        foreach (var text in texts)
        {
            Parses(text).Should().BeFalse();
        }
    }
}
