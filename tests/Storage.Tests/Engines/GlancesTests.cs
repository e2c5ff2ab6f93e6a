using System.Globalization;
using FluentAssertions;
using Npgsql;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests.Engines;

/// <summary>Reads of one statement: of many at once, each has its own answer.</summary>
public sealed class GlancesTests : IDisposable
{
    private const int Members = 300;

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Of_many_at_once_each_has_its_own_answer()
    {
        await Enrol();

        var seen = await Task.WhenAll(Numbers.Select(number => Glance(KeyOf(number))));

        seen.Select(one => one!.User.Id).Should().Equal(Numbers.Select(IdOf));
        (await Glance(UserKey.Of(Some.Mail("nobody@shop.example")))).Should().BeNull();
    }

    [Fact]
    public async Task A_member_is_found_by_whatever_it_is_known_by()
    {
        await Enrol();
        await _store.Write(session => session.Users.Add(
            Some.Program, Some.User("odd", "odd@shop.example", "m7@shop.example")));

        (await Glance(UserKey.OfId("m7")))!.User.Id.Should().Be("m7");
        (await Glance(new(null, Some.Mail("m7@shop.example"), "m7@shop.example", null)))!
            .User.Id.Should().Be("m7");
        (await Glance(new("m7@shop.example", Some.Mail("m7@shop.example"), null, null)))!
            .User.Id.Should().Be("odd");
        (await Glance(new(null, Some.Mail("no@shop.example"), "m7@shop.example", null)))!
            .User.Id.Should().Be("odd");
        (await Glance(UserKey.OfId("m0"))).Should().BeNull();
    }

    [Fact]
    public async Task Levels_are_those_of_the_moment()
    {
        await Enrol();
        (await LevelSeenBy(1)).Should().BeNull();

        await _store.Write(session => session.Levels.Add(Some.Program, Some.Level));
        (await LevelSeenBy(1)).Should().Be(Some.Level);
        (await LevelSeenBy(2)).Should().Be(Some.Level);

        var changed = Some.Level with { Name = "Golden" };
        await _store.Write(session => session.Levels.Change(Some.Program, changed));
        (await LevelSeenBy(1)).Should().Be(changed);
    }

    [Fact]
    public async Task What_fails_fails_alone()
    {
        await Enrol();
        var failing = () => _store.Database.Glance<UserOnLadder?>(
            _ => throw new FormatException("failing"), _ => null).AsTask();

        var glances = Numbers.Select(number => (Good: Glance(KeyOf(number)), Bad: failing()))
            .ToList();

        foreach (var (good, bad) in glances)
        {
            (await good).Should().NotBeNull();
            await bad.Awaiting(one => one).Should().ThrowAsync<FormatException>();
        }
    }

    [ServerFact]
    public async Task What_the_server_refuses_fails_alone()
    {
        await Enrol();

        var glances = Numbers.Select(number => (
            Good: Glance(KeyOf(number)), Bad: Glance(UserKey.OfId($"no\0text{number}")))).ToList();

        foreach (var (good, bad) in glances)
        {
            (await good).Should().NotBeNull();
            await bad.Awaiting(one => one).Should().ThrowAsync<PostgresException>();
        }
    }

    [ServerFact]
    public async Task Those_whose_connection_has_ended_are_repeated()
    {
        await Enrol();
        for (var round = 0; round < 5; round++)
        {
            var glances = Numbers.Select(number => Glance(KeyOf(number))).ToList();
            _store.Run(
                """
                SELECT pg_terminate_backend(pid, 5000)
                FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """);

            (await Task.WhenAll(glances)).Should().NotContainNulls();
        }
    }

    private static IEnumerable<int> Numbers => Enumerable.Range(1, Members);

    private static string IdOf(int number) =>
        "m" + number.ToString(CultureInfo.InvariantCulture);

    private static UserKey KeyOf(int number) =>
        UserKey.Of(Some.Mail($"{IdOf(number)}@shop.example"));

    private async Task Enrol()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            foreach (var number in Numbers)
            {
                session.Users.Add(
                    Some.Program, Some.User(IdOf(number), $"{IdOf(number)}@shop.example"));
            }
        });
    }

    private async Task<Level?> LevelSeenBy(int number) =>
        (await Glance(KeyOf(number)))!.Ladder.Find(Some.Level.LevelId);

    private Task<UserOnLadder?> Glance(UserKey key) => _store.Database.Glance(
        session => session.Users.Glance(Some.Program, key),
        session => session.Users.FindOnLadder(Some.Program, key)).AsTask();
}
