using FluentAssertions;
using ShopSocially.Loyalty.Storage;
using Xunit;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A moment of all that can be done to a server, at every run of the tests.</summary>
public sealed class CrashTests
{
    private const int Promotions = 2;

    private static readonly Subject _onPostgres = new(Engine.PostgreSQL);
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task What_was_answered_is_there_once_after_kills_stops_and_standstills() =>
        Expect(await new Ordeal([Fault.Kill, Fault.Kill, Fault.Stop, Fault.Terminate])
            .Run(_long, CancellationToken.None));

    [FactWith(typeof(LoopDisk))]
    public async Task What_was_answered_is_there_once_after_power_cuts() =>
        Expect(await new Ordeal([Fault.PowerCut]).Run(_long, CancellationToken.None));

    [FactWith(typeof(SmallDisk))]
    public async Task While_the_disk_is_full_reads_go_on_and_then_writes_do() =>
        Expect(await new Ordeal([Fault.DiskFull]).Run(_short, CancellationToken.None));

    [FactWith(typeof(FailingCalls))]
    public async Task A_disk_that_fails_makes_unknown_but_never_undone_what_was_answered() =>
        Expect(await new Ordeal([Fault.FailedSyncs, Fault.FailedWrites])
            .Run(_short, CancellationToken.None));

    [FactWith(typeof(ClusterDatabase))]
    [Trait("engine", "PostgreSQL")]
    public async Task On_PostgreSQL_what_was_answered_is_there_once_after_kills_and_stops() =>
        Expect(await new Ordeal(
            [Fault.Kill, Fault.Kill, Fault.Stop, Fault.Terminate], _onPostgres)
            .Run(_long, CancellationToken.None));

    [FactWith(typeof(ClusterDatabase))]
    [Trait("engine", "PostgreSQL")]
    public async Task What_was_answered_is_there_once_when_every_connection_is_ended() =>
        Expect(await new Ordeal([Fault.TerminatedBackends], _onPostgres)
            .Run(_short, CancellationToken.None));

    [FactWith(typeof(NodePair))]
    [Trait("engine", "PostgreSQL")]
    public async Task What_was_answered_is_there_once_on_the_node_that_is_promoted()
    {
        var report = await new Failover(Promotions).Run(CancellationToken.None);
        report.Violations.Should().BeEmpty();
        report.Outages.Should().HaveCount(Promotions);
        report.Calls.Acknowledged.Should().BePositive();
    }

    [FactWith(typeof(LoopDisk))]
    public async Task Commits_that_do_not_wait_for_the_disk_are_found() =>
        (await Ordeals.FindBug(
            PlantedBug.CommitsUnsynced, Fault.PowerCut, CancellationToken.None))
        .Should().Contain("lost:");

    [Theory]
    [InlineData(PlantedBug.AnswersBeforeCommit, "lost:")]
    [InlineData(PlantedBug.CodesBeforeTransaction, "without a cause")]
    [InlineData(PlantedBug.KeysForgotten, "answered otherwise")]
    public async Task A_planted_bug_is_found(PlantedBug bug, string trace) =>
        (await Ordeals.FindBug(bug, Fault.Kill, CancellationToken.None))
        .Should().Contain(trace);

    private static void Expect(Report report)
    {
        report.Violations.Should().BeEmpty();
        report.Faults.Should().BeGreaterThan(1);
        report.Acknowledged.Should().BePositive();
    }
}
