using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>The repository builds anywhere: it names no machine's folders and no host.</summary>
public sealed class PlacesTests
{
    private static readonly Regex Workshop = new(@"(?<![\w.\-}])/(work|farm)/\S*");

    private static readonly Regex Scratch = new(@"(?<![\w.\-}])/(tmp)/\S*");

    private static readonly Regex PackageHost =
        new(@"https?://[^\s""'<>]*(\bnuget\.org|\bregistry\.)[^\s""'<>]*");

    private static IEnumerable<SourceFile> Texts =>
        SourceTree.All.Where(file => !file.Text.Contains('\0'));

    [Fact]
    public void No_file_names_a_folder_of_the_machine_it_was_written_on() => Finding.ExpectNone(
        Texts.SelectMany(file => file.Find(Workshop, file.Text))
            .Concat(Texts.Where(file => file.IsBelow("src"))
                .SelectMany(file => file.Find(Scratch, file.Text))),
        "Use a path relative to the repository, or a setting; in tests Path.GetTempPath().");

    [Fact]
    public void No_settings_or_lock_file_names_a_package_host() => Finding.ExpectNone(
        from file in Texts
        where !file.EndsWith(".md") && !file.EndsWith(".cs")
        from found in file.Find(PackageHost, file.Text)
        select found,
        "Where packages come from is set on the machine that builds; take the address out.");
}
