using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ShopSocially.Loyalty.Storage;
using Spectre.Console;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// Does commands for other processes of the same person, who call at a socket beside the database:
/// one process uses the database at a time.
/// </summary>
public sealed class CommandSocket(Database database, ILogger<CommandSocket> log) : BackgroundService
{
    private const int MostWaiting = 16;

    /// <summary>A backup must not keep a new key waiting; more than this is no person.</summary>
    private const int MostAtOnce = 8;

    // To call at a socket, one has to be allowed to write to it.
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // None where whoever types a command can do it beside this process.
    private readonly string? _path = database.File is { } file ? PathOf(file) : null;
    private Socket? _socket;

    /// <summary>Where the server of a database hears commands.</summary>
    public static string PathOf(string databaseFile) => databaseFile + ".sock";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_path is not null)
        {
            Listen(_path);
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_socket is not null)
        {
            _socket.Dispose();
            File.Delete(_path!);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var heard = new List<Task>();
        while (_socket is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                var caller = await _socket.AcceptAsync(stoppingToken);
                heard.RemoveAll(task => task.IsCompleted);
                heard.Add(Task.Run(() => Hear(caller, stoppingToken), CancellationToken.None));
                if (heard.Count == MostAtOnce)
                {
                    await Task.WhenAny(heard);
                }
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException)
            {
                // The server ends, or the caller has hung up before it was heard.
            }
        }

        await Task.WhenAll(heard);
    }

    private void Listen(string path)
    {
        try
        {
            // Of a server that was killed: none other uses the database now.
            File.Delete(path);
            var endpoint = new UnixDomainSocketEndPoint(path);
            _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _socket.Bind(endpoint);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            // Nobody could call before this.
            _socket.Listen(MostWaiting);
        }
        catch (Exception fault) when (fault
            is SocketException or IOException or UnauthorizedAccessException
            or ArgumentOutOfRangeException)
        {
            log.LogWarning(
                "No commands are heard while the server runs: {Reason}", fault.Message);
            _socket?.Dispose();
            _socket = null;
        }
    }

    private async Task Hear(Socket caller, CancellationToken stopping)
    {
        try
        {
            await Answer(caller, stopping);
        }
        catch (Exception fault) when (fault
            is OperationCanceledException or IOException or SocketException or JsonException)
        {
            // Whoever hangs up, or says something else than a command, is not answered.
        }
        finally
        {
            caller.Dispose();
        }
    }

    private async Task Answer(Socket caller, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(caller);
        using var reader = new StreamReader(stream);
        using var hearing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        hearing.CancelAfter(_patience);
        if (await reader.ReadLineAsync(hearing.Token) is { } line
            && JsonSerializer.Deserialize<Asked>(line) is { } asked)
        {
            using var going = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _ = EndWithCaller(reader, going);
            var exitCode = await Run(asked, stream, going.Token);
            await stream.WriteAsync(
                Encoding.UTF8.GetBytes(new Said(ExitCode: exitCode).Line()), stopping);
            await going.CancelAsync();
        }
    }

    private async Task<int> Run(Asked asked, Stream stream, CancellationToken cancellation)
    {
        var output = new SaidWriter(stream, text => new(Output: text));
        using var desk = new Desk
        {
            Output = output,
            Error = new SaidWriter(stream, text => new(Error: text)),
            Screen = ScreenOf(output, asked.Width),
            Folder = asked.Folder,
            Lent = database,
        };
        try
        {
            return await CommandLine.Run(asked.Arguments, desk, cancellation);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or IOException))
        {
            log.LogError(fault, "A command has failed.");
            return desk.Fail("The command has failed; the server's log says why.");
        }
    }

    /// <summary>The caller says nothing more, but may hang up.</summary>
    private static async Task EndWithCaller(StreamReader reader, CancellationTokenSource going)
    {
        try
        {
            await reader.ReadLineAsync(going.Token);
            await going.CancelAsync();
        }
        catch (Exception fault) when (fault
            is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The command has come to its end first.
        }
    }

    private static IAnsiConsole ScreenOf(TextWriter output, int? width) => AnsiConsole.Create(new()
    {
        Ansi = width is null ? AnsiSupport.No : AnsiSupport.Yes,
        Interactive = width is null ? InteractionSupport.No : InteractionSupport.Yes,
        Out = new CallersTerminal(output, width),
    });

    /// <summary>The terminal that a command was typed into.</summary>
    private sealed class CallersTerminal(TextWriter output, int? width) : IAnsiConsoleOutput
    {
        private const int UsualWidth = 80;
        private const int UsualHeight = 24;

        public TextWriter Writer => output;

        public bool IsTerminal => width is not null;

        public int Width => width ?? UsualWidth;

        public int Height => UsualHeight;

        public void SetEncoding(Encoding encoding)
        {
        }
    }

    /// <summary>Sends what is written to it as lines of JSON.</summary>
    private sealed class SaidWriter(Stream stream, Func<string, Said> say) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) =>
            Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            // A bar is drawn from another thread than lines are.
            lock (stream)
            {
                stream.Write(Encoding.GetBytes(say(value ?? "").Line()));
            }
        }

        public override void WriteLine(string? value) => Write(value + NewLine);
    }
}
