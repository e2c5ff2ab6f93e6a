using System.Diagnostics;
using FluentAssertions;
using Npgsql;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Postgres;

/// <summary>A server has to be there, and to promise what the database promises.</summary>
public sealed class PostgresEngineTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [ServerFact]
    public void A_server_that_answers_before_it_has_written_is_not_used()
    {
        _store.Run($"ALTER DATABASE {Name} SET synchronous_commit = off");

        Opening(_store.Place).Should().Throw<InvalidOperationException>()
            .WithMessage("synchronous_commit is off: *");
    }

    [ServerFact]
    public void A_database_that_cannot_keep_every_text_is_not_used()
    {
        var name = $"{Name}_latin";
        _store.Run(
            $"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        try
        {
            Opening(Change(settings => settings.Database = name))
                .Should().Throw<InvalidOperationException>()
                .WithMessage("the database's encoding is LATIN1 where it has to be UTF8.");
        }
        finally
        {
            _store.Run($"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    [ServerFact]
    public void Where_there_is_no_server_that_is_said_within_seconds()
    {
        var startedAt = Stopwatch.GetTimestamp();

        foreach (var place in (DatabasePlace[])[
            Change(settings => settings.Port = 1),
            Change(settings => settings.Host = "nowhere.invalid"),
            Change(settings => settings.Database = "nothing"),
        ])
        {
            Opening(place).Should().Throw<InvalidOperationException>();
        }

        Stopwatch.GetElapsedTime(startedAt).Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [ServerFact]
    public void Nothing_but_a_server_is_one()
    {
        Opening(new("Database=x", "PostgreSQL")).Should().Throw<InvalidOperationException>()
            .WithMessage("Host has to be *");
        Opening(new("Data Source=loyalty.db", "PostgreSQL"))
            .Should().Throw<InvalidOperationException>();
    }

    [ServerFact]
    public async Task Connections_that_the_server_has_ended_are_replaced()
    {
        await _store.Begin();
        _store.Read(session => session.Partners.List()).Should().HaveCount(2);

        _store.Run(
            """
            SELECT pg_terminate_backend(pid, 5000)
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """);

        _store.Read(session => session.Partners.List()).Should().HaveCount(2);
        await _store.Write(session => session.Partners.Add(Some.Partner with { Id = "p3" }, "h"));
        _store.Read(session => session.Partners.List()).Should().HaveCount(3);
    }

    private string Name => new NpgsqlConnectionStringBuilder(_store.ConnectionString).Database!;

    private DatabasePlace Change(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(_store.ConnectionString);
        change(settings);
        return _store.Place with { ConnectionString = settings.ConnectionString };
    }

    private static Action Opening(DatabasePlace place) => () => Database.Open(place).Dispose();
}
