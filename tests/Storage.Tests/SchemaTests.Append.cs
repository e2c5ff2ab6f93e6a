using System.Data.Common;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>
/// Rows of the ledger are added, and neither changed nor taken away, but for the moves that
/// ledger.md knows, and in a sandbox.
/// </summary>
public sealed class SchemaAppendTests(SchemaTests.Filled filled) : IClassFixture<SchemaTests.Filled>
{
    /// <summary>Each move that there is, with what brings the line to where it begins.</summary>
    private static readonly Dictionary<(TransactionType, PointsStatus), PointsStatus[]> _moves =
        new()
        {
            [(TransactionType.Award, PointsStatus.Pending)] =
            [
                PointsStatus.AutoApproved, PointsStatus.Approved, PointsStatus.Rejected,
                PointsStatus.AutoRejected,
            ],
            [(TransactionType.Award, PointsStatus.AutoApproved)] =
                [PointsStatus.Exhausted, PointsStatus.Expired, PointsStatus.Rejected],
            [(TransactionType.Award, PointsStatus.Approved)] =
                [PointsStatus.Exhausted, PointsStatus.Expired, PointsStatus.Rejected],
            [(TransactionType.Award, PointsStatus.Exhausted)] =
                [PointsStatus.AutoApproved, PointsStatus.Approved, PointsStatus.Expired],
            [(TransactionType.Award, PointsStatus.Rejected)] = [PointsStatus.Approved],
            [(TransactionType.Award, PointsStatus.AutoRejected)] = [PointsStatus.Pending],
            [(TransactionType.Deduct, PointsStatus.PendingDeduction)] =
                [PointsStatus.Deducted, PointsStatus.Rejected],
        };

    private static readonly string[] _changing =
    [
        "status", "updated_at", "approved_at", "approved_by", "debt", "state", "points_used",
        "points_deducted", "points_expired", "remaining", "lot_approved_at", "expires_at",
        "valid_until", "returned_amount", "returned_points", "is_listed",
    ];

    public static TheoryData<TransactionType, PointsStatus, PointsStatus> AllMoves
    {
        get
        {
            var moves = new TheoryData<TransactionType, PointsStatus, PointsStatus>();
            foreach (var type in Enum.GetValues<TransactionType>())
            {
                foreach (var from in Enum.GetValues<PointsStatus>().Where(s => Has(type, s)))
                {
                    foreach (var to in Enum.GetValues<PointsStatus>().Where(s => s != from))
                    {
                        moves.Add(type, from, to);
                    }
                }
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(AllMoves))]
    public void A_status_moves_as_the_ledger_says_and_not_otherwise(
        TransactionType type, PointsStatus from, PointsStatus to)
    {
        var id = type switch
        {
            TransactionType.Award => "a1",
            TransactionType.Redeem => "r1",
            _ => "d2",
        };
        var move = filled.Invoking(store => store.TryAfter(
            $"UPDATE transactions SET status = '{from}' WHERE program = 1 AND id = '{id}'",
            $"UPDATE transactions SET status = '{to}' WHERE program = 1 AND id = '{id}'"));

        if (_moves.TryGetValue((type, from), out var known) && known.Contains(to))
        {
            move.Should().NotThrow();
        }
        else
        {
            move.Should().Throw<DbException>();
        }
    }

    [Fact]
    public void No_other_column_of_a_transaction_is_ever_changed()
    {
        var columns = filled.Columns("transactions");
        columns.Should().Contain(_changing);

        foreach (var column in columns.Except(_changing))
        {
            filled.Invoking(store => store.Try(
                $"UPDATE transactions SET {column} = {column} WHERE id = 'a1'"))
                .Should().Throw<DbException>().WithMessage("*never changed*", column);
        }
    }

    [Theory]
    [InlineData("status = 'Pending', updated_at = 9 WHERE id = 'a1'")]
    [InlineData("lot_approved_at = 5, expires_at = 8, valid_until = 9 WHERE id = 'a1'")]
    [InlineData("points_used = 3, remaining = 20 WHERE id = 'a1'")]
    [InlineData("returned_amount = '9', returned_points = 3 WHERE id = 'a1'")]
    [InlineData("debt = 0 WHERE id = 'd2'")]
    public void What_becomes_of_a_transaction_is_written_down(string change) =>
        filled.Try($"UPDATE transactions SET {change} AND program = 1").Should().Be(1);

    [Theory]
    [InlineData("lot_approved_at = 6")]
    [InlineData("lot_approved_at = NULL")]
    [InlineData("expires_at = NULL")]
    [InlineData("valid_until = 10")]
    public void The_first_approval_and_its_expiry_stay(string change) =>
        Refuses(
            "first approval",
            "UPDATE transactions SET lot_approved_at = 5, expires_at = 8 WHERE id = 'a1'",
            $"UPDATE transactions SET {change} WHERE id = 'a1'");

    [Theory]
    [InlineData("UPDATE transactions SET debt = 8 WHERE id = 'd2'", "only paid")]
    [InlineData("UPDATE returns SET points = points", "never changed")]
    [InlineData("UPDATE returns SET amount = '3'", "never changed")]
    [InlineData("UPDATE allocations SET lot_id = 'a2'", "never changed")]
    [InlineData("UPDATE allocations SET transaction_id = 'd2'", "never changed")]
    [InlineData("UPDATE allocations SET program = 2", "never changed")]
    [InlineData("UPDATE allocations SET points = points - 1", "only grows")]
    [InlineData("UPDATE partners SET is_sandbox = TRUE WHERE number = 1", "never changed")]
    [InlineData("UPDATE partners SET number = 3 WHERE number = 2", "never changed")]
    [InlineData("UPDATE partners SET id = 'p3'", "never changed")]
    [InlineData("UPDATE partners SET created_at = 1", "never changed")]
    public void What_is_written_is_not_changed(string sql, string reason) => Refuses(reason, sql);

    [Theory]
    [InlineData("DELETE FROM transactions WHERE program = 1 AND id = 'r1'", "only a sandbox")]
    [InlineData("DELETE FROM transactions", "only a sandbox")]
    [InlineData("DELETE FROM returns WHERE program = 1", "only a sandbox")]
    [InlineData("DELETE FROM allocations WHERE program = 1 AND transaction_id = 'd1'", "rejected")]
    public void What_is_written_is_not_taken_away(string sql, string reason) =>
        Refuses(reason, sql);

    [FileTheory]
    [InlineData("REPLACE INTO returns VALUES (1, 'd2', 'a2', '3', 3)", "only a sandbox")]
    [InlineData("UPDATE OR REPLACE allocations SET lot_id = 'a1'", "never changed")]
    [InlineData("REPLACE INTO allocations VALUES (1, 'd1', 'a1', 1)", "rejected")]
    public void What_is_written_is_not_replaced(string sql, string reason) =>
        Refuses(reason, sql);

    [ServerFact]
    public void What_is_written_is_not_cleared_away() =>
        Refuses("only a sandbox", "TRUNCATE returns, allocations, transactions");

    [Fact]
    public void What_a_return_took_goes_back_while_it_is_being_rejected()
    {
        const string GiveBack =
            "DELETE FROM allocations WHERE program = 1 AND transaction_id = 'd2'";
        filled.Try(GiveBack).Should().Be(1);
        Refuses(
            "rejected", "UPDATE transactions SET status = 'Deducted' WHERE id = 'd2'", GiveBack);
    }

    [Fact]
    public void A_sandbox_forgets() => filled.Try(
        "DELETE FROM returns WHERE program = 2",
        "DELETE FROM allocations WHERE program = 2",
        "DELETE FROM transactions WHERE program = 2").Should().Be(5);

    private static bool Has(TransactionType type, PointsStatus status) => type switch
    {
        TransactionType.Award => status <= PointsStatus.Expired,
        TransactionType.Redeem => status == PointsStatus.Redeemed,
        _ => status is PointsStatus.PendingDeduction or PointsStatus.Deducted
            or PointsStatus.Rejected,
    };

    private void Refuses(string reason, params string[] statements) =>
        filled.Invoking(store => store.Try(statements))
            .Should().Throw<DbException>().WithMessage($"*{reason}*");
}
