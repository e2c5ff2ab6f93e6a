using System.Threading.Channels;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Jobs;
using ShopSocially.Loyalty.Server.Tests.Http;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Jobs;

/// <summary>How what runs by itself goes on, and how it ends.</summary>
public sealed class JobTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Rests _time = new();
    private readonly LogLines _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task It_rests_before_each_run()
    {
        var runs = 0;
        using var job = Job(_ =>
        {
            runs++;
            return Task.CompletedTask;
        });
        await job.StartAsync(default);

        for (var expected = 0; expected < 3; expected++)
        {
            var (length, end) = await _time.Next();
            (length, runs).Should().Be((Interval, expected));
            end();
        }
    }

    [Fact]
    public async Task A_run_that_fails_is_logged_and_the_next_one_comes_after_a_rest()
    {
        var runs = 0;
        using var job = Job(_ => ++runs == 1
            ? throw new InvalidOperationException("Out of order.")
            : Task.CompletedTask);
        await job.StartAsync(default);

        (await _time.Next()).End();
        (await _time.Next()).End();
        await _time.Next();

        runs.Should().Be(2);
        _log.All.Should().Contain("Out of order.");
    }

    [Fact]
    public async Task It_stops_in_its_rest()
    {
        using var job = Job(_ => Task.CompletedTask);
        await job.StartAsync(default);
        await _time.Next();

        await job.StopAsync(default).WaitAsync(Patience);

        job.ExecuteTask!.IsCompletedSuccessfully.Should().BeTrue();
        _log.All.Should().BeEmpty();
    }

    [Fact]
    public async Task It_stops_in_the_middle_of_a_run()
    {
        using var job = Job(stopping => new TaskCompletionSource().Task.WaitAsync(stopping));
        await job.StartAsync(default);
        (await _time.Next()).End();

        await job.StopAsync(default).WaitAsync(Patience);

        job.ExecuteTask!.IsCompletedSuccessfully.Should().BeTrue();
        _log.All.Should().BeEmpty();
    }

    private Job Job(Func<CancellationToken, Task> run) =>
        new(Interval, run, _time, _log.CreateLogger("job"));

    /// <summary>A time in which a rest ends when a test ends it.</summary>
    private sealed class Rests : TimeProvider
    {
        private readonly Channel<(TimeSpan Length, Action End)> _begun =
            Channel.CreateUnbounded<(TimeSpan Length, Action End)>();

        /// <summary>The next rest, as soon as it has begun.</summary>
        public Task<(TimeSpan Length, Action End)> Next() =>
            _begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _begun.Writer.TryWrite((dueTime, () => callback(state)));
            return new Timer();
        }

        /// <summary>A timer that nobody winds.</summary>
        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
