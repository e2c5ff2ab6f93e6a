using System.Text;

namespace ShopSocially.Loyalty.Domain;

/// <summary>An email address that names a member; equal to another when their folds are.</summary>
/// <remarks>
/// An address has 1 to 254 UTF-16 code units, exactly one <c>@</c> with something on both sides,
/// no control characters, no white space and no lone surrogates. Its fold is made in this order:
/// <list type="number">
/// <item>A character that NFKC alone would replace (the Kelvin sign, ligatures, full-width
/// letters) is refused, so that no look-alike is silently taken for another address.</item>
/// <item>The text is brought to NFC, so that both spellings of an accented letter are one.</item>
/// <item>ASCII A to Z are lowered, and nothing else.</item>
/// </list>
/// </remarks>
public readonly record struct Email
{
    /// <summary>The limit of the text; a fold can be longer, as NFC may split a letter.</summary>
    public const int MaxLength = 254;

    private Email(string text, string fold) => (Text, Fold) = (text, fold);

    /// <summary>The address as it was given.</summary>
    public string Text { get; }

    /// <summary>The form that is compared.</summary>
    public string Fold { get; }

    public static bool TryParse(string? text, out Email email)
    {
        email = default;
        if (text is null || text.Length > MaxLength || !HasOneInnerAt(text))
        {
            return false;
        }

        var composed = text;
        if (text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            if (!HasOnlyAllowed(text))
            {
                return false;
            }

            composed = Unicode.Compose(text);
        }

        email = new Email(text, LowerAscii(composed));
        return true;
    }

    public bool Equals(Email other) => Fold == other.Fold;

    public override int GetHashCode() => HashCode.Combine(Fold);

    private static bool HasOneInnerAt(string text)
    {
        var at = text.IndexOf('@');
        return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@');
    }

    private static bool HasOnlyAllowed(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune) || !IsAllowed(rune))
            {
                return false;
            }

            at += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static bool IsAllowed(Rune rune) =>
        !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)
        && (rune.IsAscii || !Unicode.IsReplacedByNfkc(rune));

    /// <summary><see cref="string.ToLowerInvariant"/> would lower every script.</summary>
    private static string LowerAscii(string text) =>
        !text.AsSpan().ContainsAnyInRange('A', 'Z')
            ? text
            : string.Create(text.Length, text, static (lower, given) =>
            {
                for (var at = 0; at < lower.Length; at++)
                {
                    var letter = given[at];
                    lower[at] = char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
                }
            });
}
