using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Which moves a merchant may make by hand (ledger.md, section 3).</summary>
public class TransactionTests
{
    private const string Moves =
        """
        Award Pending Approved
        Award Pending Rejected
        Award AutoApproved Rejected
        Award Approved Rejected
        Award Rejected Approved
        Deduct PendingDeduction Deducted
        Deduct PendingDeduction Rejected
        """;

    [Fact]
    public void Only_the_moves_of_the_table_are_made()
    {
        var statuses = Enum.GetValues<PointsStatus>();
        var made =
            from type in Enum.GetValues<TransactionType>()
            from status in statuses
            from next in statuses
            where Line(type, status).MayBecome(next)
            select $"{type} {status} {next}";

        made.Should().BeEquivalentTo(Moves.Split('\n'));
    }

    [Theory]
    [InlineData(TransactionType.Award, PointsStatus.Pending)]
    [InlineData(TransactionType.Redeem, PointsStatus.Redeemed)]
    [InlineData(TransactionType.Deduct, PointsStatus.Deducted)]
    public void Each_kind_of_line_starts_as_the_table_says(
        TransactionType type, PointsStatus status) =>
        Transaction.Of(type, "t1", "u1", Some.Noon).Status.Should().Be(status);

    [Fact]
    public void A_line_adds_its_redeemed_points_and_its_debt_to_the_totals()
    {
        var redeem = Line(TransactionType.Redeem, PointsStatus.Redeemed);
        var deduct = Line(TransactionType.Deduct, PointsStatus.Deducted) with { Debt = 30 };
        var award = Line(TransactionType.Award, PointsStatus.Approved);

        redeem.Balance.Should().Be(new Balance(0, 0, 100, 0));
        deduct.Balance.Should().Be(new Balance(-30, 0, 0, 30));
        award.Balance.Should().Be(Balance.Nothing, "an award counts by its lot");
    }

    private static Transaction Line(TransactionType type, PointsStatus status) =>
        Transaction.Of(type, "t1", "u1", Some.Noon) with { Status = status, Points = 100 };
}
