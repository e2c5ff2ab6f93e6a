using System.Diagnostics;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Postgres;

/// <summary>Two processes on one database, as far as a database can tell.</summary>
public sealed class PostgresEngineSideBySideTests : IDisposable
{
    private const int Acts = 25;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Store _store = new();
    private readonly Database _other;

    public PostgresEngineSideBySideTests() => _other = Database.Open(_store.Place);

    public void Dispose()
    {
        _other.Dispose();
        _store.Dispose();
    }

    [ServerFact]
    public async Task Awards_of_both_to_one_program_are_numbered_without_a_gap()
    {
        await _store.Begin();

        await FromBoth((database, name) => database.Write<bool>(session =>
        {
            _ = session.Partners.Find(Some.Program);
            session.Add(Some.Award(name, "u1"));
            return true;
        }));

        _store.Rows<long>("SELECT number FROM transactions ORDER BY number")
            .Should().Equal(Enumerable.Range(1, 2 * Acts).Select(number => (long)number));
        _store.Rows<long>("SELECT SUM(count)::BIGINT FROM tallies WHERE size = 128")
            .Should().Equal(2 * Acts);
    }

    [ServerFact]
    public async Task Programs_that_both_create_at_once_are_numbered_without_a_gap()
    {
        await FromBoth((database, name) => database.Write<bool>(session =>
        {
            session.Partners.Add(Some.Partner with { Id = name }, "hash");
            return true;
        }));

        _store.Rows<long>("SELECT number FROM partners ORDER BY number")
            .Should().Equal(Enumerable.Range(1, 2 * Acts).Select(number => (long)number));
    }

    [ServerFact]
    public async Task What_one_changes_of_a_catalogue_the_other_hears_and_sees()
    {
        await _store.Begin();

        foreach (var name in (string[])["New", "Newer", "Newest"])
        {
            var version = _other.CatalogueVersion;
            await _store.Write(
                session => session.Partners.Change(Some.Partner with { Name = name }));
            (await Seen()).Should().Be(name, "it is read whether or not it was heard of");

            var startedAt = Stopwatch.GetTimestamp();
            while (_other.CatalogueVersion == version)
            {
                Stopwatch.GetElapsedTime(startedAt).Should().BeLessThan(_patience);
                await Seen();
            }
        }
    }

    private async Task<string> Seen()
    {
        (await _other.Write(Name)).Granted(out var name, out _).Should().BeTrue();
        return name!;
    }

    private static Outcome<string> Name(Session session) =>
        session.Partners.Find(Some.Program)!.Name;

    private async Task FromBoth(Func<Database, string, Task<Outcome<bool>>> act)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2 * Acts).Select(number => Task.Run(
            () => act(number % 2 == 0 ? _store.Database : _other, $"x{number}"))));

        foreach (var outcome in outcomes)
        {
            outcome.Granted(out _, out _).Should().BeTrue();
        }
    }
}
