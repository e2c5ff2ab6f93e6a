using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>How a schedule stands in its column.</summary>
public sealed class ScheduleTextTests : IDisposable
{
    private static readonly DateTimeOffset At =
        DateTimeOffset.FromUnixTimeMilliseconds(1_772_323_200_000);

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    public static TheoryData<Schedule, string> Schedules => new()
    {
        { Schedule.Empty, "" },
        { Schedule.Of(new Lapse(At, 5)), "1772323200000:5" },
        {
            Schedule.Of(new Lapse(At.AddDays(1), 9_000_000_000), new Lapse(At, -5)),
            "1772323200000:-5 1772409600000:9000000000"
        },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public async Task It_comes_back_as_it_was(Schedule schedule, string kept)
    {
        await Keep(schedule);

        _store.Rows<string>("SELECT schedule FROM users WHERE id = 'u2'").Should().Equal(kept);
        Kept().Should().Be(schedule);
    }

    [Fact]
    public async Task However_long_it_is_it_comes_back()
    {
        var schedule = Schedule.Of(Enumerable.Range(0, 500).Select(day =>
            new Lapse(At.AddDays(day), day + 1)));

        await Keep(schedule);

        Kept().Lapses.Should().HaveCount(500);
        Kept().Should().Be(schedule);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("1:2:3")]
    [InlineData("1:2,3:4")]
    [InlineData(" ")]
    public async Task What_is_none_is_not_taken_for_one(string text)
    {
        await Keep(Schedule.Empty);
        _store.Run($"UPDATE users SET schedule = '{text}'");

        FluentActions.Invoking(Kept).Should().Throw<FormatException>();
    }

    private async Task Keep(Schedule schedule)
    {
        await _store.Begin();
        await _store.Write(session => session.Users.Add(
            Some.Program, Some.User("u2", "bob@shop.example") with { Schedule = schedule }));
    }

    private Schedule Kept() => _store.Read(session =>
        session.Users.Find(Some.Program, UserKey.OfId("u2")))!.Schedule;
}
