"""Prints src/Domain/UnicodeTables.cs, made from the Unicode data that this Python carries.

    python3 tools/unicode-tables.py > src/Domain/UnicodeTables.cs
"""
import textwrap
import unicodedata as ucd

CHARS = [chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]

FILE = '''\
namespace ShopSocially.Loyalty.Domain;

/// <summary>The part of the Unicode Character Database that <see cref="Unicode"/> reads.</summary>
/// <remarks>
/// Unicode {version}, printed by tools/unicode-tables.py; change that script, not this file. All
/// code points are hexadecimal, combining classes decimal; Hangul syllables are computed instead.
/// </remarks>
internal static class UnicodeTables
{{
    /// <summary>Characters that NFKC replaces, as <c>first-last</c>.</summary>
    public const string Replaced = """
{replaced}
        """;

    /// <summary>Non-zero combining classes, as <c>first-last:class</c>.</summary>
    public const string Classes = """
{classes}
        """;

    /// <summary>Primary composites, as <c>composite:first+second</c>.</summary>
    public const string Composites = """
{composites}
        """;
}}'''


def ranges(value):
    """Yields (range, value) for every run of neighbours that have the same true value."""
    runs = []
    for char in CHARS:
        code, found = ord(char), value(char)
        if found and runs and runs[-1][1:] == [code - 1, found]:
            runs[-1][1] = code
        elif found:
            runs.append([code, code, found])
    for first, last, found in runs:
        yield (f"{first:X}" if first == last else f"{first:X}-{last:X}"), found


def composites():
    """Yields the canonical pairs that NFC composes; exclusions and singletons change under NFC."""
    for char in CHARS:
        pair = ucd.decomposition(char).split()
        if pair and pair[0][0] != "<" and ucd.normalize("NFC", char) == char:
            first, second = (int(code, 16) for code in pair)
            yield f"{ord(char):X}:{first:X}+{second:X}"


def lines(entries):
    return textwrap.fill(" ".join(entries), 100, initial_indent=" " * 8,
                         subsequent_indent=" " * 8, break_on_hyphens=False)


print(FILE.format(
    version=ucd.unidata_version,
    replaced=lines(span for span, _ in ranges(lambda c: ucd.normalize("NFKC", c) != c)),
    classes=lines(f"{span}:{cls}" for span, cls in ranges(ucd.combining)),
    composites=lines(composites())))
