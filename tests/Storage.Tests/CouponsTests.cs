using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Codes not yet issued.</summary>
public sealed class CouponsTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Codes_wait_in_the_order_of_their_list()
    {
        await Begin();

        List("one").Should().Equal("B", "A", "C");
        _store.Read(session => session.Coupons.Next(Some.Program, "one")).Should().Be("B");
        _store.Read(session => session.Coupons.Next(2, "two")).Should().BeNull();
    }

    [Fact]
    public async Task A_code_is_taken_out_of_every_option_of_its_program_and_no_other()
    {
        await Begin();

        await _store.Write(session => session.Coupons.Remove(Some.Program, "A"));

        List("one").Should().Equal("B", "C");
        List("two").Should().Equal("D");
        _store.Read(session => session.Coupons.List(2, "one")).Should().Equal("A");
    }

    [Fact]
    public async Task A_new_list_replaces_the_old_one()
    {
        await Begin();

        await _store.Write(session =>
            session.Coupons.Replace(Some.Program, "one", ["X", "A"]));

        List("one").Should().Equal("X", "A");
        List("two").Should().Equal("A", "D");
    }

    [Fact]
    public async Task An_issued_code_is_left_out_of_a_new_list()
    {
        await Begin();
        await _store.Write(session =>
        {
            session.Transactions.Add(
                Some.Program,
                Transaction.Of(TransactionType.Redeem, "t1", "u1", Some.At) with
                {
                    CouponCode = "A",
                });
            session.Coupons.Replace(Some.Program, "two", ["a", "A", "D"]);
            session.Coupons.Replace(2, "one", ["A", "B"]);
        });

        List("two").Should().Equal("a", "D");
        _store.Read(session => session.Coupons.List(2, "one"))
            .Should().Equal(["A", "B"], "another program issued none");
    }

    private async Task Begin()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            foreach (var (program, option, codes) in new[]
                { (Some.Program, "one", "BAC"), (Some.Program, "two", "AD"), (2, "one", "A") })
            {
                session.Redemptions.Add(
                    program, Some.Redemption with { Id = option, RedemptionId = option });
                session.Coupons.Replace(program, option, [.. codes.Select(code => $"{code}")]);
            }
        });
    }

    private IReadOnlyList<string> List(string option) =>
        _store.Read(session => session.Coupons.List(Some.Program, option));
}
