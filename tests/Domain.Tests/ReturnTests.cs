using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>What a return takes, and from where (ledger.md, section 7).</summary>
public class ReturnTests
{
    [Fact]
    public void Points_are_taken_from_the_orders_own_lot_first()
    {
        var own = Some.Lot("own", 100, used: 20);

        var plan = Plan(ReturnPolicy.WithinBalance, [own], 50, [Some.Lot("other", 70), own]);

        Shares(plan.Own).Should().Equal(("own", 50));
        plan.Others.Should().BeEmpty();
        plan.Parts.Should().Equal(new Return("own", 50, 50));
        (plan.Points, plan.Debt).Should().Be((50, 0));
    }

    [Fact]
    public void Within_balance_takes_the_rest_from_other_lots_as_far_as_they_go()
    {
        var own = Some.Lot("own", 100, used: 80);
        var (first, second) = (Some.Lot("first", 30), Some.Lot("second", 40));

        var enough = Plan(ReturnPolicy.WithinBalance, [own], 60, [first, own, second]);
        var tooLittle = Plan(ReturnPolicy.WithinBalance, [own], 100, [first, own, second]);

        Shares(enough.Own).Should().Equal(("own", 20));
        Shares(enough.Others).Should().Equal(("first", 30), ("second", 10));
        (enough.Points, enough.Debt).Should().Be((60, 0));
        Shares(tooLittle.Others).Should().Equal(("first", 30), ("second", 40));
        (tooLittle.Points, tooLittle.Debt).Should().Be((90, 0));
        tooLittle.Parts.Should().Equal(new Return("own", 100, 90));
    }

    [Fact]
    public void Refuse_takes_nothing_once_points_of_the_order_are_needed_that_were_spent()
    {
        var own = Some.Lot("own", 100, used: 80);
        var all = new[] { own, Some.Lot("other", 1000) };

        Plan(ReturnPolicy.Refuse, [own], 20, all).Points.Should().Be(20);
        ReturnPlan.Decide(ReturnPolicy.Refuse, [own], 21, all).Granted(out _, out var refused)
            .Should().BeFalse();
        refused!.Reason.Should().Be(Refusal.ReturnExceedsOrder);
    }

    [Fact]
    public void Allow_negative_takes_other_lots_first_and_then_makes_debt()
    {
        var own = Some.Lot("own", 100, used: 80);

        var plan = Plan(ReturnPolicy.AllowNegative, [own], 100, [Some.Lot("other", 30), own]);

        Shares(plan.Own).Should().Equal(("own", 20));
        Shares(plan.Others).Should().Equal(("other", 30));
        (plan.Points, plan.Debt).Should().Be((100, 50));
        plan.Parts.Should().Equal(new Return("own", 100, 100));
    }

    [Fact]
    public void A_pending_lot_gives_its_own_points()
    {
        var own = Some.Lot("own", 100) with { State = LotState.Pending };

        Shares(Plan(ReturnPolicy.Refuse, [own], 30, []).Own).Should().Equal(("own", 30));
    }

    [Theory]
    [InlineData(ReturnPolicy.WithinBalance)]
    [InlineData(ReturnPolicy.Refuse)]
    [InlineData(ReturnPolicy.AllowNegative)]
    public void Points_that_expired_were_never_spent_and_are_not_asked_for_again(
        ReturnPolicy policy)
    {
        var own = Some.Lot("own", 100) with { PointsExpired = 70 };

        var plan = Plan(policy, [own], 100, [own, Some.Lot("other", 1000)]);

        (plan.Points, plan.Debt).Should().Be((30, 0));
        plan.Others.Should().BeEmpty();
    }

    [Fact]
    public void Every_award_of_an_order_gives_back_its_part()
    {
        var purchase = Some.Lot("purchase", 200) with { Price = new(100, 2, 1, Rounding.Floor) };
        var bonus = Some.Lot("bonus", 30);

        var plan = Plan(ReturnPolicy.Refuse, [purchase, bonus], 60, [purchase, bonus]);

        Shares(plan.Own).Should().Equal(("purchase", 120), ("bonus", 30));
        plan.Parts.Should().Equal(new Return("purchase", 60, 120), new Return("bonus", 30, 30));
        ReturnPlan.ValueLeft([purchase, bonus]).Should().Be(100);
    }

    [Fact]
    public void A_rejected_award_of_an_order_gives_nothing_back()
    {
        var rejected = Some.Lot("rejected", 500) with { State = LotState.Rejected };
        var own = Some.Lot("own", 100);

        var plan = Plan(ReturnPolicy.Refuse, [rejected, own], 100, [own]);

        plan.Parts.Should().Equal(new Return("own", 100, 100));
        ReturnPlan.ValueLeft([rejected, own]).Should().Be(100);
        ReturnPlan.ValueLeft([rejected]).Should().Be(0);
    }

    [Theory]
    [InlineData(ReturnPolicy.WithinBalance, 2)]
    [InlineData(ReturnPolicy.Refuse, 2)]
    [InlineData(ReturnPolicy.AllowNegative, 2)]
    [InlineData(ReturnPolicy.AllowNegative, 28)]
    public void Any_split_of_an_order_takes_in_total_what_one_return_takes(
        ReturnPolicy policy, int decimals)
    {
        var random = new Random((7 * decimals) + (int)policy);
        var split = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var order = SplitOrder.Any(random, decimals);
            var (atOnce, inParts) = (new ReturnBooks(order.Lots), new ReturnBooks(order.Lots));

            var isWhole = atOnce.Return(policy, atOnce.ValueLeft);
            var areParts = order.Cut(random).All(cut => inParts.ReturnDownTo(policy, cut));

            if (!inParts.AddsUp || areParts != isWhole || (isWhole && !inParts.IsLike(atOnce)))
            {
                Assert.Fail($"Case {i}: {atOnce} and in parts {inParts}, of {order}");
            }

            split += isWhole ? 1 : 0;
        }

        split.Should().BeGreaterThan(1_000, "the cases must try what they are for");
    }

    private static ReturnPlan Plan(
        ReturnPolicy policy, Lot[] ofOrder, decimal amount, Lot[] spendable) =>
        ReturnPlan.Decide(policy, ofOrder, amount, spendable).Granted(out var plan, out _)
            ? plan
            : throw new InvalidOperationException("The return was refused.");

    private static IEnumerable<(string, long)> Shares(IEnumerable<Share> shares) =>
        shares.Select(share => (share.Lot.Id, share.Points));
}
