using System.Globalization;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Processes of this machine, as the kernel shows them.</summary>
internal static class ProcessTree
{
    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(10);

    /// <summary>Stops a process, and waits until none of its threads runs.</summary>
    public static async Task StandStill(int process, CancellationToken cancellation)
    {
        Tool.Run("kill", "-STOP", $"{process}");
        while (!Directory.EnumerateDirectories($"/proc/{process}/task").All(StandsStill))
        {
            await Task.Delay(_blink, cancellation);
        }
    }

    /// <summary>
    /// Ends a process and those that it has started, all at once and wherever they are.
    /// </summary>
    public static async Task Kill(int process, CancellationToken cancellation)
    {
        // Who stands still starts no further one, and keeps those that have ended in the table.
        await StandStill(process, cancellation);
        var all = ChildrenOf(process).Append(process).ToList();
        Tool.Run("kill", [.. all.Select(one => $"{one}").Prepend("-KILL")]);
        while (!all.All(HasEnded))
        {
            await Task.Delay(_blink, cancellation);
        }
    }

    private static List<int> ChildrenOf(int process) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
            .Where(one => Fields(one) is [_, var parent, ..]
                && parent == process.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>One that nobody has asked how it ended stays in the table; it is no more.</summary>
    private static bool HasEnded(int process) => Fields(process) is null or ["Z" or "X", ..];

    /// <summary>What follows the name: the state, the parent; null when there is none.</summary>
    private static string[]? Fields(int process)
    {
        try
        {
            return FieldsIn($"/proc/{process}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string[] FieldsIn(string folder)
    {
        var text = File.ReadAllText(Path.Combine(folder, "stat"));
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    /// <summary>A thread that is stopped, or in a call that it will not come back from.</summary>
    private static bool StandsStill(string thread) => FieldsIn(thread)[0] is "T" or "t" or "D";
}
