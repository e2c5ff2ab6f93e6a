using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What lapses when, kept in step with the lots.</summary>
public class ScheduleTests
{
    private static readonly Lapse Soon = new(Some.Noon.AddDays(1), 10);

    private static readonly Lapse Later = new(Some.Noon.AddDays(2), 20);

    private static readonly Lapse Last = new(Some.Noon.AddDays(3), 30);

    [Fact]
    public void What_lapses_together_is_one_sum_and_the_soonest_comes_first()
    {
        var schedule = Schedule.Of(Later, Soon, Later, Soon with { Points = -10 });

        schedule.Lapses.Should().Equal(Later with { Points = 40 });
        Schedule.Of(Last, Soon, Later).Lapses.Should().Equal(Soon, Later, Last);
    }

    [Fact]
    public void A_lot_takes_its_place_grows_shrinks_and_goes()
    {
        var schedule = Schedule.Empty.Replace(null, Last).Replace(null, Soon).Replace(null, Later);
        schedule.Lapses.Should().Equal(Soon, Later, Last);

        schedule = schedule.Replace(null, Later);
        schedule.Lapses.Should().Equal(Soon, Later with { Points = 40 }, Last);

        schedule = schedule.Replace(Last, Last with { Points = 7 }).Replace(Soon, null);
        schedule.Lapses.Should().Equal(Later with { Points = 40 }, Last with { Points = 7 });

        schedule.Replace(Later, Last).Lapses.Should().Equal(Later, Last with { Points = 37 });
    }

    [Fact]
    public void Whatever_happens_to_lots_it_is_the_sum_of_them()
    {
        var random = new Random(7);
        var lots = new Lapse?[20];
        var schedule = Schedule.Empty;
        for (var step = 0; step < 2_000; step++)
        {
            ref var lot = ref lots[random.Next(lots.Length)];
            Lapse? next = random.Next(3) == 0
                ? null
                : new(Some.Noon.AddDays(random.Next(6)), random.Next(1, 4));

            schedule = schedule.Replace(lot, next);
            lot = next;

            schedule.Should().Be(Schedule.Of(lots.OfType<Lapse>()));
        }
    }

    [Fact]
    public void Where_nothing_changes_it_is_the_same_and_where_nothing_is_left_it_is_empty()
    {
        var schedule = Schedule.Of(Soon);

        schedule.Replace(Soon, Soon).Should().BeSameAs(schedule);
        schedule.Replace(null, null).Should().BeSameAs(schedule);
        schedule.Replace(Soon, null).Should().BeSameAs(Schedule.Empty);
        Schedule.Of().Should().BeSameAs(Schedule.Empty);
    }

    [Fact]
    public void It_is_a_value()
    {
        var (one, other) = (Schedule.Of(Soon, Later), Schedule.Of(Later, Soon));

        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.Should().NotBe(Schedule.Of(Soon)).And.NotBe(Schedule.Of(Soon, Last));
        (Some.User() with { Schedule = one }).Should().Be(Some.User() with { Schedule = other });
    }
}
