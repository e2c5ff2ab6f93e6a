using FluentAssertions;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Sqlite;

/// <summary>All who read have one map of the file, which grows and changes under them.</summary>
public sealed class FileMapTests : IDisposable
{
    private const string Maps = "/proc/self/maps";
    private const int Large = 100_000;

    private readonly Store _store = new();
    private int _members;

    public FileMapTests() => _store
        .Write(session => session.Partners.Add(Some.Partner, "hash"))
        .GetAwaiter().GetResult();

    public void Dispose() => _store.Dispose();

    [FileFact]
    public async Task Readers_see_all_of_a_file_that_grows()
    {
        for (var round = 1; round <= 4; round++)
        {
            // What has been committed is copied into the file with the next commit.
            await Add(100);
            await Add(1);

            _store.Read(session => Look(session)).Should().Be((round * 101, "ok"));
            _store.Bytes.Should().BeGreaterThan((round * 100L * Large) - Large);
        }
    }

    [FileFact]
    public async Task A_reader_keeps_its_state_while_others_write()
    {
        await Add(50);
        await Add(1);

        _store.Read(old =>
        {
            Look(old).Should().Be((51, "ok"));
            Add(100).GetAwaiter().GetResult();
            Add(1).GetAwaiter().GetResult();
            _store.Read(session => Look(session)).Should().Be((152, "ok"));
            return Look(old);
        }).Should().Be((51, "ok"));
    }

    [FileFact]
    public async Task Readers_at_the_same_time_map_the_file_once()
    {
        await Add(50);
        await Add(1);
        _store.Read(session => Look(session)).Should().Be((51, "ok"));
        var maps = CountMaps();
        var mapsOfThree = _store.Read(_ => _store.Read(_ => _store.Read(session =>
        {
            Look(session).Should().Be((51, "ok"));
            return CountMaps();
        })));

        mapsOfThree.Should().Be(maps);
    }

    [FileFact]
    public async Task Who_reads_while_the_database_is_closed_reads_to_the_end()
    {
        await Add(50);
        await Add(1);

        _store.Read(session =>
        {
            _store.Close();
            return Look(session);
        }).Should().Be((51, "ok"));
    }

    private Task Add(int members) => _store.Write(session =>
    {
        for (var i = 0; i < members; i++)
        {
            var number = _members++;
            session.Users.Add(Some.Program, Some.User($"u{number}", $"u{number}@x") with
            {
                ProfileImageUrl = new string((char)('a' + (number % 26)), Large),
            });
        }
    });

    /// <summary>How many members there are, and what the engine says of all pages.</summary>
    private static (long Members, string Pages) Look(Session session) => (
        Store.Value<long>(session, "SELECT COUNT(*) FROM users"),
        Store.Value<string>(session, "PRAGMA integrity_check"));

    /// <summary>By the system's own list; none where it has no such list.</summary>
    private int CountMaps() => File.Exists(Maps)
        ? File.ReadLines(Maps).Count(line => line.EndsWith(
            Database.FileOf(_store.Place), StringComparison.Ordinal))
        : 0;
}
