namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>The repository as it lies on disk, without what tools have put into it.</summary>
internal static class SourceTree
{
    private const string Solution = "ShopSocially.Loyalty.sln";

    private static readonly HashSet<string> SkippedFolders =
        ["bin", "obj", "node_modules", "TestResults", "artifacts", ".git", ".vs", ".idea"];

    private static readonly string[] SkippedEndings =
        [".db", ".db-shm", ".db-wal", ".user", ".log", "/.git"];

    /// <summary>The folder that holds the solution, with a slash at its end.</summary>
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> All { get; } = [.. Walk(Root)];

    /// <summary>Every kept file below a folder (all if empty) with one of the endings.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] endings) =>
        All.Where(file => file.IsBelow(folder) && endings.Any(file.EndsWith));

    /// <summary>Every file that people write code in, with one of the endings.</summary>
    public static IEnumerable<SourceFile> Written(params string[] endings) =>
        All.Where(file => endings.Any(file.EndsWith)
            && (file.IsBelow("src") || file.IsBelow("tests") || file.IsBelow("migrations")));

    /// <summary>Every C# file below one of the folders.</summary>
    public static IEnumerable<SourceFile> CSharp(params string[] folders) =>
        folders.SelectMany(folder => Files(folder, ".cs"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent;

        return folder is null
            ? throw new DirectoryNotFoundException($"No folder above holds {Solution}.")
            : folder.FullName.Replace('\\', '/').TrimEnd('/') + "/";
    }

    private static IEnumerable<SourceFile> Walk(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (!SkippedEndings.Any(path.EndsWith))
                yield return new SourceFile(Relative(path), path);
        }

        foreach (var below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (SkippedFolders.Contains(Path.GetFileName(below)) || IsVendored(below)) continue;
            foreach (var file in Walk(below)) yield return file;
        }
    }

    private static bool IsVendored(string folder) =>
        Relative(folder).EndsWith("wwwroot/lib", StringComparison.Ordinal);

    private static string Relative(string path) => path.Replace('\\', '/')[Root.Length..];
}
