using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>
/// An act that has waited for its turn meets the program as it is then, not as the gate saw it.
/// </summary>
public sealed class ClockTests(LoyaltyHouse house) : IClassFixture<LoyaltyHouse>, IDisposable
{
    public void Dispose() => house.Verify();

    [Fact]
    public async Task Settings_that_were_changed_meanwhile_are_heard()
    {
        var seen = await house.CreateProgram();
        await house.Points(seen, 10);
        await house.Partners.Change(
            seen.Id, now => now with { Terms = now.Terms with { PeriodStartMonth = 7 } });

        await house.Points(seen, 10);

        house.Find(seen, Given.Jane).Standing.Should().Be(
            new Standing(20, 2025, 20, 0, null, 0, null, 0));
    }

    [Fact]
    public async Task To_turn_a_clock_changes_no_setting()
    {
        var seen = await house.CreateProgram(Terms.Standard, isSandbox: true);
        await house.Partners.Change(
            seen.Id, now => now with { Terms = now.Terms with { TimeZone = "Europe/Berlin" } });

        await house.TurnClock.Run(seen, new(null, LoyaltyHouse.Noon.AddDays(1), false));
        (await house.Reset.Run(seen, everything: false)).Value()
            .Terms.TimeZone.Should().Be("Europe/Berlin");
    }

    [Fact]
    public async Task A_reading_that_a_reset_has_outrun_settles_nothing_ahead_of_the_clock()
    {
        var seen = await house.CreateWaiting(1, LoyaltyHouse.Noon);
        seen = await house.Turn(seen, LoyaltyHouse.Noon.AddYears(1));
        await house.Reset.Run(seen, everything: false);
        await house.Award.Run(seen, new(Waiting.Member(0), "monthly", 10, null));

        await house.Reads.Program(seen, seen.ClockAt!.Value, _ => true);
        await house.Reads.Member(
            (seen, Storage.UserKey.Of(Waiting.Member(0))), seen.ClockAt!.Value, (_, user) => user);

        house.Awards(seen).Single().Status.Should().Be(PointsStatus.Pending);
    }

    [Fact]
    public async Task Where_the_systems_clock_is_set_back_a_programs_time_stands_still_until_then()
    {
        var (program, other) = (await house.CreateProgram(), await house.CreateProgram());
        var (day, nextDay) = (LoyaltyHouse.Noon.AddDays(1), LoyaltyHouse.Noon.AddDays(2));
        await house.At(day).Points(program, 10);

        var meanwhile = await house.At(LoyaltyHouse.Noon).Points(program, 20);
        var elsewhere = await house.Points(other, 20);
        var afterwards = await house.At(nextDay).Points(program, 30);

        meanwhile.Transaction.CreatedAt.Should().Be(day);
        elsewhere.Transaction.CreatedAt.Should().Be(LoyaltyHouse.Noon);
        afterwards.Transaction.CreatedAt.Should().Be(nextDay);
        house.Awards(program).Select(award => award.Points).Should().BeEquivalentTo([10, 20, 30]);
    }

    [Fact]
    public async Task A_clock_that_was_turned_stays_where_it_was_whatever_the_systems_does()
    {
        var program = await house.Turn(
            await house.CreateProgram(Terms.Standard, isSandbox: true), LoyaltyHouse.Noon);

        var late = await house.At(LoyaltyHouse.Noon.AddDays(5)).Points(program, 10);
        var early = await house.At(LoyaltyHouse.Noon.AddDays(-5)).Points(program, 10);

        late.Transaction.CreatedAt.Should().Be(LoyaltyHouse.Noon);
        early.Transaction.CreatedAt.Should().Be(LoyaltyHouse.Noon);
    }

    [Fact]
    public async Task Only_a_sandbox_is_turned_or_emptied_whoever_asks()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 10);

        await FluentActions.Awaiting(() => house.Reset.Run(program, everything: true))
            .Should().ThrowAsync<InvalidOperationException>();
        await FluentActions.Awaiting(
            () => house.TurnClock.Run(program, new(null, LoyaltyHouse.Noon.AddDays(1), false)))
            .Should().ThrowAsync<InvalidOperationException>();

        house.Find(program, Given.Jane).Balance.AvailablePoints.Should().Be(10);
    }
}
