using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Types, files and folders are called by the product's nouns and verbs.</summary>
public sealed class NamesTests
{
    private const string Advice =
        "This word says nothing; name the thing by the product's noun, or an act by its verb.";

    private static readonly HashSet<string> Banned = new(StringComparer.OrdinalIgnoreCase)
    {
        "Manager", "Helper", "Util", "Utility", "Utilities", "Common", "Base", "Service",
        "Processor", "Data", "Info", "Dto",
    };

    private static readonly Regex Words = new("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");

    [Theory]
    [InlineData("UserManager", "Manager")]
    [InlineData("DTOWriter", "DTO")]
    [InlineData("UserDTO", "DTO")]
    [InlineData("string_utils", "utils")]
    [InlineData("Services", "Services")]
    [InlineData("Database", null)]
    [InlineData("Basement", null)]
    [InlineData("Commonwealth", null)]
    public void A_name_is_judged_word_by_word(string name, string? expected) =>
        Assert.Equal(expected, BannedWord(name));

    [Fact]
    public void No_type_is_named_with_a_word_that_says_nothing() => Finding.ExpectNone(
        from file in SourceTree.CSharp("src", "tests")
        from type in file.Declarations
        where type.IsType && BannedWord(type.Name) is not null
        select new Finding(file.Path, type.FirstLine, type.Name),
        Advice);

    [Fact]
    public void No_file_or_folder_is_named_with_a_word_that_says_nothing() => Finding.ExpectNone(
        from file in SourceTree.Written(".cs", ".sql", ".cshtml", ".razor", ".md")
        from part in file.Path.Split('/')
        where BannedWord(part) is not null
        select new Finding(file.Path, 1, part),
        Advice);

    private static string? BannedWord(string name) =>
        Words.Matches(name).Select(match => match.Value)
            .FirstOrDefault(word => Banned.Contains(word) || Banned.Contains(word.TrimEnd('s')));
}
