using System.Globalization;
using System.Runtime.InteropServices;
using ShopSocially.Loyalty.Benchmarks.Shops;

namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>What the numbers were measured on.</summary>
internal sealed record Machine(
    string Processor, int Cores, string System, string DotNet, string Engine, string Disk)
{
    private const string LoadAverage = "/proc/loadavg";

    /// <summary>Processes that wanted a core, over the last minute; 0 where nobody knows.</summary>
    public double Load { get; init; }

    /// <summary>How long its cores were kept from whoever ran on them.</summary>
    public required Standstill Standstill { get; init; }

    /// <summary>Whether something else uses the cores.</summary>
    public bool IsBusy => Load > Cores / 2.0;

    /// <summary>This machine, with what keeps the databases.</summary>
    public static Machine This(Databases databases) => new(
        FindProcessor(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        databases.Engine,
        databases.Disk)
    {
        Load = FindLoad(),
        Standstill = Standstill.Watch(),
    };

    /// <summary>
    /// Half the cores, for the server has the others; a thread sends on some connections.
    /// </summary>
    public static int LoadThreads(int connections) =>
        Math.Clamp(Environment.ProcessorCount / 2, 1, Math.Min(4, connections));

    public override string ToString() =>
        $"{Processor}, {Cores} cores, {System}, {DotNet}, {Engine}, {Disk}";

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
