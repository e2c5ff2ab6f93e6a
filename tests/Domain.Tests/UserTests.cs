using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What a program keeps of a member.</summary>
public sealed class UserTests
{
    [Theory]
    [InlineData("UTC", 31, 1)]
    [InlineData("Pacific/Auckland", 1, 2)]
    [InlineData("Pacific/Pago_Pago", 31, 1)]
    public void The_day_of_an_activity_is_the_one_in_the_programs_zone(
        string timeZone, int day, int month)
    {
        var user = Some.User().ActiveAt(Some.Noon, Calendar.In(timeZone));

        user.LastActivityAt.Should().Be(Some.Noon);
        user.LastActivityOn.Should().Be(new DateOnly(2026, month, day));
    }

    [Fact]
    public void Who_was_never_active_has_no_day()
    {
        var user = Some.User().ActiveAt(null, Calendar.In("Pacific/Auckland"));

        user.Should().Be(Some.User());
        user.LastActivityOn.Should().BeNull();
    }
}
