using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ShopSocially.Loyalty.Server.Logs;

/// <summary>How the server's log is set up.</summary>
public static class ConsoleLinesSetup
{
    /// <summary>
    /// The framework's own lines about requests repeat whole addresses, with whatever clients have
    /// put there: no setting of a wider category brings them in. Whether it may write on the
    /// highest level decides for it whether each request gets an activity and a scope, which
    /// nothing here reads and which are a twentieth of what a read costs; on that level it tells of
    /// nothing but a start that fails, and so does this server.
    /// </summary>
    private const string AddressTeller = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void AddConsoleLines(this ILoggingBuilder logging) => logging
        .AddFilter(AddressTeller, level => level is LogLevel.Warning or LogLevel.Error)
        .Services.AddSingleton<ILoggerProvider, ConsoleLines>();

    /// <summary>A server that stops answers what it has read, whoever has paused its log.</summary>
    public static void LetGoAtStop(this IHost host) => host.Services
        .GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() =>
        {
            foreach (var lines in host.Services.GetServices<ILoggerProvider>()
                .OfType<ConsoleLines>())
            {
                lines.LetGo();
            }
        });
}

/// <summary>
/// Logs to standard output in the framework's formats and by its settings, but many lines at a
/// time: its own console writes each by itself, at a third of what a read costs.
/// </summary>
/// <remarks>Scopes are not kept: nothing here opens one.</remarks>
[ProviderAlias("Console")]
public sealed class ConsoleLines : ILoggerProvider
{
    private readonly ConsoleFormatter _format;
    private readonly LineWriter _lines;

    /// <exception cref="StartException">There is no such format.</exception>
    public ConsoleLines(
        IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options)
    {
        var name = options.Value.FormatterName ?? ConsoleFormatterNames.Simple;
        _format = formatters.FirstOrDefault(
            format => name.Equals(format.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw new StartException($"Logging:Console:FormatterName cannot be '{name}'.");
        _lines = new(Console.OpenStandardOutput());
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    /// <inheritdoc cref="LineWriter.LetGo" />
    public void LetGo() => _lines.LetGo();

    public void Dispose() => _lines.Dispose();

    /// <summary>Writes the lines of one category.</summary>
    private sealed class Writer(ConsoleLines console, string category) : ILogger
    {
        [ThreadStatic]
        private static StringWriter? _text;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var text = _text ??= new();
            var written = text.GetStringBuilder();
            try
            {
                console._format.Write(
                    new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter),
                    scopeProvider: null,
                    text);
                console._lines.Write(written, isUrgent: logLevel >= LogLevel.Warning);
            }
            finally
            {
                // Half a line, of a message that cannot be formatted, must not begin the next.
                written.Clear();
            }
        }
    }
}
