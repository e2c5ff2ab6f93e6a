using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>What was changed behind the acts' back is found (ledger.md, section 9).</summary>
public sealed class VerifyLedgerTests : IDisposable
{
    private readonly LoyaltyHouse _house = new(isInMemory: true);

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_sound_ledger_has_no_breach_and_is_counted()
    {
        await Begin();
        await Begin();
        var steps = new List<Verified>();

        var verified = _house.Ledger.Run(
            null, new(breach => Assert.Fail($"{breach}"), steps.Add));

        verified.Should().Be(new Verified(2, 4, 4, 10, 0));
        verified!.IsSound.Should().BeTrue();
        steps.Select(step => (step.Members, step.AllMembers)).Should().Equal((2, 4), (4, 4));
    }

    [Theory]
    [InlineData("Award", "31 remaining",
        "UPDATE transactions SET remaining = 31 WHERE id = @Award")]
    [InlineData("Award", "has -10 points remaining",
        "UPDATE transactions SET points_expired = 40, remaining = -10 WHERE id = @Award")]
    [InlineData("Award", "has a lot of 101 points, of which",
        "UPDATE transactions SET points = 101 WHERE id = @Award")]
    [InlineData("Award", "is Expired, its lot says AutoApproved",
        "UPDATE transactions SET status = 'Expired' WHERE id = @Award")]
    [InlineData("Award", "its allocations say 60 and 10",
        "UPDATE transactions SET points_used = 61, remaining = 29 WHERE id = @Award")]
    [InlineData("Award", "has 10 points returned for 9.5, its returns say 10 for 10",
        "UPDATE transactions SET returned_amount = '9.5' WHERE id = @Award")]
    [InlineData("Award", "its returns say 0 for 0",
        "DELETE FROM returns WHERE award_id = @Award")]
    [InlineData("Award", "has no lot",
        "UPDATE transactions SET state = NULL, base_value = NULL WHERE id = @Award")]
    [InlineData("Redeem", "has a lot",
        "UPDATE transactions SET state = 'Pending', base_value = '1' WHERE id = @Redeem")]
    [InlineData("Redeem", "its allocations cover 0",
        "DELETE FROM allocations WHERE transaction_id = @Redeem")]
    [InlineData("Redeem", "its allocations cover 59",
        "UPDATE allocations SET points = 59 WHERE transaction_id = @Redeem")]
    [InlineData("Return", "its allocations cover 10 and its debt 3",
        "UPDATE transactions SET debt = 3 WHERE id = @Return")]
    [InlineData("Return", "is Rejected with 10 points, its allocations cover 10",
        "UPDATE transactions SET status = 'Rejected' WHERE id = @Return")]
    [InlineData("Jane", "has 33 available points, her rows say 30",
        "UPDATE users SET available_points = 33 WHERE id = @Jane")]
    [InlineData("Jane", "has 41 pending points, her rows say 40",
        "UPDATE users SET pending_points = 41 WHERE id = @Jane")]
    [InlineData("Jane", "has 0 redeemed points, her rows say 60",
        "UPDATE users SET redeemed_points = 0 WHERE id = @Jane")]
    [InlineData("Jane", "has 7 points of debt, her rows say 0",
        "UPDATE users SET debt = 7 WHERE id = @Jane")]
    [InlineData("Jane", "has -5 available points, below 0 by more than debt",
        "UPDATE users SET available_points = -5 WHERE id = @Jane")]
    [InlineData("Jane", "owes 3 points with 30 left to spend",
        "UPDATE transactions SET debt = 3, points = 13 WHERE user_id = @Jane AND type = 'Deduct'")]
    [InlineData("Jane", "has 1 qualifying points, her rows say 90",
        "UPDATE users SET lifetime_points = 1 WHERE id = @Jane")]
    [InlineData("Jane", "has 1 qualifying points of period 2026, her rows say 90",
        "UPDATE users SET period_points = 1 WHERE id = @Jane")]
    [InlineData("Jane", "is next due never",
        "UPDATE users SET next_due_at = NULL WHERE id = @Jane")]
    [InlineData("Jane", "has points that lapse: 5 at 2026-03-01T00:00:00.0000000+00:00; her",
        "UPDATE users SET schedule = '1772323200000:5' WHERE id = @Jane")]
    [InlineData("Jane", "her rows say nothing",
        "UPDATE transactions SET is_listed = TRUE WHERE id = @Award")]
    [InlineData("Jane", "has in her purse nothing; her rows say",
        "UPDATE users SET purse = '' WHERE id = @Jane")]
    [InlineData("Jane", "names 5 transactions, of which 4 are hers",
        "UPDATE users SET recent = recent || ' 9' WHERE id = @Jane")]
    [InlineData("Jane", "names 4 transactions, of which 3 are hers",
        "UPDATE transactions SET user_id = @Bob WHERE id = @Redeem")]
    [InlineData("Jane", "names her transactions twice, or out of order",
        "INSERT INTO histories SELECT program, user_id, number FROM transactions "
        + "WHERE id = @Award")]
    [InlineData("Jane", "The value of recent cannot be read",
        "UPDATE users SET recent = '2 1' WHERE id = @Jane")]
    [InlineData("Jane", "The value of schedule cannot be read",
        "UPDATE users SET schedule = 'soon' WHERE id = @Jane")]
    [InlineData("Award", "which is not hers",
        "UPDATE transactions SET user_id = @Bob WHERE id = @Award")]
    [InlineData("Award", "which is not hers",
        "DELETE FROM transactions WHERE id = @Award")]
    [InlineData("Jane", "The value of base_value cannot be read",
        "UPDATE transactions SET base_value = 'much' WHERE id = @Award")]
    [InlineData("Jane", "The value of email cannot be read",
        "UPDATE users SET email = 'nowhere' WHERE id = @Jane")]
    [InlineData("Jane", "overflow",
        "UPDATE transactions SET points_used = -9223372036854775807 WHERE id = @Award")]
    public async Task A_changed_row_is_found_and_named(string id, string says, string sql)
    {
        var shop = await Begin();
        var other = await Begin();
        _house.Verify();

        _house.Corrupt(sql, shop);

        _house.Breaches().Should().Contain(breach => breach.Contains(shop.Program.Id)
            && breach.Contains(shop.IdOf(id)) && breach.Contains(says));
        _house.Breaches().Should().NotContain(
            breach => breach.Contains(other.Program.Id) || breach.Contains("nowhere"));
    }

    [Theory]
    [InlineData("its members have 60 available points, its rows 61",
        "UPDATE transactions SET remaining = 31 WHERE id = @Award")]
    [InlineData("its members have 40 pending points, its rows 0",
        "UPDATE transactions SET state = 'Rejected' WHERE state = 'Pending' AND user_id = @Jane")]
    [InlineData("its members have 60 redeemed points, its rows 59",
        "UPDATE transactions SET points = 59 WHERE id = @Redeem")]
    [InlineData("its members have 2 points of debt, its rows 0",
        "UPDATE users SET debt = 2 WHERE id = @Jane")]
    [InlineData("its members have 4 transactions, its rows 5",
        "DELETE FROM users WHERE id = @Bob")]
    [InlineData("its members have 1 transactions, its rows 5",
        "UPDATE users SET recent = '' WHERE id = @Jane")]
    [InlineData("its members have 2 lots, its rows 3",
        "DELETE FROM users WHERE id = @Bob AND @Award <> ''")]
    [InlineData("its members have 1 allocations, its rows 2",
        "DELETE FROM transactions WHERE id = @Redeem")]
    [InlineData("its members have 0 parts of returns, its rows 1",
        "DELETE FROM transactions WHERE id = @Return")]
    [InlineData("the coupon code of transaction {0} is still left in redemption card",
        "UPDATE coupons SET code = 'C1' WHERE code = 'C2' AND @Redeem <> ''")]
    [InlineData("transaction {0} has the number 0 and comes at place 1",
        "UPDATE transactions SET number = 0 WHERE id = @Redeem")]
    [InlineData("of the 128 transactions from number 0 on, 2 are tallied as Redeem, Redeemed, its "
        + "rows say 1",
        "UPDATE tallies SET count = 2 WHERE size = 128 AND type = 'Redeem' AND @Redeem <> ''")]
    [InlineData("of the 16384 transactions from number 0 on, 0 are tallied as Redeem, Redeemed, "
        + "its rows say 1",
        "DELETE FROM tallies WHERE size = 16384 AND type = 'Redeem' AND @Redeem <> ''")]
    [InlineData("of the 128 transactions from number 1280 on, 4 are tallied as Award, Expired, "
        + "its rows say 0",
        "INSERT INTO tallies SELECT program, 128, 10, 'Award', 'Expired', 4 "
        + "FROM transactions WHERE id = @Redeem")]
    public async Task What_no_longer_adds_up_in_a_program_is_found(string says, string sql)
    {
        var shop = await Begin();
        _house.Verify();

        _house.Corrupt(sql, shop);

        _house.Breaches().Should().Contain(
            $"program {shop.Program.Id}: {says.Replace("{0}", shop.Redeem)}");
    }

    [Theory]
    [InlineData("transactions_by_coupon", "have one coupon code",
        "UPDATE transactions SET coupon_code = 'C1' WHERE id IN (@Redeem, @BobsAward)")]
    [InlineData("transactions_by_order", "are for the same order and activity",
        "UPDATE transactions SET order_id = 'order-1' WHERE id = @BobsAward")]
    public async Task What_an_index_forbids_is_found_all_the_same(
        string index, string says, string sql)
    {
        var shop = await Begin();
        var first = index == "transactions_by_coupon" ? shop.Redeem : shop.Award;
        string[] ids = [first, shop.BobsAward];
        Array.Sort(ids, StringComparer.Ordinal);

        _house.Verify();
        _house.DropIndex(index);
        _house.Corrupt(sql, shop);

        _house.Breaches().Should().ContainSingle(breach => breach.Contains(says))
            .Which.Should().Contain($"{ids[0]} and {ids[1]}");
    }

    [Fact]
    public async Task Another_programs_breach_is_not_looked_for_when_one_is_named()
    {
        var (shop, other) = (await Begin(), await Begin());
        _house.Corrupt("UPDATE users SET debt = 7 WHERE id = @Jane", other);

        _house.Breaches(shop.Program).Should().BeEmpty();
        _house.Breaches(other.Program).Should().NotBeEmpty();
        _house.Ledger.Run(shop.Program.Id, Onlooker.Nobody)
            .Should().Be(new Verified(1, 2, 2, 5, 0));
    }

    [Fact]
    public async Task A_program_that_is_none_is_not_verified()
    {
        await Begin();

        _house.Ledger.Run("nobody", Onlooker.Nobody).Should().BeNull();
    }

    [Fact]
    public async Task Rows_that_make_no_sense_do_not_hide_the_other_members()
    {
        var shop = await Begin();
        _house.Corrupt("UPDATE transactions SET base_value = 'much' WHERE id = @Award", shop);
        _house.Corrupt("UPDATE users SET pending_points = 9 WHERE id = @Bob", shop);

        _house.Breaches().Should().Contain(
            breach => breach.Contains($"user {shop.Bob}: has 9 pending points"));
        _house.Ledger.Run(null, Onlooker.Nobody)!.Members.Should().Be(2);
    }

    [Fact]
    public async Task What_is_due_and_not_yet_settled_is_no_breach()
    {
        var shop = await Begin();
        var monthly = Given.Purchase with
        {
            ApprovalMethod = ApprovalMethod.Monthly,
            PointsExpirationPeriod = 1,
        };
        await _house.Activity(shop.Program, "monthly", monthly);
        await _house.Award.Run(shop.Program, new(Given.Jane, "monthly", 10, null));

        _house.At(LoyaltyHouse.Noon.AddYears(2)).Verify();
        await _house.Settle.Run(shop.Program);
        _house.Verify();

        _house.Find(shop.Program, Given.Jane).Balance.PendingPoints.Should().Be(
            40, "what was due is settled");
    }

    [Fact]
    public async Task Every_member_is_verified_however_many_there_are()
    {
        var shop = await Begin();
        for (var i = 0; i < 600; i++)
        {
            var email = Given.Mail($"m{i}@shop.example");
            var fields = Given.Nobody with { Email = email, Uid = $"{i}" };
            (await _house.Enroll.Run(shop.Program, fields)).Value();
        }

        _house.Corrupt("UPDATE users SET redeemed_points = 1 WHERE uid = '599'");

        _house.Breaches().Should().HaveCount(2, "of the member, and of the sums");
        _house.Ledger.Run(null, Onlooker.Nobody)!.Members.Should().Be(602);
    }

    [Fact]
    public async Task A_verification_can_be_called_off()
    {
        await Begin();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        _house.Ledger.Invoking(ledger => ledger.Run(null, Onlooker.Nobody, cancellation.Token))
            .Should().Throw<OperationCanceledException>();
    }

    /// <summary>
    /// A program in which Jane has 30 of 100 points left, and 40 that wait; Bob has 30.
    /// </summary>
    private async Task<Shop> Begin()
    {
        var program = await _house.CreateProgram();
        var award = await _house.Points(program, 100, "order-1");
        await _house.Redemption(
            program, "card", Given.GiftCard with { AllowedRedeemPoints = 60 });
        var redeem = (await _house.Redeem.Run(program, (Given.Jane, "card"))).Value();
        var back = (await _house.Return.Run(program, ("order-1", 10))).Value();
        await _house.Activity(
            program, "by_hand", Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual });
        await _house.Award.Run(program, new(Given.Jane, "by_hand", 40, null));
        var bobs = (await _house.Award.Run(program, new(Given.Bob, "purchase", 30, null))).Value();
        return new(
            program, award.User.Id, bobs.User.Id, award.Transaction.Id, redeem.Transaction.Id,
            back.Transaction.Id, bobs.Transaction.Id);
    }

    /// <summary>A program, its members and their transactions, by their ids.</summary>
    private sealed record Shop(
        Partner Program,
        string Jane,
        string Bob,
        string Award,
        string Redeem,
        string Return,
        string BobsAward)
    {
        public string IdOf(string name) => (string)GetType().GetProperty(name)!.GetValue(this)!;
    }
}
