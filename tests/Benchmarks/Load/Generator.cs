using System.Diagnostics;

namespace ShopSocially.Loyalty.Benchmarks.Load;

/// <summary>A program that makes load and says what it has measured, run to its end.</summary>
internal static class Generator
{
    /// <param name="start">Says where what the program says goes: both ways to us.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>How it ended, what it said, and what it complained of.</returns>
    /// <exception cref="CannotMeasureException">It does not start.</exception>
    public static async Task<(int ExitCode, string Said, string Complaint)> Run(
        ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = Process.Start(start)
            ?? throw new CannotMeasureException($"{start.FileName} does not start.");
        using var end = cancellation.Register(() => Stop(process));
        var said = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, await said, await complaint);
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
