using System.Globalization;
using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Logs;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Logs;

/// <summary>Log lines on their way out: each once, whole, in order, and none lost.</summary>
public sealed class LineWriterTests : IDisposable
{
    private readonly GatedStream _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Lines_of_many_threads_come_out_whole_and_in_the_order_of_each()
    {
        using (var writer = new LineWriter(_output))
        {
            Parallel.For(0, 8, thread => WriteLines(writer, $"größe {thread}", 5000));
        }

        var lines = _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(8 * 5000);
        foreach (var ofThread in lines.GroupBy(line => line[..line.LastIndexOf(' ')]))
        {
            ofThread.Select(line => line[(line.LastIndexOf(' ') + 1)..])
                .Should().Equal(Enumerable.Range(0, 5000).Select(Digits));
        }
    }

    [Fact]
    public async Task A_line_comes_out_without_another_behind_it()
    {
        using var writer = new LineWriter(_output);

        WriteLines(writer, "alone", 1);

        await _output.HasText.WaitAsync(TimeSpan.FromMinutes(1));
        _output.Text.Should().Be("alone 0\n");
    }

    [Fact]
    public async Task Who_writes_faster_than_can_be_written_waits_and_loses_nothing()
    {
        const int More = 300_000;
        using (var writer = new LineWriter(_output))
        {
            _output.Shut();
            var writing = Task.Run(() => WriteLines(writer, "line", More));
            await _output.IsHeldUp.WaitAsync(TimeSpan.FromMinutes(1));
            writing.IsCompleted.Should().BeFalse("so many lines are never kept in memory");

            _output.Open();
            await writing;
        }

        _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should().HaveCount(More).And.EndWith($"line {Digits(More - 1)}");
    }

    [Fact]
    public async Task An_output_that_failed_once_is_written_to_again()
    {
        _output.FailOnce();
        using (var writer = new LineWriter(_output))
        {
            WriteLines(writer, "lost", 1);
            await _output.HasFailed.WaitAsync(TimeSpan.FromMinutes(1));
            WriteLines(writer, "kept", 1);
        }

        _output.Text.Should().Be("kept 0\n");
    }

    [Fact]
    public async Task Who_waits_for_room_is_let_go_before_the_end()
    {
        using var writer = new LineWriter(_output);
        _output.Shut();
        var writing = Task.Run(() => WriteLines(writer, "line", 300_000));
        await _output.IsHeldUp.WaitAsync(TimeSpan.FromMinutes(1));

        writer.LetGo();

        await writing.WaitAsync(TimeSpan.FromMinutes(1));
        _output.Text.Should().BeEmpty("nobody has taken it");
    }

    [Fact]
    public async Task An_output_that_takes_nothing_keeps_no_end_waiting()
    {
        var writer = new LineWriter(_output);
        _output.Shut();
        WriteLines(writer, "stuck", 1);
        await _output.IsHeldUp.WaitAsync(TimeSpan.FromMinutes(1));

        await Task.Run(writer.Dispose).WaitAsync(TimeSpan.FromMinutes(1));

        WriteLines(writer, "too late", 1);
        _output.Text.Should().BeEmpty("nobody has taken it");
    }

    [Fact]
    public void A_line_of_the_last_moment_comes_out_after_the_end()
    {
        var writer = new LineWriter(_output);
        WriteLines(writer, "before", 1);
        writer.Dispose();

        WriteLines(writer, "after", 1);

        _output.Text.Should().Be("before 0\nafter 0\n");
    }

    [Fact]
    public void A_text_that_is_no_valid_Unicode_does_not_end_the_log()
    {
        using (var writer = new LineWriter(_output))
        {
            WriteLines(writer, "half \ud83d", 1);
            WriteLines(writer, "whole", 1);
        }

        _output.Text.Should().Be("half \ufffd 0\nwhole 0\n");
    }

    private static void WriteLines(LineWriter writer, string words, int count)
    {
        for (var i = 0; i < count; i++)
        {
            writer.Write(new StringBuilder($"{words} {Digits(i)}\n"));
        }
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
