using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A sandbox, emptied.</summary>
public sealed class ResetSandboxTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    private static readonly Stretch Ever = new(DateTimeOffset.UnixEpoch, Calendar.Never, 0, 100);

    public void Dispose() => house.Verify();

    [Fact]
    public async Task Members_and_transactions_go_and_what_they_were_made_of_stays()
    {
        var program = await Busy();

        (await house.Reset.Run(program, everything: false)).Value().ClockAt.Should().BeNull();

        Count(program).Should().Be((0, 0));
        foreach (var table in new[] { "tallies", "histories" })
        {
            house.Rows<long>($"SELECT program FROM {table} WHERE program = @Program", program)
                .Should().BeEmpty();
        }

        house.Database.Read(session => (
            session.Activities.List(program.Number).Count,
            session.Levels.List(program.Number).Count)).Should().Be((1, 1));
        (await house.Points(program, 500, "order-1")).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task Issued_codes_are_back_in_their_order_however_often_it_is_reset()
    {
        var program = await Busy();
        for (var round = 0; round < 3; round++)
        {
            await house.Points(program, 500);
            await house.Redeem.Run(program, (Given.Jane, "gift_card"));
            await house.Reset.Run(program, everything: false);

            house.Database.Read(session => session.Coupons.List(program.Number, "gift_card"))
                .Should().Equal("C1", "C2", "C3");
        }
    }

    [Fact]
    public async Task An_option_that_paused_itself_with_its_last_code_is_open_again()
    {
        var program = await Busy();
        for (var code = 1; code < 3; code++)
        {
            (await house.Redeem.Run(program, (Given.Jane, "gift_card"))).Reason()
                .Should().BeNull();
        }

        Option(program).IsActive.Should().BeFalse();

        await house.Reset.Run(program, everything: false);

        Option(program).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task An_option_that_its_merchant_paused_stays_so()
    {
        var program = await Busy();
        await house.Redemptions.Change(
            program, ("gift_card", Given.GiftCard with { IsActive = false }));

        await house.Reset.Run(program, everything: false);

        Option(program).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task Everything_is_everything_but_the_program()
    {
        var program = await Busy();

        await house.Reset.Run(program, everything: true);

        Count(program).Should().Be((0, 0));
        house.Database.Read(session => (
            session.Activities.List(program.Number).Count,
            session.Levels.List(program.Number).Count,
            session.Redemptions.List(program.Number).Count,
            session.Coupons.List(program.Number, "gift_card").Count)).Should().Be((0, 0, 0, 0));
        house.Database.Read(session => session.Partners.Find(program.Id)).Should().NotBeNull();
    }

    [Fact]
    public async Task Another_program_keeps_all()
    {
        var (program, other) = (await Busy(), await Busy());

        await house.Reset.Run(program, everything: true);

        Count(other).Should().Be((1, 3));
        house.Database.Read(session => session.Coupons.List(other.Number, "gift_card"))
            .Should().Equal("C2", "C3");
    }

    /// <summary>A program with an award, a redeem and a return, and its clock turned.</summary>
    private async Task<Partner> Busy()
    {
        var program = await house.CreateProgram(Terms.Standard, isSandbox: true);
        await house.Level(program, "bronze", new("", "", LevelType.Period, 1, 0, 1, true));
        await house.Redemption(program, "gift_card");
        await house.Points(program, 500, "order-1");
        await house.Redeem.Run(program, (Given.Jane, "gift_card"));
        await house.Return.Run(program, ("order-1", 10));
        return (await house.TurnClock.Run(
            program, new(new(0, 3, TimeSpan.Zero), null, false))).Value();
    }

    private Redemption Option(Partner program) => house.Database.Read(
        session => session.Redemptions.Find(program.Number, "gift_card"))!;

    private (long Members, long Lines) Count(Partner program) => house.Database.Read(session => (
        session.Users.ListEnrolled(program.Number, Ever).Total,
        session.Entries.List(program.Number, new(Ever, [], null)).Total));
}
