using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Twenty seconds of it at every run of the tests.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan _seconds = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_was_answered_is_there_once_after_kills_stops_and_standstills()
    {
        var report = await new Ordeal([Fault.Kill, Fault.Kill, Fault.Stop, Fault.Terminate])
            .Run(_seconds, CancellationToken.None);

        report.Violations.Should().BeEmpty();
        report.Faults.Should().BeGreaterThan(3);
        report.Acknowledged.Should().BePositive();
    }
}
