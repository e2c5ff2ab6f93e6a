using System.Globalization;
using System.Text;

namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// Brings text to Unicode's canonical composed form (NFC) and knows what NFKC would replace.
/// </summary>
/// <remarks>
/// The server runs with invariant globalization, where <see cref="string.Normalize()"/> silently
/// returns its input. The tables are decoded once, on the first call.
/// </remarks>
internal static class Unicode
{
    private static readonly HashSet<int> Replaced =
        Entries(UnicodeTables.Replaced).SelectMany(entry => Range(entry[0])).ToHashSet();

    private static readonly Dictionary<int, int> Classes =
        Entries(UnicodeTables.Classes)
            .SelectMany(entry => Range(entry[0]).Select(rune => (Rune: rune, Class: entry[1])))
            .ToDictionary(of => of.Rune, of => int.Parse(of.Class, CultureInfo.InvariantCulture));

    private static readonly Dictionary<int, (int First, int Second)> Pairs =
        Entries(UnicodeTables.Composites)
            .ToDictionary(entry => Hex(entry[0]), entry => Pair(entry[1]));

    private static readonly Dictionary<(int First, int Second), int> Composites =
        Pairs.ToDictionary(entry => entry.Value, entry => entry.Key);

    public static bool IsReplacedByNfkc(Rune rune) => Replaced.Contains(rune.Value);

    /// <summary>
    /// The NFC form of well-formed text without characters that NFKC replaces: what is left has
    /// no decomposition but those of the primary composites and the Hangul syllables.
    /// </summary>
    public static string Compose(string text)
    {
        var decomposed = new List<(int Rune, int Class)>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, decomposed);
        }

        var composed = Composed(decomposed);
        return string.Concat(composed.Select(of => char.ConvertFromUtf32(of.Rune)));
    }

    private static void Decompose(int rune, List<(int Rune, int Class)> into)
    {
        if (Hangul.TrySplit(rune, out var pair) || Pairs.TryGetValue(rune, out pair))
        {
            Decompose(pair.First, into);
            Decompose(pair.Second, into);
        }
        else
        {
            InsertInOrder((rune, Classes.GetValueOrDefault(rune)), into);
        }
    }

    /// <summary>Canonical ordering: a mark moves before the marks of a higher class.</summary>
    private static void InsertInOrder(
        (int Rune, int Class) added, List<(int Rune, int Class)> into)
    {
        var at = into.Count;
        while (added.Class > 0 && at > 0 && into[at - 1].Class > added.Class)
        {
            at--;
        }

        into.Insert(at, added);
    }

    /// <summary>A character joins the last starter unless one between them blocks it.</summary>
    private static List<(int Rune, int Class)> Composed(List<(int Rune, int Class)> decomposed)
    {
        var composed = new List<(int Rune, int Class)>(decomposed.Count);
        var starter = -1;
        foreach (var next in decomposed)
        {
            var reaches = starter >= 0
                && (starter == composed.Count - 1 || composed[^1].Class < next.Class);
            if (reaches && TryJoin(composed[starter].Rune, next.Rune, out var joined))
            {
                composed[starter] = (joined, 0);
                continue;
            }

            starter = next.Class == 0 ? composed.Count : starter;
            composed.Add(next);
        }

        return composed;
    }

    private static bool TryJoin(int first, int second, out int joined) =>
        Hangul.TryJoin(first, second, out joined)
        || Composites.TryGetValue((first, second), out joined);

    private static IEnumerable<string[]> Entries(string data) =>
        data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split(':'));

    private static IEnumerable<int> Range(string range)
    {
        var ends = range.Split('-');
        var first = Hex(ends[0]);
        return Enumerable.Range(first, Hex(ends[^1]) - first + 1);
    }

    private static (int First, int Second) Pair(string pair)
    {
        var runes = pair.Split('+');
        return (Hex(runes[0]), Hex(runes[1]));
    }

    private static int Hex(string rune) =>
        int.Parse(rune, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The Hangul syllables, whose pairs follow from their place in the block.</summary>
    private static class Hangul
    {
        private const int Leading = 0x1100, LeadingCount = 19;
        private const int Vowel = 0x1161, VowelCount = 21;
        private const int Trailing = 0x11A7, TrailingCount = 28;
        private const int Syllable = 0xAC00;
        private const int SyllableCount = LeadingCount * VowelCount * TrailingCount;

        public static bool TrySplit(int rune, out (int First, int Second) pair)
        {
            var (block, trailing) = Math.DivRem(rune - Syllable, TrailingCount);
            pair = trailing == 0
                ? (Leading + block / VowelCount, Vowel + block % VowelCount)
                : (rune - trailing, Trailing + trailing);
            return IsIn(rune, Syllable, SyllableCount);
        }

        public static bool TryJoin(int first, int second, out int joined)
        {
            if (IsIn(first, Leading, LeadingCount) && IsIn(second, Vowel, VowelCount))
            {
                var block = (first - Leading) * VowelCount + second - Vowel;
                joined = Syllable + block * TrailingCount;
                return true;
            }

            joined = first + second - Trailing;
            return IsIn(first, Syllable, SyllableCount)
                && (first - Syllable) % TrailingCount == 0
                && IsIn(second, Trailing + 1, TrailingCount - 1);
        }

        private static bool IsIn(int rune, int first, int count) =>
            rune >= first && rune < first + count;
    }
}
