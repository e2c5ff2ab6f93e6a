using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A sandbox's clock, turned: what is due in between has happened by then.</summary>
public sealed class TurnClockTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    private static readonly ActivityFields Review = Given.Purchase with
    {
        ApprovalMethod = ApprovalMethod.Monthly,
        PointsExpirationPeriod = 2,
    };

    public void Dispose() => house.Verify();

    [Fact]
    public async Task What_was_due_has_happened_before_it_answers_with_nobody_asking()
    {
        var program = await Sandbox();
        var award = await Reviewed(program);

        await Advance(program, "P3M");

        var line = house.Line(program, award.Id);
        line.Status.Should().Be(PointsStatus.Expired);
        line.ApprovedAt.Should().Be(new DateTimeOffset(2026, 2, 28, 12, 0, 0, TimeSpan.Zero));
        line.UpdatedAt.Should().Be(new DateTimeOffset(2026, 4, 29, 0, 0, 0, TimeSpan.Zero));
        house.Find(program, Given.Jane).NextDueAt.Should().BeNull();
    }

    [Fact]
    public async Task One_step_leaves_the_rows_that_many_steps_leave()
    {
        var (once, often) = (await Sandbox(), await Sandbox());
        var (atOnce, bit) = (await Reviewed(once), await Reviewed(often));

        await Advance(once, "P100D");
        for (var day = 0; day < 100; day++)
        {
            often = await Advance(often, "P1D");
        }

        house.Line(often, bit.Id).Should().BeEquivalentTo(
            house.Line(once, atOnce.Id), rows => rows.Excluding(line => line.Id)
                .Excluding(line => line.UserId));
        house.Lot(often, bit.Id).Should().BeEquivalentTo(
            house.Lot(once, atOnce.Id), rows => rows.Excluding(lot => lot.Id)
                .Excluding(lot => lot.UserId));
        house.Find(often, Given.Jane).Should().BeEquivalentTo(
            house.Find(once, Given.Jane), rows => rows.Excluding(user => user.Id));
    }

    [Fact]
    public async Task An_act_that_waited_for_its_turn_is_done_at_the_instant_of_its_turn()
    {
        var program = await Sandbox();
        var stale = program;
        await Advance(program, "P1Y");

        var late = await Reviewed(stale);

        late.CreatedAt.Should().Be(LoyaltyHouse.Noon.AddYears(1));
    }

    [Fact]
    public async Task It_never_stands_where_that_of_an_arriving_program_does()
    {
        var program = await Sandbox();

        var turned = await house.TurnClock.Run(
            program, new(null, Partner.BeforeArrival, false));

        turned.Reason().Should().Be(Refusal.ClockBehindRows);
    }

    [Theory]
    [InlineData("P121M")]
    [InlineData("P10Y1D")]
    [InlineData("P4000D")]
    [InlineData("PT99999H")]
    [InlineData("P999999Y")]
    public async Task It_is_not_turned_on_more_than_ten_years(string text)
    {
        var program = await Sandbox();

        var outcome = await Turn(program, new(Span(text), null, false));

        outcome.Granted(out _, out var refused);
        refused!.Reason.Should().Be(Refusal.ClockTooFar);
        refused.Parameters.Should().Equal("Advance");
        ClockOf(program).Should().BeNull("nothing has changed");
        (await Turn(program, new(Span("P10Y"), null, false))).Reason().Should().BeNull();
    }

    [Fact]
    public async Task It_is_never_turned_past_the_year_3000()
    {
        var program = await Sandbox();
        for (var decade = 0; decade < 97; decade++)
        {
            program = await Advance(program, "P10Y");
        }

        (await Turn(program, new(Span("P10Y"), null, false))).Reason()
            .Should().Be(Refusal.ClockTooFar);
        (await Turn(program, new(null, TurnClock.End, false))).Reason().Should().BeNull();
    }

    [Fact]
    public async Task It_does_not_go_back_past_a_row_nor_past_what_has_happened_to_one()
    {
        var program = await Sandbox();
        await Reviewed(program);
        (await Back(program, LoyaltyHouse.Noon.AddMilliseconds(-1))).Should().Be(
            Refusal.ClockBehindRows);
        program = await Advance(program, "P28D");

        (await Back(program, LoyaltyHouse.Noon.AddDays(28).AddMilliseconds(-1))).Should().Be(
            Refusal.ClockBehindRows, "the award was approved then");

        ClockOf(program).Should().Be(LoyaltyHouse.Noon.AddDays(28));
        (await Turn(program, new(null, null, Resume: true))).Reason().Should().Be(
            Refusal.ClockBehindRows, "by the system's clock, the approval has not come");
    }

    [Fact]
    public async Task It_goes_back_freely_where_nothing_has_happened()
    {
        var program = await Sandbox();
        program = await Advance(program, "P5Y");

        (await Back(program, LoyaltyHouse.Noon.AddYears(-5))).Should().BeNull();

        ClockOf(program).Should().Be(LoyaltyHouse.Noon.AddYears(-5));
        (await Turn(program, new(null, null, Resume: true))).Reason().Should().BeNull();
        ClockOf(program).Should().BeNull();
    }

    [Fact]
    public async Task Another_programs_clock_and_members_stay_as_they_are()
    {
        var (program, other) = (await Sandbox(), await Sandbox());
        var award = await Reviewed(other);

        await Advance(program, "P1Y");

        ClockOf(other).Should().BeNull();
        house.Line(other, award.Id).Status.Should().Be(PointsStatus.Pending);
    }

    private async Task<Partner> Sandbox()
    {
        var program = await house.CreateProgram(Terms.Standard, isSandbox: true);
        await house.Activity(program, "review", Review);
        return program;
    }

    private async Task<Transaction> Reviewed(Partner program) => (await house.Award.Run(
        program, new(Given.Jane, "review", 100, null))).Value().Transaction;

    private async Task<Partner> Advance(Partner program, string text) =>
        (await Turn(program, new(Span(text), null, false))).Value();

    private async Task<Refusal?> Back(Partner program, DateTimeOffset now) =>
        (await Turn(program, new(null, now, false))).Reason();

    private Task<Outcome<Partner>> Turn(Partner program, ClockTurn turn) =>
        house.TurnClock.Run(program, turn);

    private DateTimeOffset? ClockOf(Partner program) =>
        house.Database.Read(session => session.Partners.Find(program.Id))!.ClockAt;

    private static Duration Span(string text) =>
        Duration.TryParse(text, out var span) ? span : throw new FormatException(text);
}
