using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>What can be changed of a member.</summary>
public sealed class UpdateUserTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    public void Dispose() => house.Verify();

    [Fact]
    public async Task What_is_not_said_stays_as_it_is()
    {
        var program = await house.CreateProgram();
        var before = (await house.Points(program, 10)).User;

        var after = (await Update(program, Given.Nobody with { FirstName = "Janet" })).Value();

        after.Should().Be(before with { FirstName = "Janet" });
        after.Should().Be(house.Find(program, Given.Jane));
    }

    [Fact]
    public async Task A_blocked_member_keeps_its_points_and_earns_and_spends_none()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 10);
        await house.Redemption(program, "gift_card");
        await Update(program, Given.Nobody with { Status = UserStatus.Blocked });

        (await house.Award.Run(program, new(Given.Jane, "purchase", 1, null)))
            .Reason().Should().Be(Refusal.UserBlocked);
        (await house.Deduct.Run(program, new(Given.Jane, "Gone", 1)))
            .Reason().Should().Be(Refusal.UserBlocked);
        house.Find(program, Given.Jane).Balance.AvailablePoints.Should().Be(10);
        await Update(program, Given.Nobody with { Status = UserStatus.Active });
        (await house.Deduct.Run(program, new(Given.Jane, "Gone", 1)))
            .Reason().Should().BeNull();
    }

    [Fact]
    public async Task A_level_set_by_hand_multiplies_awards_until_it_is_taken_away()
    {
        var program = await house.CreateProgram();
        await house.Level(program, "gold", new("", "", LevelType.Period, 1, 1_000, 2, true));
        await house.Points(program, 10);

        await Update(program, Given.Nobody with { LevelId = "gold" });
        (await house.Points(program, 10)).Transaction.Points.Should().Be(20);
        await Update(program, Given.Nobody with { LevelId = Level.None });
        (await house.Points(program, 10)).Transaction.Points.Should().Be(10);
    }

    [Fact]
    public async Task An_e_mail_or_uid_of_another_member_is_not_taken()
    {
        var program = await house.CreateProgram();
        await house.Points(program, 10);
        await house.Enroll.Run(
            program, Given.Nobody with { Email = Given.Bob, Uid = "bob" });

        (await Update(program, Given.Nobody with { Email = Given.Bob })).Reason()
            .Should().Be(Refusal.EmailInUse);
        (await Update(program, Given.Nobody with { Uid = "bob" })).Reason()
            .Should().Be(Refusal.UidInUse);
        (await Update(program, Given.Nobody with { Email = Given.Mail("JANE@shop.example") }))
            .Value().Email.Text.Should().Be("JANE@shop.example");
    }

    private Task<Outcome<User>> Update(Partner program, UserFields fields) =>
        house.UpdateUser.Run(program, (UserKey.Of(Given.Jane), fields));
}
