using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Activities, as they are written down and found.</summary>
public sealed class ActivitiesTests : IDisposable
{
    private static readonly Activity Bare = Some.Activity with
    {
        Id = "a0",
        ActivityId = "bare",
        ImageUrl = null,
        PointsEarningUrl = null,
        IsActive = false,
        QualifiedPoints = false,
        Cap = new(0, Interval.Lifetime),
    };

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_activity_comes_back_as_it_was()
    {
        await Add();

        Find("purchase").Should().Be(Some.Activity);
        Find("bare").Should().Be(Bare);
        Find("Purchase").Should().BeNull("ids are compared exactly");
        _store.Read(session => session.Activities.List(Some.Program))
            .Should().Equal([Bare, Some.Activity], "of one instant, the lower id was first");
    }

    [Fact]
    public async Task An_id_is_taken_once_in_each_program()
    {
        await Add();
        var added = new List<bool>();

        await _store.Write(session => added.AddRange([
            session.Activities.Add(Some.Program, Some.Activity with { Id = "a9", Name = "New" }),
            session.Activities.Add(2, Some.Activity),
        ]));

        added.Should().Equal(false, true);
        Find("purchase").Should().Be(Some.Activity);
    }

    [Fact]
    public async Task A_change_stays_in_its_program()
    {
        await Add();
        await _store.Write(session => session.Activities.Add(2, Some.Activity));
        var changed = Bare with { Id = "a1", ActivityId = "purchase", Name = "Changed" };

        await _store.Write(session => session.Activities.Change(Some.Program, changed));

        Find("purchase").Should().Be(changed);
        _store.Read(session => session.Activities.Find(2, "purchase"))
            .Should().Be(Some.Activity);
    }

    private async Task Add()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            session.Activities.Add(Some.Program, Some.Activity);
            session.Activities.Add(Some.Program, Bare);
        });
    }

    private Activity? Find(string id) =>
        _store.Read(session => session.Activities.Find(Some.Program, id));
}
