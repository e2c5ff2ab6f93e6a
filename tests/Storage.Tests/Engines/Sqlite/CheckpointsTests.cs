using FluentAssertions;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Sqlite;

/// <summary>
/// The log is brought into the file while writes go on, and neither loses any of them.
/// </summary>
public sealed class CheckpointsTests : IDisposable
{
    private const long Megabyte = 1 << 20;

    // Some 150 pages each: a log of 8,192 pages, 32 MB, is due after 55, and one of 32,768 begins
    // anew however slow the disk is.
    private const int ProgramsOfCommit = 400;
    private const int ManyCommits = 300;
    private const long LongestLog = 136 * Megabyte;

    // Some 8 pages each, so that the disk has time for what is copied.
    private const int ProgramsOfSmallCommit = 4;
    private const int ManySmallCommits = 6000;
    private const long OrdinaryLog = 40 * Megabyte;

    private readonly Store _store = new();
    private int _commits;

    public void Dispose() => _store.Dispose();

    [FileFact]
    public async Task The_log_begins_anew_while_commits_go_on()
    {
        var longest = 0L;
        while (_commits < ManyCommits)
        {
            await Commit();
            longest = Math.Max(longest, _store.LogBytes);
        }

        longest.Should().BeLessThan(LongestLog);
        Count(_store).Should().Be(ManyCommits * ProgramsOfCommit);
    }

    [FileFact]
    public async Task The_log_of_small_commits_begins_anew_soon_after_it_is_due()
    {
        var longest = 0L;
        while (_commits < ManySmallCommits)
        {
            await Commit(ProgramsOfSmallCommit);
            longest = Math.Max(longest, _store.LogBytes);
        }

        longest.Should().BeInRange(32 * Megabyte, OrdinaryLog);
    }

    [FileFact]
    public async Task What_was_committed_is_in_the_file_and_its_log_at_every_moment()
    {
        while (_commits < ManyCommits)
        {
            await Commit();
            if (_commits % 15 == 0)
            {
                using var copy = _store.CopyAsIfKilled();
                Count(copy).Should().Be(_commits * ProgramsOfCommit);
            }
        }
    }

    [FileFact]
    public async Task A_reader_that_stays_keeps_its_state_and_no_write_waits_for_it()
    {
        await Commit();
        using var done = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        var reading = Task.Run(() => _store.Read(session =>
        {
            var before = session.Partners.List().Count;
            begun.Release();
            done.Wait();
            return (before, session.Partners.List().Count);
        }));
        await begun.WaitAsync();

        while (_commits < ManyCommits)
        {
            await Commit();
        }

        reading.IsCompleted.Should().BeFalse();
        done.Set();
        (await reading).Should().Be((ProgramsOfCommit, ProgramsOfCommit));
        var kept = _store.LogBytes;
        kept.Should().BeGreaterThan(LongestLog, "the reader's state had to be kept");
        while (_commits < ManyCommits * 3 / 2)
        {
            await Commit();
        }

        _store.LogBytes.Should().BeLessThan(
            kept + (16 * Megabyte), "the log began anew when the reader had gone");
    }

    private Task Commit(int programs = ProgramsOfCommit)
    {
        _commits++;
        return _store.Write(session =>
        {
            for (var i = 0; i < programs; i++)
            {
                session.Partners.Add(
                    Some.Partner with { Id = $"{i}-{_commits}" }, new string('x', 200));
            }
        });
    }

    private static long Count(Store store)
    {
        store.Read(session => session.Partners.Find("nobody")).Should().BeNull();
        return store.Rows<long>("SELECT COUNT(*) FROM partners").Single();
    }
}
