namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>Where things lie: the repository, and the folder in which a run works.</summary>
internal static class Places
{
    private const string Solution = "ShopSocially.Loyalty.sln";

    private const string WorkplacePrefix = "run-";

    private static readonly string[] _memory = ["tmpfs", "ramfs"];

    public static string Repository { get; } = FindRepository();

    /// <summary>The load generator's scripts.</summary>
    public static string Scripts { get; } = Path.Combine(AppContext.BaseDirectory, "Scripts");

    /// <summary>
    /// A new folder on the disk of the output, which is there: a temporary folder may lie in
    /// memory, where a commit costs nothing.
    /// </summary>
    public static DirectoryInfo CreateWorkplace(string output)
    {
        if (_memory.Contains(new DriveInfo(output).DriveFormat))
        {
            throw new CannotMeasureException(
                $"{output} lies in memory; name a folder on a disk with --output.");
        }

        return Directory.CreateDirectory(
            Path.Combine(output, $"{WorkplacePrefix}{Environment.ProcessId}"));
    }

    /// <summary>A program on the path or in further folders; null where it is not.</summary>
    public static string? FindProgram(string name, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(folders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Takes away what runs that were killed have left behind.</summary>
    public static void Tidy(string output)
    {
        foreach (var folder in Directory.EnumerateDirectories(output, $"{WorkplacePrefix}*"))
        {
            var number = Path.GetFileName(folder)[WorkplacePrefix.Length..];
            if (int.TryParse(number, out var id) && !Directory.Exists($"/proc/{id}"))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new CannotMeasureException($"No folder above the program holds {Solution}.");
    }
}
