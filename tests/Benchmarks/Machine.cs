using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>What the numbers were measured on.</summary>
internal sealed record Machine(
    string Processor, int Cores, string System, string DotNet, string Sqlite, string Disk)
{
    private const string LoadAverage = "/proc/loadavg";

    /// <summary>Processes that wanted a core, over the last minute; 0 where nobody knows.</summary>
    public double Load { get; init; }

    /// <summary>Whether something else uses the cores.</summary>
    public bool IsBusy => Load > Cores / 2.0;

    /// <summary>This machine, with the disk on which a folder lies.</summary>
    public static Machine This(string folder)
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        return new(
            FindProcessor(),
            Environment.ProcessorCount,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            database.ServerVersion,
            new DriveInfo(folder).DriveFormat)
        {
            Load = FindLoad(),
        };
    }

    public override string ToString() =>
        $"{Processor}, {Cores} cores, {System}, {DotNet}, SQLite {Sqlite}, {Disk}";

    private static double FindLoad() => File.Exists(LoadAverage)
        ? double.Parse(File.ReadAllText(LoadAverage).Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;

    private static string FindProcessor()
    {
        const string Names = "/proc/cpuinfo";
        var line = File.Exists(Names)
            ? File.ReadLines(Names).FirstOrDefault(
                line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";
    }
}
