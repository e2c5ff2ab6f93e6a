using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>How a server is started.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Urls">The argument that ends in the address.</param>
/// <param name="Folder">Where it works and its log lies.</param>
internal sealed record Launch(IReadOnlyList<string> Command, string Urls, DirectoryInfo Folder)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>();
}

/// <summary>
/// A server in a process of its own, which writes its log into a file, as a merchant's would, and
/// does not outlive this program.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private static readonly HttpClient _client = new();

    private readonly Process _process;
    private const string Log = "log.txt";


    private Child(Process process, Uri address, string folder)
    {
        (_process, Address, Folder) = (process, address, folder);
        AppDomain.CurrentDomain.ProcessExit += Kill;
    }

    public Uri Address { get; }

    /// <summary>Where it works.</summary>
    public string Folder { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Memory that the process held after its first answer.</summary>
    public long StartedBytes { get; private set; }

    /// <summary>Processor time that the process has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program on a port that is free, and waits until it answers.</summary>
    public static async Task<Child> Start(Launch launch, CancellationToken cancellation)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var folder = launch.Folder.FullName;

        // The shell opens the file and becomes the program: no pipe that this one had to empty.
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
        };
        start.Environment["BENCHMARK_LOG"] = Path.Combine(folder, Log);
        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        string[] arguments =
        [
            "-c", "exec \"$0\" \"$@\" >\"$BENCHMARK_LOG\" 2>&1", .. launch.Command,
            launch.Urls + address.GetLeftPart(UriPartial.Authority),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var startedAt = Stopwatch.GetTimestamp();
        var child = new Child(
            Process.Start(start) ?? throw new CannotMeasureException("No process can be started."),
            address,
            folder);
        try
        {
            await child.WaitUntilReady(startedAt, cancellation);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Kill(null, EventArgs.Empty);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilReady(long startedAt, CancellationToken cancellation)
    {
        while (!await Answers(cancellation))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(startedAt) > _patience)
            {
                var said = await File.ReadAllTextAsync(Path.Combine(Folder, Log), cancellation);
                throw new CannotMeasureException($"A server does not start: {said}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellation);
        }

        StartedIn = Stopwatch.GetElapsedTime(startedAt);
        _process.Refresh();
        StartedBytes = _process.WorkingSet64;
    }

    private async Task<bool> Answers(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.GetAsync(
                new Uri(Address, "health/live"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Kill(object? sender, EventArgs arguments)
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
