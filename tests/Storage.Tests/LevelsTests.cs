using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Levels, as they are written down and found.</summary>
public sealed class LevelsTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_level_comes_back_as_it_was_and_changes_as_a_whole()
    {
        await Add(Some.Level);
        var changed = new Level(
            "l1", "gold", "New", "", LevelType.Period, 9, 0, 2.5m, false, Some.At, Some.At);

        Find("gold").Should().Be(Some.Level);
        await _store.Write(session => session.Levels.Change(Some.Program, changed));
        Find("gold").Should().Be(changed);
        Find("GOLD").Should().BeNull();
    }

    [Fact]
    public async Task They_are_listed_by_type_and_position()
    {
        var period = Some.Level with { Type = LevelType.Period };
        await Add(
            Some.Level with { Id = "1", LevelId = "star", Position = 1 },
            period with { Id = "2", LevelId = "gold", Position = 10 },
            period with { Id = "3", LevelId = "silver", Position = 9 });

        _store.Read(session => session.Levels.List(Some.Program))
            .Select(level => level.LevelId).Should().Equal("silver", "gold", "star");
    }

    [Fact]
    public async Task An_id_is_taken_once_in_each_program()
    {
        await Add(Some.Level);
        var added = new List<bool>();

        await _store.Write(session => added.AddRange([
            session.Levels.Add(Some.Program, Some.Level with { Id = "l9" }),
            session.Levels.Add(2, Some.Level),
        ]));

        added.Should().Equal(false, true);
    }

    private async Task Add(params Level[] levels)
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            foreach (var level in levels)
            {
                session.Levels.Add(Some.Program, level);
            }
        });
    }

    private Level? Find(string id) =>
        _store.Read(session => session.Levels.Find(Some.Program, id));
}
