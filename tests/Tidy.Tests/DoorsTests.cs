using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Doors call acts and never each other; an act never learns who asked.</summary>
public sealed class DoorsTests
{
    private static readonly Regex OtherDoor = new(@"\bHttp[.](?<door>\w+)");

    private static readonly Regex Web = new(@"\bMicrosoft[.]AspNetCore\b[\w.]*|\bHttpContext\b");

    private static readonly Regex Outside = new(
        @"^[ \t]*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(global::)?"
        + @"(Dapper|Microsoft|System[.](Data|IO|Net[.]Http))\b[\w.]*",
        RegexOptions.Multiline);

    private static HashSet<string> Names =>
        [.. SourceTree.CSharp(Rooms.Doors).Select(DoorOf).Where(IsDoor)];

    [Fact]
    public void No_door_imports_another_door() => Finding.ExpectNone(
        from file in SourceTree.CSharp(Rooms.Doors)
        let door = DoorOf(file)
        where door.Length > 0
        from found in file.Find(OtherDoor, file.CSharp.Code)
        let other = OtherDoor.Match(found.What).Groups["door"].Value
        where other != door && Names.Contains(other)
        select found,
        "What two doors need is an act: put it into Operations, or beside the doors in Http.");

    [Fact]
    public void No_act_knows_the_web() => Finding.ExpectNone(
        SourceTree.CSharp(Rooms.Operations).SelectMany(file => file.Find(Web, file.CSharp.Code)),
        "An act takes plain arguments; whatever it needs of a request, the door hands in.");

    [Fact]
    public void Domain_imports_no_framework() => Finding.ExpectNone(
        SourceTree.CSharp(Rooms.Domain).SelectMany(file => file.Find(Outside, file.CSharp.Code)),
        "Domain is pure C#; what needs a framework belongs to Storage or Server.");

    /// <summary>Every door reads parameters through Requests; it is none.</summary>
    private static bool IsDoor(string folder) => folder is not ("" or "Requests");

    private static string DoorOf(SourceFile file) =>
        file.Folder == Rooms.Doors ? "" : file.Path[(Rooms.Doors.Length + 1)..].Split('/')[0];
}
