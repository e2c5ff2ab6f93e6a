using System.Diagnostics;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>The server as a merchant installs it: published in Release into the output.</summary>
internal static class Publication
{
    private const string Name = "ShopSocially.Loyalty.Server";

    /// <returns>The program to start.</returns>
    public static async Task<string> Make(string output, CancellationToken cancellation)
    {
        var folder = Path.Combine(output, "server");
        string[] arguments =
        [
            "publish", Path.Combine(Places.Repository, "src", "Server"), "--configuration",
            "Release", "--output", folder, "--disable-build-servers", "--nologo",
            "--verbosity", "quiet",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Places.Repository,
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)
            ?? throw new CannotMeasureException("dotnet publish does not start.");
        using var end = cancellation.Register(() => publish.Kill(entireProcessTree: true));
        var said = await publish.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await publish.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return publish.ExitCode == 0
            ? Path.Combine(folder, Name)
            : throw new CannotMeasureException($"dotnet publish of the server fails: {said}");
    }
}
