using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Which engine keeps the points is known in Storage/Engines and nowhere else.</summary>
public sealed class EnginesTests
{
    private const string Advice =
        "Engines hold everything in which the two differ; ask for it there by what it does.";

    private static readonly Regex Engine = new("sqlite|npgsql|postgre", RegexOptions.IgnoreCase);

    private static IEnumerable<SourceFile> Outside =>
        from file in SourceTree.Files("src", ".cs", ".cshtml", ".razor", ".csproj")
        where !file.IsBelow(Rooms.Engines) && file.Path != "src/Storage/Storage.csproj"
        select file;

    [Fact]
    public void No_code_names_an_engine_outside_Engines() => Finding.ExpectNone(
        Outside.SelectMany(file => file.Find(Engine, WithoutComments(file))),
        Advice);

    [Fact]
    public void No_file_is_named_after_an_engine_outside_Engines() => Finding.ExpectNone(
        from file in Outside
        where Engine.IsMatch(file.Path)
        select new Finding(file.Path, 1, file.Name),
        Advice);

    /// <summary>The file with blanks where its comments stand; strings are kept.</summary>
    private static string WithoutComments(SourceFile file) => file.EndsWith(".cs")
        ? string.Concat(file.Text.Zip(file.CSharp.Comments, (letter, comment) =>
            char.IsWhiteSpace(comment) ? letter : ' '))
        : file.Text;
}
