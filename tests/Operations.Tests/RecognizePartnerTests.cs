using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A partner-id and an api-key open a program only together.</summary>
public class RecognizePartnerTests(LoyaltyHouse house) : IClassFixture<LoyaltyHouse>
{
    [Fact]
    public async Task The_right_pair_opens_its_program()
    {
        var (partner, key) = await Keyed();

        house.Recognize.Run(partner.Id, key).Value().Should().Be(partner);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Without_one_of_the_two_it_is_missing(string? nothing)
    {
        var (partner, key) = await Keyed();

        house.Recognize.Run(partner.Id, nothing).Reason()
            .Should().Be(Refusal.AuthenticationMissing);
        house.Recognize.Run(nothing, key).Reason().Should().Be(Refusal.AuthenticationMissing);
    }

    [Fact]
    public async Task A_key_of_another_program_opens_nothing()
    {
        var (partner, _) = await Keyed();
        var (_, otherKey) = await Keyed();

        house.Recognize.Run(partner.Id, otherKey).Reason()
            .Should().Be(Refusal.AuthenticationFailure);
        house.Recognize.Run("no such program", otherKey).Reason()
            .Should().Be(Refusal.AuthenticationFailure);
    }

    [Fact]
    public async Task A_rotated_key_opens_and_the_old_one_no_longer_does()
    {
        var (partner, key) = await Keyed();

        var rotated = (await house.Partners.RotateKey(partner.Id)).Value();

        house.Recognize.Run(partner.Id, rotated.ApiKey).Value().Should().Be(partner);
        house.Recognize.Run(partner.Id, key).Reason().Should().Be(Refusal.AuthenticationFailure);
    }

    [Fact]
    public async Task What_another_instance_changes_is_heard_within_a_second_and_its_key_at_once()
    {
        var (partner, key) = await Keyed();
        const string Change =
            "UPDATE partners SET name = 'Emca', version = version + 1 WHERE id = @Id";
        const string Rotate =
            "UPDATE partners SET key_hash = @KeyHash, version = version + 1 WHERE id = @Id";
        house.Recognize.Run(partner.Id, key).Value().Name.Should().Be("Acme");

        house.ChangeElsewhere(Change, new { partner.Id });
        house.Recognize.Run(partner.Id, key).Value().Name.Should().Be("Acme", "it was just read");
        house.Now += TimeSpan.FromSeconds(1);
        house.Recognize.Run(partner.Id, key).Value().Name.Should().Be("Emca");

        house.ChangeElsewhere(Rotate, new { partner.Id, KeyHash = ApiKey.Hash("rotated") });
        house.Recognize.Run(partner.Id, "rotated").Value().Name.Should().Be("Emca");
        house.Recognize.Run(partner.Id, key).Reason().Should().Be(Refusal.AuthenticationFailure);
    }

    [Fact]
    public async Task A_setting_that_is_changed_here_holds_at_once()
    {
        var (partner, key) = await Keyed();
        house.Recognize.Run(partner.Id, key);

        await house.Partners.Change(partner.Id, program => program with { Name = "Emca" });

        house.Recognize.Run(partner.Id, key).Value().Name.Should().Be("Emca");
    }

    private async Task<(Partner Partner, string Key)> Keyed()
    {
        var partner = new Partner(SavePartner.NewId(), "Acme", true, null, LoyaltyHouse.Noon);
        var keyed = (await house.Partners.Create(partner, ApiKey.Create())).Value();
        return (keyed.Partner, keyed.ApiKey);
    }
}
