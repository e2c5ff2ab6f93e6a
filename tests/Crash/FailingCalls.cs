using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Makes calls of a process to the system fail, by way of strace.</summary>
internal static class FailingCalls
{
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(600);

    /// <summary>Why that cannot be done on this machine; null when it can.</summary>
    public static string? Missing { get; } = Tool.WhyNot(() =>
    {
        using var sleep = Process.Start("sleep", "60");
        try
        {
            During(sleep.Id, "fsync", CancellationToken.None).GetAwaiter().GetResult();
        }
        finally
        {
            sleep.Kill();
        }
    });

    /// <summary>For a moment a few of a process's calls of some names fail with EIO.</summary>
    public static async Task During(int process, string names, CancellationToken cancellation)
    {
        using var strace = Tool.Start(
            "strace", "-f", "-qq", "-o", "/dev/null", "-p", $"{process}",
            "-e", $"trace={names}", "-e", $"inject={names}:error=EIO:when=3+5");
        var said = strace.StandardError.ReadToEndAsync(cancellation);
        await Task.Delay(_moment, cancellation);
        if (!strace.HasExited)
        {
            Tool.Run("kill", "-INT", $"{strace.Id}");
            await strace.WaitForExitAsync(cancellation);
        }
        else if (strace.ExitCode != 0)
        {
            throw new InvalidOperationException($"strace: {(await said).Trim()}");
        }
    }
}
