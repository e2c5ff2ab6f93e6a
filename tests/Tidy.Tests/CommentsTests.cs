using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Every type says in a sentence what it is; nothing is left for later.</summary>
public sealed class CommentsTests
{
    private static readonly Regex Tag = new("</?(summary|remarks|para)[^>]*>");

    private static readonly Regex Region =
        new(@"^[ \t]*#[ \t]*(end)?region.*", RegexOptions.Multiline);

    private static readonly Regex Later = new(@"\b(TODO|FIXME)\b");

    private static readonly Regex Unwritten = new(@"\bNotImplementedException\b");

    [Fact]
    public void Every_type_has_a_sentence_above_it() => Finding.ExpectNone(
        from file in SourceTree.CSharp("src")
        from type in file.Declarations
        where type.IsType && !Says(file.Lines, type.AttributeLine)
        select new Finding(file.Path, type.FirstLine, type.Name),
        "Write one sentence of /// <summary> directly above the type: what it is.");

    [Fact]
    public void There_are_no_regions() => Finding.ExpectNone(
        SourceTree.CSharp("src", "tests")
            .SelectMany(file => file.Find(Region, file.CSharp.Comments)),
        "Take the #region away; if the file is too long without, split it.");

    [Fact]
    public void Nothing_is_left_for_later() => Finding.ExpectNone(
        SourceTree.CSharp("src", "tests")
            .SelectMany(file => file.Find(Later, file.CSharp.Comments)
                .Concat(file.Find(Unwritten, file.CSharp.Code)))
            .Concat(
                from file in SourceTree.Written(".sql", ".cshtml", ".razor", ".csproj", ".md")
                from found in file.Find(Later, file.Text)
                select found),
        "Do it now, or write down elsewhere why not.");

    /// <summary>True if the lines above line <paramref name="line"/> are /// with words.</summary>
    private static bool Says(string[] lines, int line)
    {
        var above = lines.Take(line - 1).Reverse()
            .Select(text => text.Trim())
            .TakeWhile(text => text.StartsWith("///", StringComparison.Ordinal));

        return Tag.Replace(string.Concat(above), "").Any(char.IsLetter);
    }
}
