using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Settings of a program that has members are changed.</summary>
public sealed class SavePartnerTests(LoyaltyHouse house) : IClassFixture<LoyaltyHouse>
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Another_beginning_of_the_year_counts_every_members_points_anew()
    {
        var program = await Earned(NewYear.AddMonths(-1), NewYear.AddMonths(1));

        var changed = await Set(program, terms => terms with { PeriodStartMonth = 7 });

        Standing(changed).Should().Be(new Standing(30, 2025, 30, 0, null, 0, null, 0));
        house.Verify();
    }

    [Fact]
    public async Task Another_time_zone_counts_every_members_points_anew()
    {
        var program = await Earned(NewYear.AddHours(-1), NewYear.AddHours(1));
        Standing(program).Should().Be(new Standing(30, 2026, 20, 10, null, 0, null, 0));

        var west = await Set(program, terms => terms with { TimeZone = "America/New_York" });

        Standing(west).Should().Be(new Standing(30, 2025, 30, 0, null, 0, null, 0));
        house.Verify();
        var east = await Set(west, terms => terms with { TimeZone = "Pacific/Kiritimati" });
        Standing(east).Should().Be(new Standing(30, 2026, 30, 0, null, 0, null, 0));
        house.Verify();
    }

    [Fact]
    public async Task Another_time_zone_moves_members_to_the_days_of_their_activity_there()
    {
        var program = await Earned(NewYear.AddHours(1));
        house.ActiveOn(program, new(2026, 1, 1)).Should().Equal(Given.Jane);

        var west = await Set(program, terms => terms with { TimeZone = "America/New_York" });

        house.ActiveOn(west, new(2026, 1, 1)).Should().BeEmpty();
        house.ActiveOn(west, new(2025, 12, 31)).Should().Equal(Given.Jane);
    }

    [Fact]
    public async Task A_level_set_by_hand_stays_with_what_was_earned_since()
    {
        var program = await Earned(NewYear.AddMonths(-1));
        await house.Level(program, "gold", new("", "", LevelType.Period, 1, 100, 1, true));
        await house.UpdateUser.Run(
            program,
            (Storage.UserKey.Of(Given.Jane), Given.Nobody with { LevelId = "gold" }));
        await house.Points(program, 5);

        var changed = await Set(program, terms => terms with { PeriodStartMonth = 7 });

        Standing(changed).Should().Be(new Standing(15, 2025, 15, 0, "gold", 10, null, 0));
    }

    [Fact]
    public async Task What_is_due_by_then_happens_by_the_old_settings_whether_or_not_it_was_swept()
    {
        var (swept, unswept) = (await house.CreateWaiting(1), await house.CreateWaiting(1));
        house.Now = Waiting.ApprovedAt.AddDays(1);
        await house.Settle.Run(swept);

        foreach (var program in new[] { swept, unswept })
        {
            await Set(program, terms => terms with { TimeZone = "Pacific/Kiritimati" });
            await house.Settle.Run(program);
        }

        var (one, other) = (house.Awards(swept).Single(), house.Awards(unswept).Single());
        var (lot, twin) = (house.Lot(swept, one.Id), house.Lot(unswept, other.Id));
        other.Status.Should().Be(PointsStatus.AutoApproved);
        (twin.ExpiresAt, twin.ValidUntil).Should().Be((lot.ExpiresAt, lot.ValidUntil));
    }

    [Fact]
    public async Task A_sandbox_that_was_turned_on_does_not_go_back_behind_its_new_settings()
    {
        var program = await house.CreateProgram(Terms.Standard, isSandbox: true);
        await house.Points(program, 10);
        await house.TurnClock.Run(program, new(null, LoyaltyHouse.Noon.AddYears(5), false));
        await Set(program, terms => terms with { TimeZone = "Europe/Berlin" });

        (await house.TurnClock.Run(program, new(null, null, Resume: true))).Reason()
            .Should().Be(Refusal.ClockBehindRows);
    }

    [Fact]
    public async Task Other_settings_leave_members_alone()
    {
        var program = await Earned(NewYear.AddMonths(-1));
        var before = house.Find(program, Given.Jane);

        await Set(program, terms => terms with { Rounding = Rounding.Ceiling });

        house.Find(program, Given.Jane).Should().Be(before);
    }

    /// <summary>A program in which Jane earned 10 points, then 20, and so on.</summary>
    private async Task<Partner> Earned(params DateTimeOffset[] instants)
    {
        var program = await house.CreateProgram();
        for (var i = 0; i < instants.Length; i++)
        {
            await house.At(instants[i]).Points(program, 10 * (i + 1));
        }

        return program;
    }

    private async Task<Partner> Set(Partner program, Func<Terms, Terms> change) =>
        (await house.Partners.Change(
            program.Id, partner => partner with { Terms = change(partner.Terms) })).Value();

    private Standing Standing(Partner program) => house.Find(program, Given.Jane).Standing;
}
