using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Makes calls of a process to the system fail, by way of strace.</summary>
internal static class FailingCalls
{
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    // Not while the type is being made: what goes on in another thread would wait for that.
    private static readonly Lazy<string?> _missing = new(() => Tool.WhyNot(Attempt));

    /// <summary>Why that cannot be done on this machine; null when it can.</summary>
    public static string? Missing => _missing.Value;

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
            await LetGo(strace, cancellation);
        }
        else if (strace.ExitCode != 0)
        {
            throw new InvalidOperationException($"strace: {(await said).Trim()}");
        }
    }

    private static void Attempt()
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
    }

    /// <summary>Ends strace, which leaves the process as it is.</summary>
    private static async Task LetGo(Process strace, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_patience);
        try
        {
            Tool.Run("kill", "-INT", $"{strace.Id}");
            await strace.WaitForExitAsync(patience.Token);
        }
        catch (InvalidOperationException) when (strace.HasExited)
        {
            // With the process that it was about.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            strace.Kill();
            await strace.WaitForExitAsync(cancellation);
        }
    }
}
