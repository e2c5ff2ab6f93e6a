using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Server looks at Operations, Operations at Storage, Storage at Domain.</summary>
public sealed class ArrowsTests
{
    private static readonly Regex DatabasePackage = new(
        "dapper|sqlite|npgsql|postgre|entityframework|linq2db|sqlclient|mysql|[.]data[.]",
        RegexOptions.IgnoreCase);

    private static IEnumerable<SourceFile> Projects => SourceTree.Files("src", ".csproj");

    [Fact]
    public void The_house_has_four_rooms()
    {
        var missing = Rooms.Arrows.Keys.Except(Projects.Select(project => project.Path));
        var extra = Projects.Where(project => !Rooms.Arrows.ContainsKey(project.Path));

        Finding.ExpectNone(
            missing.Select(path => new Finding(path, 1, "is missing"))
                .Concat(extra.Select(project => new Finding(project.Path, 1, "is a fifth room"))),
            "src holds Domain, Storage, Operations and Server; put the code into one of these.");
    }

    [Fact]
    public void Each_room_references_exactly_the_one_below_it() => Finding.ExpectNone(
        from project in Projects
        let allowed = Rooms.Arrows.GetValueOrDefault(project.Path, [])
        let actual = Items(project, "ProjectReference").ToList()
        from wrong in actual
            .Where(item => !allowed.Contains(Resolve(project, item.What)))
            .Concat(allowed
                .Where(path => actual.Count(item => Resolve(project, item.What) == path) != 1)
                .Select(path => new Finding(project.Path, 1, $"must reference {path} once")))
        select wrong,
        "A room references only the next: Server, Operations, Storage, Domain. "
        + "Move the code to the room that may see it.");

    [Fact]
    public void Domain_has_no_packages() => Finding.ExpectNone(
        SourceTree.Files(Rooms.Domain, ".csproj")
            .SelectMany(project => Items(project, "PackageReference", "FrameworkReference")),
        "Domain is rules without packages; use the package in Storage, Operations or Server.");

    [Fact]
    public void Only_Storage_has_database_packages() => Finding.ExpectNone(
        from project in Projects
        where project.Folder != Rooms.Storage
        from item in Items(project, "PackageReference")
        where DatabasePackage.IsMatch(item.What)
        select item,
        "How it is kept is Storage's; add a method there and call it.");

    private static IEnumerable<Finding> Items(SourceFile project, params string[] kinds) =>
        from element in XDocument.Parse(project.Text, LoadOptions.SetLineInfo).Descendants()
        where kinds.Contains(element.Name.LocalName)
        let line = ((IXmlLineInfo)element).LineNumber
        select new Finding(project.Path, line, element.Attribute("Include")?.Value ?? "");

    private static string Resolve(SourceFile project, string reference)
    {
        var folder = SourceTree.Root + project.Folder;
        var full = Path.GetFullPath(Path.Combine(folder, reference.Replace('\\', '/')));
        return Path.GetRelativePath(SourceTree.Root, full).Replace('\\', '/');
    }
}
