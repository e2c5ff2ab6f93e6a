using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Who becomes a member, and who is one already.</summary>
public sealed class EnrollUserTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    private static readonly UserFields Jane =
        Given.Nobody with { Email = Given.Jane, Uid = "jane-1", FirstName = "Jane" };

    public void Dispose() => house.Verify();

    [Fact]
    public async Task A_member_is_enrolled_with_the_defaults()
    {
        var program = await house.CreateProgram();

        var user = (await Enroll(program, Jane)).Value();

        user.Should().Be(house.Find(program, Given.Jane));
        (user.Uid, user.FirstName, user.LastName).Should().Be(("jane-1", "Jane", ""));
        (user.Gender, user.Language, user.Status)
            .Should().Be((Gender.Unknown, "English", UserStatus.Active));
        user.EnrolledAt.Should().Be(LoyaltyHouse.Noon);
    }

    [Fact]
    public async Task Whom_an_award_enrolled_is_completed_and_keeps_the_points()
    {
        var program = await house.CreateProgram();
        var awarded = await house.Points(program, 100);

        var user = (await Enroll(program, Jane)).Value();

        user.Id.Should().Be(awarded.User.Id);
        user.Uid.Should().Be("jane-1");
        user.Balance.AvailablePoints.Should().Be(100);
    }

    [Theory]
    [InlineData("jane@shop.example", "jane-1", Refusal.UidInUse)]
    [InlineData("bob@shop.example", "jane-1", Refusal.UidInUse)]
    [InlineData("JANE@shop.example", "jane-2", Refusal.EmailInUse)]
    [InlineData("bob@shop.example", "JANE-1", null)]
    public async Task A_uid_and_an_e_mail_are_one_members(
        string email, string uid, Refusal? refusal)
    {
        var program = await house.CreateProgram();
        await Enroll(program, Jane);

        var again = await Enroll(program, Jane with { Email = Given.Mail(email), Uid = uid });

        again.Reason().Should().Be(refusal);
    }

    [Fact]
    public async Task Another_program_may_have_the_same_member()
    {
        var (program, other) = (await house.CreateProgram(), await house.CreateProgram());
        await Enroll(program, Jane);

        (await Enroll(other, Jane)).Reason().Should().BeNull();
    }

    [Fact]
    public async Task An_unknown_level_enrols_nobody()
    {
        var program = await house.CreateProgram();

        (await Enroll(program, Jane with { LevelId = "gold" })).Reason()
            .Should().Be(Refusal.InvalidLevelId);
        house.Find(program, Given.Jane).Should().BeNull();
    }

    private Task<Outcome<User>> Enroll(Partner program, UserFields fields) =>
        house.Enroll.Run(program, fields);
}
