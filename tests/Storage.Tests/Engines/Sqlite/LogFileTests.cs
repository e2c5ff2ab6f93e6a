using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Sqlite;

/// <summary>The log as the writer has it, part in memory and part in the file.</summary>
public sealed class LogFileTests : IDisposable
{
    private const int Large = 100_000;

    private readonly Store _store = new();
    private int _members;

    public LogFileTests() => _store
        .Write(session => session.Partners.Add(Some.Partner, "hash"))
        .GetAwaiter().GetResult();

    public void Dispose() => _store.Dispose();

    [FileTheory]
    [InlineData(10)]
    [InlineData(250)]
    [InlineData(500)]
    public async Task A_commit_of_any_size_is_on_disk_when_it_is_answered(int members)
    {
        await Add(3);
        await Add(members);
        await Add(3);

        using var copy = _store.CopyAsIfKilled();

        Check(copy, members + 6);
        Check(_store, members + 6);
    }

    [FileTheory]
    [InlineData(10)]
    [InlineData(250)]
    public async Task What_is_undone_leaves_nothing_behind(int members)
    {
        await Add(3);
        await FluentActions.Awaiting(() => _store.Write(session =>
        {
            AddTo(session, members);
            throw new InvalidDataException();
        })).Should().ThrowAsync<InvalidDataException>();
        _members -= members;
        await Add(3);

        using var copy = _store.CopyAsIfKilled();

        Check(copy, 6);
        _store.Close();
        Check(_store, 6);
    }

    [FileFact]
    public async Task Whoever_writes_beside_the_server_by_other_means_is_heard()
    {
        const int Rounds = 8;
        await Add(30);
        for (var i = 0; i < Rounds; i++)
        {
            // Copies the log to its end, so that whoever writes next begins it anew.
            _store.Run("PRAGMA wal_checkpoint(RESTART)");
            _store.Run($"UPDATE users SET first_name = 'Round {i}' WHERE id = 'u{i}'");
            await Add(30);
            await Add(30);
        }

        _store.Close();
        _store.Rows<string>("SELECT first_name FROM users WHERE id IN ('u0', 'u7') ORDER BY id")
            .Should().Equal("Round 0", $"Round {Rounds - 1}");
        Check(_store, 30 + (Rounds * 60));
    }

    private Task Add(int members) => _store.Write(session => AddTo(session, members));

    /// <summary>Members of some 25 pages each.</summary>
    private void AddTo(Session session, int members)
    {
        for (var i = 0; i < members; i++)
        {
            var number = _members++;
            var image = new string((char)('a' + (number % 26)), Large);
            session.Users.Add(Some.Program, Some.User($"u{number}", $"u{number}@x") with
            {
                ProfileImageUrl = image,
            });
        }
    }

    private static void Check(Store store, int members)
    {
        store.Read(session => session.Users.ListEnrolled(
            Some.Program, new(DateTimeOffset.UnixEpoch, Calendar.Never, 0, 1))).Total
            .Should().Be(members);
        store.Rows<string>("PRAGMA integrity_check").Should().Equal("ok");
    }
}
