using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>A result or a refusal, never both and never neither.</summary>
public class OutcomeTests
{
    [Fact]
    public void A_result_is_granted()
    {
        Outcome<int> outcome = 7;

        outcome.Granted(out var value, out var refused).Should().BeTrue();
        value.Should().Be(7);
        refused.Should().BeNull();
    }

    [Fact]
    public void A_reason_alone_is_a_refusal_without_parameters()
    {
        Outcome<int> outcome = Refusal.InvalidUser;

        outcome.Granted(out _, out var refused).Should().BeFalse();
        refused!.Reason.Should().Be(Refusal.InvalidUser);
        refused.Parameters.Should().BeEmpty();
    }

    [Fact]
    public void A_refusal_keeps_the_parameters_to_blame()
    {
        Outcome<int> outcome = new Refused(Refusal.InvalidParameters, "Count", "From");

        outcome.Granted(out _, out var refused).Should().BeFalse();
        refused!.Parameters.Should().Equal("Count", "From");
    }

    [Fact]
    public void What_comes_next_is_done_with_a_result_only()
    {
        Outcome<int> seven = 7;
        Outcome<int> no = Refusal.InvalidUser;
        var asked = 0;

        seven.Then(Double).Granted(out var value, out _).Should().BeTrue();
        no.Then(Double).Granted(out _, out var refused).Should().BeFalse();

        value.Should().Be("14");
        refused!.Reason.Should().Be(Refusal.InvalidUser);
        asked.Should().Be(1);

        Outcome<string> Double(int number)
        {
            asked++;
            return $"{2 * number}";
        }
    }

    [Fact]
    public void What_comes_next_may_refuse()
    {
        Outcome<int> seven = 7;

        seven.Then<int>(_ => Refusal.UserBlocked).Granted(out _, out var refused)
            .Should().BeFalse();

        refused!.Reason.Should().Be(Refusal.UserBlocked);
    }
}
