using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ShopSocially.Loyalty.Server.Http;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>Keeps what a server logs: every line, and apart those of its requests.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly Channel<string> _requests = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _all = new();

    /// <summary>Everything, with exceptions, of every category.</summary>
    public string All => string.Join('\n', _all);

    /// <summary>The line of the next request; it may be written just after the answer.</summary>
    public Task<string> Next() =>
        _requests.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public bool HasMore => _requests.Reader.TryPeek(out _);

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose() => _requests.Writer.TryComplete();

    /// <summary>Writes the lines of one category.</summary>
    private sealed class Writer(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            lines._all.Enqueue($"{line} {exception}");
            if (category == typeof(RequestLog).FullName)
            {
                lines._requests.Writer.TryWrite(line);
            }
        }
    }
}
