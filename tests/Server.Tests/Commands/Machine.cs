using System.Diagnostics;
using System.Threading.Channels;
using ShopSocially.Loyalty.Places;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>A command that has ended.</summary>
public sealed record Ended(int ExitCode, string Output, string Error);

/// <summary>
/// A machine with an empty folder on which the real program is started, as a person starts it.
/// </summary>
public sealed class Machine : IDisposable
{
    private static readonly string _program =
        Path.Combine(AppContext.BaseDirectory, "ShopSocially.Loyalty.Server.dll");

    private readonly List<RunningServer> _servers = [];
    private readonly Dictionary<string, OwnPlace> _places = [];

    public Machine() => Use("loyalty.db");

    public string Folder { get; } = Directory.CreateTempSubdirectory("loyalty-machine-").FullName;

    /// <summary>Most commands end before code that was profiled first would pay.</summary>
    private Dictionary<string, string> Environment { get; } = new() { ["DOTNET_TieredPGO"] = "0" };

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Sets an environment variable for everything started from now on.</summary>
    public void Set(string name, string value) => Environment[name] = value;

    /// <summary>
    /// Names the database for everything started from now on: a file of that name, or what a server
    /// keeps for it.
    /// </summary>
    public void Use(string name)
    {
        Place = OwnPlace.IsServer ? OfServer(name) : new($"Data Source={File(name)}");
        Set("Database__Engine", Place.Engine ?? "");
        Set("Database__ConnectionString", Place.ConnectionString);
    }

    /// <summary>Where everything that is started from now on keeps its database.</summary>
    public DatabasePlace Place { get; private set; } = new("");

    /// <summary>Runs a command to its end.</summary>
    public Task<Ended> Run(params string[] arguments) => End(Start([_program, .. arguments]));

    /// <summary>Runs a command to its end as the README does, with no setting.</summary>
    public Task<Ended> DotnetRun(params string[] arguments)
    {
        Environment.Remove("Database__Engine");
        Environment.Remove("Database__ConnectionString");
        return End(Start([
            "run", "--no-build", "--configuration", Configuration, "--project", Source, "--",
            .. arguments,
        ]));
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal)
            ? "Release"
            : "Debug";

    /// <summary>The folder of the whole project.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder.GetFiles("*.sln").Length == 0)
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }

    private static string Source => Path.Combine(Root, "src", "Server");

    private static async Task<Ended> End(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    /// <summary>Starts a server on a free port, and waits until it listens.</summary>
    public async Task<RunningServer> Serve(string urls = "http://127.0.0.1:0")
    {
        var server = new RunningServer(Start([_program, $"--Urls={urls}"]));
        _servers.Add(server);
        await server.Listen();
        return server;
    }

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Dispose();
        }

        foreach (var place in _places.Values)
        {
            place.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private DatabasePlace OfServer(string name)
    {
        if (!_places.TryGetValue(name, out var place))
        {
            _places[name] = place = new();
        }

        return place.Place;
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>
/// A server that runs as a process of its own. All that it prints is read as it comes: a server
/// whose log nobody reads waits for its reader sooner or later, and with it every request.
/// </summary>
public sealed class RunningServer : IDisposable
{
    private const string Listening = "Listening on ";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Channel<string> _printed = Channel.CreateUnbounded<string>();
    private readonly Task<string> _error;
    private readonly List<string> _lines = [];

    public RunningServer(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _ = TakeDown();
    }

    public string Address { get; private set; } = "";

    public HttpClient Client { get; } = new();

    public ProgramClient Program(string partnerId, string apiKey) => new(Client, partnerId, apiKey);

    /// <summary>The demo program, by the credentials that a first start prints.</summary>
    public async Task<ProgramClient> Demo()
    {
        var printed = await ReadTo("/scalar");
        return Program(After("partner-id: "), After("api-key: "));

        string After(string words) => printed
            .Single(line => line.TrimStart().StartsWith(words, StringComparison.Ordinal))
            .Split(words)[1];
    }

    /// <summary>Everything printed up to the first line that has these words.</summary>
    public async Task<IReadOnlyList<string>> ReadTo(string words)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (_lines.Count == 0 || !_lines[^1].Contains(words, StringComparison.Ordinal))
        {
            if (!await _printed.Reader.WaitToReadAsync(patience.Token))
            {
                throw new InvalidOperationException($"It ended: {await _error}");
            }

            _lines.Add(await _printed.Reader.ReadAsync(patience.Token));
        }

        return _lines;
    }

    /// <summary>Tells the server to end, as a system does that shuts down; its exit code.</summary>
    public async Task<int> Terminate()
    {
        using var kill = Process.Start("kill", [$"{_process.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return _process.ExitCode;
    }

    /// <summary>Ends the server; everything that it has printed.</summary>
    public async Task<string> Stop()
    {
        _process.Kill(entireProcessTree: true);
        using var patience = new CancellationTokenSource(_patience);
        await foreach (var line in _printed.Reader.ReadAllAsync(patience.Token))
        {
            _lines.Add(line);
        }

        await _process.WaitForExitAsync(patience.Token);
        return string.Join('\n', _lines).Trim();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }

    internal async Task Listen()
    {
        Address = (await ReadTo(Listening))[^1][Listening.Length..];
        Client.BaseAddress = new(Address);
    }

    private async Task TakeDown()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _printed.Writer.TryWrite(line);
        }

        _printed.Writer.Complete();
    }
}
