using System.ComponentModel;
using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Programs of the machine that is tested on.</summary>
internal static class Tool
{
    /// <summary>Runs one to its end.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or has failed.</exception>
    public static void Run(string name, params string[] arguments)
    {
        using var process = Start(name, arguments);
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name}: {said.Split('\n')[0]}");
        }
    }

    /// <summary>Starts one; what it says has to be read.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public static Process Start(string name, params string[] arguments)
    {
        try
        {
            return Process.Start(
                new ProcessStartInfo(name, arguments) { RedirectStandardError = true })!;
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException($"{name}: {fault.Message}", fault);
        }
    }

    /// <summary>Why something cannot be done on this machine; null when it can.</summary>
    public static string? WhyNot(Action attempt)
    {
        try
        {
            attempt();
            return null;
        }
        catch (InvalidOperationException fault)
        {
            return fault.Message;
        }
    }
}
