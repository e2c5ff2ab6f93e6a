using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>The lots that a member's own row names.</summary>
public class PurseTests
{
    [Fact]
    public void The_soonest_expiry_is_first_and_of_one_day_whoever_came_first()
    {
        var (day, never) = (Some.Noon.AddDays(9), Calendar.Never);
        var purse = Purse.Empty.Add(Until("a", never)).Add(Until("b", day)).Add(Until("c", never))
            .Add(Until("d", day)).Add(Until("e", day.AddDays(-1)));
        purse.Lots.Should().Equal(
            new("e", day.AddDays(-1)), new("b", day), new("d", day), new("a", never),
            new("c", never));

        purse = purse.Remove(Until("d", day)).Remove(Until("e", day));
        purse.Lots.Select(lot => lot.Id).Should().Equal("b", "a", "c");
        purse.Remove(Until("x", day)).Should().BeSameAs(purse);
        Purse.Of(new PurseLot("b", day)).Remove(Until("b", day)).Should().BeSameAs(Purse.Empty);
    }

    [Fact]
    public void It_is_in_the_order_of_spends_whatever_comes_and_goes()
    {
        var random = new Random(11);
        var (purse, lots) = (Purse.Empty, new List<Lot>());
        for (var step = 0; step < 2_000; step++)
        {
            if (purse.HasRoom && random.Next(2) == 0)
            {
                var come = Until($"{step:D4}", Some.Noon.AddDays(random.Next(4)));
                lots.Add(come);
                purse = purse.Add(come);
            }
            else if (lots.Count > 0)
            {
                var gone = lots[random.Next(lots.Count)];
                lots.Remove(gone);
                purse = purse.Remove(gone);
            }

            purse.Lots.Should().Equal(
                from lot in lots
                orderby lot.ValidUntil, lot.Id
                select new PurseLot(lot.Id, lot.ValidUntil));
        }
    }

    [Fact]
    public void It_takes_so_many_and_no_more()
    {
        var full = Enumerable.Range(0, Purse.MostLots)
            .Aggregate(Purse.Empty, (purse, i) => purse.Add(Until($"t{i}", Some.Noon)));

        full.HasRoom.Should().BeFalse();
        full.Invoking(purse => purse.Add(Until("more", Some.Noon))).Should()
            .Throw<InvalidOperationException>().WithMessage("A member's purse is full.");
        full.Remove(Until("t3", Some.Noon)).HasRoom.Should().BeTrue();
        Purse.Empty.HasRoom.Should().BeTrue();
    }

    [Fact]
    public void Purses_of_the_same_lots_are_equal_and_make_members_equal()
    {
        var (first, second) = (new PurseLot("a", Some.Noon), new PurseLot("b", Some.Noon));
        var one = Purse.Of(first, second);
        var other = Purse.Empty.Add(Until("a", Some.Noon)).Add(Until("b", Some.Noon));

        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.Should().NotBe(Purse.Of(first)).And.NotBe(Purse.Of(second, first));
        (Some.User() with { Purse = one }).Should().Be(Some.User() with { Purse = other })
            .And.NotBe(Some.User());
    }

    private static Lot Until(string id, DateTimeOffset at) =>
        Some.Lot(id, 100) with { ValidUntil = at };
}
