using System.Data.Common;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>
/// What the tables refuse by themselves, whoever writes to them: one row a violation.
/// </summary>
public sealed class SchemaTests(SchemaTests.Filled filled) : IClassFixture<SchemaTests.Filled>
{
    private const string NewUser =
        """
        INSERT INTO users (
            program, id, email, email_fold, uid, first_name, last_name, gender, language, status,
            enrolled_at, updated_at, version, schedule, lifetime_points, period, period_points,
            points_before, period_level_points, lifetime_level_points, available_points,
            pending_points, redeemed_points, debt)
        VALUES (
            1, 'u9', 'x@x', 'x@x', 'x', '', '', 'Unknown', '', 'Active', 1, 1, 1, '', 0, 2026, 0, 0,
            0, 0, 0, 0, 0, 0)
        """;

    private const string NewAward =
        """
        INSERT INTO transactions (
            program, id, number, user_id, type, status, points, created_at, updated_at,
            activity_id, order_id, debt, state, points_used, points_deducted, points_expired,
            remaining, valid_until, points_expiration_period, qualified_points, returned_amount,
            returned_points, base_value, activity_multiplier, level_multiplier, rounding)
        VALUES (
            1, 'a9', 90, 'u1', 'Award', 'Pending', 23, 1, 1,
            'visit', 'order-9', 0, 'Pending', 0, 0, 0,
            23, 9, 1, 1, '0',
            0, '23', '1', '1', 'Floor')
        """;

    private const string NewRedeem =
        """
        INSERT INTO transactions (
            program, id, number, user_id, type, status, points, created_at, updated_at,
            redemption_id, coupon_code, debt)
        VALUES (1, 'r9', 90, 'u1', 'Redeem', 'Redeemed', 5, 1, 1, 'card', 'C9', 0)
        """;

    private const string NewTally = "INSERT INTO tallies VALUES (1, 128, 9, 'Award', 'Pending', 1)";

    [Theory]
    [InlineData(NewUser)]
    [InlineData(NewAward)]
    [InlineData(NewRedeem)]
    [InlineData(NewTally)]
    public void What_the_violations_are_made_of_is_itself_kept(string sql) =>
        filled.Invoking(store => store.Try(sql)).Should().NotThrow();

    [Theory]
    [InlineData(NewUser, "'x@x', 'x@x'", "'x@x', 'jane@shop.example'")]
    [InlineData(NewUser, "'x', ''", "'jane', ''")]
    [InlineData(NewAward, "'order-9'", "'order-1'")]
    [InlineData(NewAward, "90", "1")]
    [InlineData(NewRedeem, "'C9'", "'C1'")]
    [InlineData("INSERT INTO replays VALUES (1, '?', '', '', 1)", "'?'", "'key'")]
    [InlineData("INSERT INTO coupons VALUES (1, 'card', 8, '?')", "'?'", "'C2'")]
    public void What_there_may_be_once_is_not_there_twice(string row, string part, string other) =>
        Refuses(row, part, other, "UNIQUE");

    [Theory]
    [InlineData("UPDATE transactions SET remaining = 22 WHERE id = 'a1'")]
    [InlineData("UPDATE transactions SET points_used = -1, remaining = 24 WHERE id = 'a1'")]
    [InlineData("UPDATE transactions SET points_deducted = -1, remaining = 24 WHERE id = 'a1'")]
    [InlineData("UPDATE transactions SET points_expired = -1, remaining = 24 WHERE id = 'a1'")]
    [InlineData("UPDATE transactions SET points_used = 24, remaining = -1 WHERE id = 'a1'")]
    [InlineData("UPDATE transactions SET returned_points = 24 WHERE id = 'a1'")]
    [InlineData("UPDATE transactions SET returned_points = -1 WHERE id = 'a1'")]
    [InlineData("UPDATE transactions SET debt = -1 WHERE id = 'd1'")]
    [InlineData("UPDATE transactions SET points_used = NULL WHERE id = 'a1'")]
    [InlineData("UPDATE users SET available_points = -8, debt = 7")]
    [InlineData("UPDATE users SET pending_points = -1")]
    [InlineData("UPDATE users SET redeemed_points = -1")]
    [InlineData("UPDATE users SET debt = -1, available_points = 1")]
    [InlineData("UPDATE users SET awarded_points = 0")]
    [InlineData("UPDATE users SET awarded_points = 1000000000000001")]
    [InlineData("UPDATE activities SET points_per_activity = -1")]
    [InlineData("UPDATE activities SET points_per_activity = 1000000000000001")]
    [InlineData("UPDATE levels SET minimum_points = -1")]
    [InlineData("UPDATE levels SET minimum_points = 1000000000000001")]
    [InlineData("UPDATE redemptions SET allowed_redeem_points = 0")]
    [InlineData("UPDATE redemptions SET allowed_redeem_points = 1000000000000001")]
    [InlineData("UPDATE allocations SET points = 1000000000000001")]
    [InlineData("INSERT INTO allocations VALUES (1, 'd1', 'a2', 0)")]
    [InlineData("INSERT INTO returns VALUES (1, 'd2', 'a1', '1', -1)")]
    [InlineData("INSERT INTO returns VALUES (1, 'd2', 'a1', '1', 1000000000000001)")]
    public void Points_are_within_their_bounds(string sql) => Refuses(sql, "", "", "CHECK");

    [Theory]
    [InlineData("23, 1, 1", "0, 1, 1")]
    [InlineData("23, 1, 1", "-1, 1, 1")]
    [InlineData("23, 1, 1", "1000000000000001, 1, 1")]
    [InlineData("'visit'", "NULL")]
    [InlineData("'order-9', 0", "'order-9', 1")]
    [InlineData("'Award', 'Pending'", "'Award', 'Redeemed'")]
    [InlineData("'Award', 'Pending'", "'Award', 'PendingDeduction'")]
    [InlineData("'Award', 'Pending'", "'Award', 'Lost'")]
    [InlineData("'Award', 'Pending'", "'Gift', 'Pending'")]
    [InlineData("0, 'Pending', 0", "0, 'Lost', 0")]
    [InlineData("0, 'Pending', 0", "0, NULL, 0")]
    [InlineData("'Floor'", "'Up'")]
    [InlineData("1, 1, '0'", "1, 2, '0'")]
    public void An_award_that_cannot_be_is_not_written(string part, string other) =>
        Refuses(NewAward, part, other, "CHECK");

    [Theory]
    [InlineData("'Redeem', 'Redeemed'", "'Redeem', 'Approved'")]
    [InlineData("'Redeem', 'Redeemed'", "'Deduct', 'Deducted'")]
    [InlineData("5, 1, 1", "1000000000000001, 1, 1")]
    [InlineData("'C9', 0", "'C9', 5")]
    public void A_redeem_that_cannot_be_is_not_written(string part, string other) =>
        Refuses(NewRedeem, part, other, "CHECK");

    [Fact]
    public void Nothing_but_an_award_is_a_lot() => Refuses(
        NewAward.Replace("'Award', 'Pending'", "'Redeem', 'Redeemed'"), "'visit'", "NULL", "CHECK");

    [Theory]
    [InlineData("'Award', 'Pending'", "'Award', 'Deducted'")]
    [InlineData("'Award', 'Pending'", "'Redeem', 'Pending'")]
    [InlineData("'Award', 'Pending'", "'Gift', 'Pending'")]
    [InlineData("128", "127")]
    [InlineData("9", "-1")]
    public void What_cannot_be_is_not_counted(string part, string other) =>
        Refuses(NewTally, part, other, "CHECK");

    [Theory]
    [InlineData("UPDATE users SET gender = 'Else'")]
    [InlineData("UPDATE users SET status = 'Gone'")]
    [InlineData("UPDATE partners SET rounding = 'Up'")]
    [InlineData("UPDATE partners SET returns_when_spent = 'Never'")]
    [InlineData("UPDATE partners SET period_start_month = 0")]
    [InlineData("UPDATE activities SET type = 'Else'")]
    [InlineData("UPDATE activities SET approval_method = 'Else'")]
    [InlineData("UPDATE activities SET max_award_frequency_interval = 'Hour'")]
    [InlineData("UPDATE activities SET max_award_frequency = -1")]
    [InlineData("UPDATE activities SET points_expiration_period = -1")]
    [InlineData("UPDATE activities SET is_active = 2")]
    [InlineData("UPDATE activities SET qualified_points = 2")]
    [InlineData("UPDATE levels SET type = 'Else'")]
    [InlineData("UPDATE levels SET is_active = 2")]
    [InlineData("UPDATE redemptions SET is_active = 2")]
    [InlineData("UPDATE redemptions SET send_redemption_email = 2")]
    [InlineData("UPDATE redemptions SET enable_coupon_based_incentive = 2")]
    [InlineData("UPDATE transactions SET state = 'Lost' WHERE id = 'a1'")]
    public void A_word_is_one_of_those_that_are_known(string sql) => Refuses(sql, "", "", "CHECK");

    [Theory]
    [InlineData(NewAward, "'u1'", "'nobody'")]
    [InlineData(NewAward, "'visit'", "'nothing'")]
    [InlineData(NewRedeem, "'card'", "'nothing'")]
    [InlineData(NewUser, "1, 'u9'", "9, 'u9'")]
    [InlineData(NewTally, "(1,", "(9,")]
    [InlineData("UPDATE users SET period_level_id = '?'", "?", "nothing")]
    [InlineData("UPDATE users SET lifetime_level_id = '?'", "?", "nothing")]
    [InlineData("INSERT INTO allocations VALUES (1, 'd1', '?', 1)", "?", "nothing")]
    [InlineData("INSERT INTO allocations VALUES (1, '?', 'a2', 1)", "?", "nothing")]
    [InlineData("INSERT INTO returns VALUES (1, 'd2', '?', '1', 1)", "?", "nothing")]
    [InlineData("INSERT INTO returns VALUES (1, '?', 'a1', '1', 1)", "?", "nothing")]
    [InlineData("INSERT INTO coupons VALUES (1, '?', 8, 'C8')", "?", "nothing")]
    [InlineData("INSERT INTO replays VALUES (?, 'other', '', '', 1)", "?", "9")]
    [InlineData("DELETE FROM ? WHERE activity_id = 'visit'", "?", "activities")]
    [InlineData("DELETE FROM ? WHERE level_id = 'gold'", "?", "levels")]
    [InlineData("DELETE FROM ? WHERE redemption_id = 'card'", "?", "redemptions")]
    [InlineData("DELETE FROM ? WHERE id = 'u1'", "?", "users")]
    [InlineData("DELETE FROM ? WHERE number = 1", "?", "partners")]
    [InlineData("UPDATE ? SET activity_id = 'other' WHERE program = 1", "?", "activities")]
    public void What_a_row_refers_to_is_there(string row, string part, string other) =>
        Refuses(row, part, other, "FOREIGN KEY");

    [Theory]
    [InlineData("UPDATE transactions SET debt = 'none' WHERE id = 'd1'")]
    [InlineData("UPDATE transactions SET updated_at = 1.5")]
    [InlineData("UPDATE users SET available_points = 'many'")]
    [InlineData("UPDATE partners SET clock_at = 'noon'")]
    public void A_value_is_of_its_columns_type(string sql) =>
        Refuses(sql, "", "", "cannot store");

    private void Refuses(string row, string part, string other, string reason)
    {
        var sql = part.Length == 0 ? row : row.Replace(part, other);
        (part.Length == 0 || sql != row).Should().BeTrue("it is another row");

        filled.Invoking(store => store.Try(sql))
            .Should().Throw<DbException>().WithMessage($"*{reason}*");
    }

    /// <summary>
    /// A migrated file with a row of each kind in the program 1, which is none to play with, and
    /// two awards in the sandbox 2.
    /// </summary>
    public sealed class Filled : IAsyncLifetime, IDisposable
    {
        private readonly Store _store = new();

        public async Task InitializeAsync()
        {
            await _store.Write(session =>
            {
                session.Partners.Add(Some.Partner with { IsSandbox = false }, "hash");
                session.Partners.Add(Some.Partner with { Id = "p2" }, "hash");
                Fill(session, 1);
                Fill(session, 2);
            });
            _store.Close();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _store.Dispose();

        /// <summary>Runs statements as the writer would, and undoes them.</summary>
        public int Try(params string[] statements) => _store.Try(null, statements);

        /// <summary>The same, after one that no trigger hears of.</summary>
        public int TryAfter(string before, string sql) => _store.Try(before, sql);

        public IReadOnlyList<string> Columns(string table) =>
            Rows<string>($"SELECT name FROM pragma_table_info('{table}')");

        public IReadOnlyList<T> Rows<T>(string sql) => _store.Rows<T>(sql);

        private static void Fill(Session session, long program)
        {
            session.Levels.Add(program, Some.Level);
            var user = Some.User("u1", "jane@shop.example", "jane");
            session.Users.Add(program, user with
            {
                Standing = user.Standing with { LifetimeLevelId = "gold" },
            });
            var award = Some.Award("a1", "u1") with { ActivityId = "visit", OrderId = "order-1" };
            session.Offer(award, program);
            session.Transactions.Add(program, award, Waiting("a1"));
            session.Transactions.Add(
                program, award with { Id = "a2", OrderId = null }, Waiting("a2"));
            session.Add(
                Transaction.Of(TransactionType.Redeem, "r1", "u1", Some.At) with
                {
                    Points = 5,
                    RedemptionId = "card",
                    CouponCode = "C1",
                },
                program);
            session.Coupons.Replace(program, "card", ["C2"]);
            var deduct = Transaction.Of(TransactionType.Deduct, "d1", "u1", Some.At);
            session.Add(deduct with { Points = 9 }, program);
            session.Add(
                deduct with
                {
                    Id = "d2",
                    Points = 9,
                    Debt = 7,
                    Status = PointsStatus.PendingDeduction,
                },
                program);
            var lot = Waiting("a1");
            session.Lots.Allocate(program, "d1", new(lot, 5));
            session.Lots.Allocate(program, "d2", new(lot, 2));
            session.Returns.Add(program, "d2", new("a2", 2, 2));
            session.Replays.Add(program, new("key", "", "", Some.At));
        }

        /// <summary>All of 23 points wait.</summary>
        private static Lot Waiting(string id) => Some.Lot(id, "u1") with
        {
            State = LotState.Pending,
            PointsUsed = 0,
            PointsDeducted = 0,
            PointsExpired = 0,
            ApprovedAt = null,
            ExpiresAt = null,
            ValidUntil = Calendar.Never,
        };
    }
}
