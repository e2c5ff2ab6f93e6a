using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Sqlite;

/// <summary>The connections in use are set up to keep the promises of the database.</summary>
public sealed class SqliteEngineTests : IDisposable
{
    private const int Full = 2;

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [FileFact]
    public async Task The_writer_syncs_every_commit_and_checks_what_rows_forbid()
    {
        var settings = (Mode: "", Synchronous: 0L, ForeignKeys: 0L, RecursiveTriggers: 0L);

        await _store.Write(session => settings = (
            Setting<string>(session, "journal_mode"),
            Setting<long>(session, "synchronous"),
            Setting<long>(session, "foreign_keys"),
            Setting<long>(session, "recursive_triggers")));

        settings.Should().Be(("wal", Full, 1, 1));
    }

    [FileFact]
    public void A_reader_may_only_query() =>
        _store.Read(session => Setting<long>(session, "query_only")).Should().Be(1);

    [FileFact]
    public void A_file_that_cannot_have_a_log_of_its_writes_is_not_used()
    {
        var open = () => Database.Open(new(_store.ConnectionString + ";Vfs=unix-none"));

        open.Should().Throw<InvalidOperationException>()
            .WithMessage("journal_mode is delete where it has to be wal.");
    }

    [FileTheory]
    [InlineData(":memory:")]
    [InlineData("file:loyalty.db")]
    [InlineData("any.db;Mode=Memory")]
    public void Only_a_file_is_a_database(string source)
    {
        var open = () => Database.Open(new($"Data Source={source}"));

        open.Should().Throw<InvalidOperationException>()
            .WithMessage("Data Source has to be the path of a file.");
    }

    /// <summary>Settings belong to a connection, so they are asked on the session's own.</summary>
    private static T Setting<T>(Session session, string name) =>
        Store.Value<T>(session, $"PRAGMA {name}");
}
