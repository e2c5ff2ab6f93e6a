using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A server as a process of its own, which is hurt and started again.</summary>
internal sealed class Victim : IDisposable
{
    public const string PartnerId = "crash";
    public const string ApiKey = "crash-key-of-some-length";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _standstill = TimeSpan.FromMilliseconds(300);

    private static readonly string _program =
        Path.Combine(AppContext.BaseDirectory, "ShopSocially.Loyalty.Server.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-crash-");
    private readonly string _log;
    private Process _process = null!;

    public Victim()
    {
        _log = Path.Combine(_folder.FullName, "log.txt");
        Address = new($"http://127.0.0.1:{FreePort()}/");
    }

    public Uri Address { get; }

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        _process = Run($"exec \"$0\" \"$@\" >>'{_log}' 2>&1", $"--Urls={Address}");
        using var client = new HttpClient { BaseAddress = Address };
        var startedAt = Stopwatch.GetTimestamp();
        while (!await Answers(client, cancellation))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(startedAt) > _patience)
            {
                throw new InvalidOperationException(
                    $"It does not start: {await File.ReadAllTextAsync(_log, cancellation)}");
            }

            await Task.Delay(_blink, cancellation);
        }
    }

    /// <summary>Hurts it, and starts it again where that has ended it.</summary>
    public async Task Hurt(Fault fault, CancellationToken cancellation)
    {
        switch (fault)
        {
            case Fault.Stop:
                Signal("STOP");
                await Task.Delay(_standstill, cancellation);
                Signal("CONT");
                return;
            case Fault.Terminate:
                Signal("TERM");
                break;
            case Fault.Kill:
                Signal("KILL");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown.");
        }

        await _process.WaitForExitAsync(cancellation);
        _process.Dispose();
        await Start(cancellation);
    }

    /// <summary>What the command <c>verify</c> prints, once nothing is served any more.</summary>
    public async Task<(int ExitCode, string Output)> Verify(CancellationToken cancellation)
    {
        await End(cancellation);
        var output = Path.Combine(_folder.FullName, "verify.txt");
        using var verify = Run($"exec \"$0\" \"$@\" >'{output}' 2>&1", "verify");
        await verify.WaitForExitAsync(cancellation);
        return (verify.ExitCode, await File.ReadAllTextAsync(output, cancellation));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task End(CancellationToken cancellation)
    {
        Signal("KILL");
        await _process.WaitForExitAsync(cancellation);
    }

    private Process Run(string shell, string argument)
    {
        // The shell becomes the program: its output needs nobody who reads it.
        var start = new ProcessStartInfo("/bin/sh", ["-c", shell, "dotnet", _program, argument])
        {
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["Database__ConnectionString"] =
            $"Data Source={Path.Combine(_folder.FullName, "loyalty.db")}";
        start.Environment["Bootstrap__PartnerId"] = PartnerId;
        start.Environment["Bootstrap__ApiKey"] = ApiKey;
        return Process.Start(start)!;
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private static async Task<bool> Answers(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(
                new Uri("health/live", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
