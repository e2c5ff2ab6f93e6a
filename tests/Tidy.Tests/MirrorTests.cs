using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>A test stands in tests where the code it tests stands in src.</summary>
public sealed class MirrorTests
{
    private const string Ending = "Tests.cs";

    /// <summary>Tests of no one file, each with the reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["ReadmeTests"] = "what the README says to paste",
        ["ReferenceExamplesTests"] = "replays the vendor's own examples across all addresses",
        ["BadInputTests"] = "throws the same nonsense at every address",
        ["ConcurrencyTests"] = "asks several acts at once",
        ["FuzzTests"] = "asks what chance has made, of every address",
        ["KeysStaySecretTests"] = "looks for keys in everything that a run has said",
        ["ModelTests"] = "src and the reference model, side by side",
        ["ModelFindingsTests"] = "what the reference model has found, each by its name",
        ["PlansTests"] = "how SQLite carries out each statement of Storage",
        ["ProgramsAreSeparateTests"] = "a partner sees only its own, at every address",
        ["RacesTests"] = "asks at once for what only one can have",
        ["SchemaTests"] = "what the tables refuse, whoever writes to them",
        ["WallClockTests"] = "the clock of the reference model, which shares no code with src",
        ["WireTests"] = "what holds of every answer on the wire",
        ["WorldTests"] = "the reference model itself, on stories worked out by hand",
    };

    /// <summary>Folders of such tests, each with the reason.</summary>
    private static readonly Dictionary<string, string> AllowedFolders = new()
    {
        ["tests/Server.Tests/Ledger"] = "the rules of points and time over HTTP, by their sections",
    };

    [Fact]
    public void Every_test_file_mirrors_a_file_or_folder_of_src() => Finding.ExpectNone(
        from file in SourceTree.CSharp([.. Rooms.Mirrors])
        where file.EndsWith(Ending) && !Allowed.ContainsKey(file.Name[..^3])
            && !AllowedFolders.Keys.Any(file.IsBelow)
        let mirrored = Mirrored(file)
        where !SourceTree.All.Any(code => IsCounterpart(code, mirrored))
        select new Finding(file.Path, 1, $"there is no {mirrored}.cs and no folder {mirrored}"),
        "Move or rename the test to follow the code; a test of many files is listed in "
        + "MirrorTests with its reason.");

    /// <summary>tests/Server.Tests/Http/CallerTests.cs becomes src/Server/Http/Caller.</summary>
    private static string Mirrored(SourceFile test)
    {
        var parts = test.Path[..^Ending.Length].Split('/');
        return string.Join('/', ["src", parts[1][..^".Tests".Length], .. parts[2..]]);
    }

    private static bool IsCounterpart(SourceFile code, string mirrored) =>
        code.IsBelow(mirrored)
        || code.Path == mirrored + ".cs"
        || code.Path == mirrored + ".cshtml"
        || code.Path == mirrored + ".razor";
}
