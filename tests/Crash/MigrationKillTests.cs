using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A small ledger, and a few kills, at every run of the tests.</summary>
public sealed class MigrationKillTests
{
    private const int Rows = 20_000;
    private const int Kills = 6;
    private const int BeforeTheLargeSteps = 3;

    [Fact]
    public async Task A_migration_that_is_killed_leaves_one_version_whole_and_the_next_completes()
    {
        using var ordeal = new MigrationKill(Rows, BeforeTheLargeSteps);
        var report = await ordeal.Run(Kills, CancellationToken.None);

        report.Violations.Should().BeEmpty();
        report.Kills.Should().Be(Kills);
        report.Completed.Should().BePositive();
    }
}
