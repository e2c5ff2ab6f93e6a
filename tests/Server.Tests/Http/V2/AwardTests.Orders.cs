using System.Net;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>An order pays once for each activity, however often it is asked for.</summary>
public sealed partial class AwardTests
{
    [Fact]
    public async Task The_same_call_again_is_replayed()
    {
        var program = await server.CreateProgram();
        await program.Purchase("bought");
        await program.Award(Ann, "bought", ("points_passed", "5"));

        var first = await program.Award(
            Ann, "bought", ("points_passed", "10"), ("order_id", "o-1"));
        var again = await program.Award(
            "ANN@example.com", "bought", ("points_passed", "10.00"), ("order_id", "o-1"));

        first.Headers.Contains(Replayed).Should().BeFalse();
        again.Headers.GetValues(Replayed).Should().Equal("true");
        again.Status.Should().Be(HttpStatusCode.OK);
        again.Json.GetRawText().Should().Be(first.Json.GetRawText());
        (await program.Available(Ann)).Should().Be(15);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("cap")]
    [InlineData("block")]
    [InlineData("reject")]
    [InlineData("return")]
    [InlineData("reprice")]
    public async Task A_replay_is_answered_whatever_has_happened_meanwhile(string meanwhile)
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "fixed", ("points_per_activity", "10"), ("max_award_frequency", "9"));
        var first = await program.Award(Ann, "fixed", ("order_id", "o-1"));
        var change = await (meanwhile switch
        {
            "pause" => program.Put("activities/fixed", ("is_active", "false")),
            "cap" => program.Put("activities/fixed", ("max_award_frequency", "1")),
            "block" => program.Block(Ann),
            "reject" => program.Move(first.Id(), "rejected"),
            "return" => program.Return("o-1"),
            _ => program.Put("activities/fixed", ("points_per_activity", "0")),
        });

        var again = await program.Award(Ann, "fixed", ("order_id", "o-1"));

        change.Success.Should().BeTrue();
        again.Success.Should().BeTrue("got {0}", again.Json);
        again.Headers.GetValues(Replayed).Should().Equal("true");
        again.Id().Should().Be(first.Id());
        again.Number("points").Should().Be(10);
        (await program.Lines(Ann, "transaction_type=award")).Should().ContainSingle();
        await program.ShouldBalance(Ann);
    }

    [Theory]
    [InlineData($"user_email={Bob}&points_passed=10")]
    [InlineData("user_email=nobody@example.com&points_passed=10")]
    [InlineData($"user_email={Ann}&points_passed=11")]
    [InlineData($"user_email={Ann}")]
    public async Task An_order_with_other_facts_is_a_duplicate(string facts)
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"));
        await program.Award(Bob, "fixed");
        await program.Award(Ann, "fixed", ("points_passed", "10"), ("order_id", "o-1"));

        var other = await program.Ask("award", $"{facts}&activity_id=fixed&order_id=o-1");

        other.ShouldBe(No.DuplicateOrder);
        other.Headers.Contains(Replayed).Should().BeFalse();
        (await program.Available(Ann)).Should().Be(10);
    }

    [Fact]
    public async Task An_order_pays_once_for_each_activity()
    {
        var program = await server.CreateProgram();
        await program.Activity("bought", ("points_per_activity", "10"));
        await program.Activity("first_order", ("points_per_activity", "50"));
        await program.Award(Ann, "bought", ("order_id", "o-1"));

        var other = await program.Award(Ann, "first_order", ("order_id", "o-1"));
        var inOtherCase = await program.Award(Ann, "bought", ("order_id", "O-1"));

        other.Headers.Contains(Replayed).Should().BeFalse();
        inOtherCase.Headers.Contains(Replayed).Should().BeFalse("orders are compared exactly");
        (await program.Available(Ann)).Should().Be(70);
    }

    [Fact]
    public async Task A_refused_award_leaves_its_order_free()
    {
        var program = await server.CreateProgram();
        await program.Activity("fixed", ("points_per_activity", "10"), ("is_active", "false"));
        (await program.Award(Ann, "fixed", ("order_id", "o-1"))).ShouldBe(No.ActivityPaused);

        await program.Put("activities/fixed", ("is_active", "true"));
        var award = await program.Award(Ann, "fixed", ("order_id", "o-1"));

        award.Headers.Contains(Replayed).Should().BeFalse();
        (await program.Available(Ann)).Should().Be(10);
    }
}
