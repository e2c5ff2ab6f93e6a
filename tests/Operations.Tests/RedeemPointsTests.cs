using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A redeem takes points from the right lots and issues a code once.</summary>
public sealed class RedeemPointsTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    public void Dispose() => house.Verify();

    [Fact]
    public async Task Codes_are_issued_in_the_order_of_the_list_and_the_last_one_pauses_the_option()
    {
        var program = await house.CreateProgram();
        await house.Redemption(program, "gift_card");
        await house.Points(program, 1_000);

        var codes = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            codes.Add((await Redeem(program)).Value().Transaction.CouponCode);
        }

        codes.Should().Equal("C1", "C2", "C3");
        (await Redeem(program)).Reason().Should().Be(Refusal.CouponsExhausted);
        house.Database.Read(session => session.Redemptions.Find(program.Number, "gift_card"))!
            .IsActive.Should().BeFalse();
        house.Find(program, Given.Jane).Balance.Should().Be(new Balance(700, 0, 300, 0));
    }

    [Fact]
    public async Task A_code_that_two_options_list_is_issued_once()
    {
        var program = await house.CreateProgram();
        await house.Redemption(program, "gift_card");
        await house.Redemption(program, "other");
        await house.Points(program, 1_000);

        await Redeem(program);
        var other = await house.Redeem.Run(program, (Given.Jane, "other"));

        other.Value().Transaction.CouponCode.Should().Be("C2");
    }

    [Fact]
    public async Task A_code_that_was_issued_is_never_issued_again()
    {
        var program = await house.CreateProgram();
        await house.Redemption(program, "gift_card");
        await house.Points(program, 1_000);
        await Redeem(program);

        var changed = (await house.Redemptions.Change(
            program, ("gift_card", Given.GiftCard))).Value();

        changed.Codes.Should().Equal("C2", "C3");
    }

    [Fact]
    public async Task The_lot_that_expires_soonest_gives_first_and_is_exhausted_when_it_is_empty()
    {
        var program = await house.CreateProgram();
        await house.Redemption(program, "gift_card");
        var lasting = await house.Points(program, 80);
        await house.Activity(
            program, "short", Given.Purchase with { PointsExpirationPeriod = 1 });
        var soon = (await house.Award.Run(
            program, new(Given.Jane, "short", 70, null))).Value();

        await Redeem(program);

        house.Lot(program, soon.Transaction.Id).PointsUsed.Should().Be(70);
        house.Lot(program, lasting.Transaction.Id).PointsUsed.Should().Be(30);
        house.Line(program, soon.Transaction.Id).Status.Should().Be(PointsStatus.Exhausted);
        house.Line(program, lasting.Transaction.Id).Status.Should().Be(PointsStatus.AutoApproved);
    }

    [Fact]
    public async Task A_redeem_is_all_or_nothing()
    {
        var program = await house.CreateProgram();
        await house.Redemption(program, "gift_card");
        await house.Points(program, 99);

        (await Redeem(program)).Reason().Should().Be(Refusal.InsufficientPointsToRedeem);

        house.Find(program, Given.Jane).Balance.Should().Be(new Balance(99, 0, 0, 0));
        house.Database.Read(session => session.Coupons.List(program.Number, "gift_card"))
            .Should().Equal("C1", "C2", "C3");
    }

    [Fact]
    public async Task Who_redeems_is_judged_before_what_is_redeemed()
    {
        var program = await house.CreateProgram();

        (await Redeem(program)).Reason().Should().Be(Refusal.InvalidUser);
        await house.Points(program, 1);
        (await Redeem(program)).Reason().Should().Be(Refusal.InvalidRedemptionId);
        await house.UpdateUser.Run(
            program,
            (Storage.UserKey.Of(Given.Jane), Given.Nobody with { Status = UserStatus.Blocked }));
        (await Redeem(program)).Reason().Should().Be(Refusal.UserBlocked);
    }

    private Task<Outcome<Spent>> Redeem(Partner program) =>
        house.Redeem.Run(program, (Given.Jane, "gift_card"));
}
