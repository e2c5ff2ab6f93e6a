using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>POST /v2/loyalty/award.</summary>
public sealed class AwardTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    [Fact]
    public async Task An_award_enrols_and_pays_at_once()
    {
        var program = await server.CreateProgram();
        await program.Activity("signed_up", ("points_per_activity", "100"));

        var award = await program.Award("bob@example.com", "signed_up");

        award.Status.Should().Be(HttpStatusCode.OK);
        award.Number("points").Should().Be(100);
        award.Text("points_status").Should().Be("auto_approved");
        var user = await program.Get("users/bob@example.com");
        user.Number("available_points").Should().Be(100);
    }
}
