using System.Diagnostics;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A server as a process of its own, which can be hurt and started again.</summary>
internal sealed class Victim : IDisposable
{
    public const string PartnerId = "crash";
    public const string ApiKey = "crash-key-of-some-length";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(10);

    private static readonly string _flawedServer =
        Path.Combine(AppContext.BaseDirectory, "ShopSocially.Loyalty.Crash.dll");

    private readonly Disk _disk;
    private readonly string _log;
    private readonly string[] _arguments;
    private Process _process = null!;

    /// <param name="disk">What it keeps its database on.</param>
    /// <param name="bug">The one that it is to have.</param>
    public Victim(Disk disk, PlantedBug bug)
    {
        _disk = disk;
        _arguments = bug is PlantedBug.None ? [Launch.Server] : [_flawedServer, "flawed", $"{bug}"];
        Address = Launch.FreeAddress();
        _log = Path.Combine(disk.Beside, $"log-{Address.Port}.txt");
    }

    public Uri Address { get; }

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        _process = Run(_log, [.. _arguments, $"--Urls={Address}"]);
        using var client = new HttpClient { BaseAddress = Address };
        var startedAt = Stopwatch.GetTimestamp();
        while (!await Launch.Answers(client, cancellation))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(startedAt) > _patience)
            {
                throw new InvalidOperationException(
                    $"It does not start: {await File.ReadAllTextAsync(_log, cancellation)}");
            }

            await Task.Delay(_blink, cancellation);
        }
    }

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    public int ProcessId => _process.Id;

    /// <summary>Sends it a signal, by name.</summary>
    public void Signal(string name) => Tool.Run("kill", $"-{name}", $"{_process.Id}");

    /// <summary>Stops it, and waits until none of its threads runs.</summary>
    public Task StandStill(CancellationToken cancellation) =>
        ProcessTree.StandStill(_process.Id, cancellation);

    /// <summary>Ends it by a signal, if it has not ended by itself.</summary>
    public async Task End(string signal, CancellationToken cancellation)
    {
        if (!HasEnded)
        {
            Signal(signal);
        }

        await _process.WaitForExitAsync(cancellation);
    }

    /// <summary>What the command <c>verify</c> prints, once nothing is served any more.</summary>
    public async Task<(int ExitCode, string Output)> Verify(CancellationToken cancellation)
    {
        await End("KILL", cancellation);
        var output = Path.Combine(_disk.Beside, "verify.txt");
        using var verify = Run(output, [Launch.Server, "verify"]);
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
    }

    private Process Run(string output, IEnumerable<string> arguments) =>
        Launch.Start(output, arguments, new Dictionary<string, string>(_disk.Settings)
        {
            ["Bootstrap__PartnerId"] = PartnerId,
            ["Bootstrap__ApiKey"] = ApiKey,
        });
}
