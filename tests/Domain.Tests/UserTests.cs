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
        var calendar = Calendar.In(timeZone);

        var user = Some.User().ActiveAt(Some.Noon, calendar);

        user.LastActivityAt.Should().Be(Some.Noon);
        calendar.DayOf(user.ActiveSince!.Value).Should().Be(new DateOnly(2026, month, day));
    }

    [Theory]
    [InlineData("UTC", 11, true)]
    [InlineData("UTC", 12, false)]
    [InlineData("Pacific/Auckland", 22, true)]
    [InlineData("Pacific/Auckland", 23, false)]
    public void The_first_activity_of_a_day_stands_for_it(
        string timeZone, int hoursLater, bool isFirst)
    {
        var calendar = Calendar.In(timeZone);
        var later = Some.Noon.AddHours(hoursLater);

        var user = Some.User().ActiveAt(Some.Noon, calendar).ActiveAt(later, calendar);

        user.LastActivityAt.Should().Be(later);
        user.ActiveSince.Should().Be(isFirst ? Some.Noon : later);
    }

    [Fact]
    public void In_another_zone_it_may_have_been_another_day()
    {
        var evening = Some.Noon.AddHours(8);
        var user = Some.User()
            .ActiveAt(Some.Noon, Calendar.In("UTC")).ActiveAt(evening, Calendar.In("UTC"));
        user.ActiveSince.Should().Be(Some.Noon);

        user.ActiveAt(user.LastActivityAt, Calendar.In("Asia/Tokyo"))
            .ActiveSince.Should().Be(evening);
    }

    [Fact]
    public void Who_was_never_active_has_no_day()
    {
        var user = Some.User().ActiveAt(null, Calendar.In("Pacific/Auckland"));

        user.Should().Be(Some.User());
        user.ActiveSince.Should().BeNull();
    }
}
