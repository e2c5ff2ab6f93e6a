namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>The four rooms, each with the one it may look into.</summary>
internal static class Rooms
{
    public const string Domain = "src/Domain";
    public const string Storage = "src/Storage";
    public const string Engines = "src/Storage/Engines";
    public const string Operations = "src/Operations";
    public const string Server = "src/Server";
    public const string Doors = "src/Server/Http";

    /// <summary>Each room's project, and the projects it must reference: all of them.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Arrows =
        new Dictionary<string, string[]>
        {
            ["src/Domain/Domain.csproj"] = [],
            ["src/Storage/Storage.csproj"] = ["src/Domain/Domain.csproj"],
            ["src/Operations/Operations.csproj"] = ["src/Storage/Storage.csproj"],
            ["src/Server/Server.csproj"] = ["src/Operations/Operations.csproj"],
        };

    /// <summary>The test projects that mirror a room: not the benchmarks, not this one.</summary>
    public static IReadOnlyList<string> Mirrors { get; } =
    [
        "tests/Domain.Tests", "tests/Storage.Tests", "tests/Operations.Tests",
        "tests/Server.Tests",
    ];
}
