using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>What is counted is what was written down.</summary>
public sealed class TalliesTests : IDisposable
{
    private const string Counts =
        """
        SELECT 'p' || program || ' ' || size || '/' || block || type || status || count
        FROM tallies
        WHERE count <> 0
        ORDER BY program, size, block, type, status
        """;

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_new_line_is_counted_in_a_small_and_a_large_block()
    {
        await Begin();

        _store.Rows<string>(Counts).Should().Equal(
            "p1 128/0AwardPending2", "p1 128/0DeductDeducted1",
            "p1 16384/0AwardPending2", "p1 16384/0DeductDeducted1");
    }

    [Fact]
    public async Task A_move_is_counted_and_a_change_that_is_none_is_not()
    {
        await Begin();
        var award = Some.Award("t1", "u1");

        await _store.Write(session =>
        {
            session.Transactions.Change(
                Some.Program, award, award with { Status = PointsStatus.Approved });
            session.Transactions.Change(
                Some.Program,
                award with { Id = "t2" },
                award with { Id = "t2", UpdatedAt = Some.At.AddDays(1) });
        });

        _store.Rows<string>(Counts).Should().Equal(
            "p1 128/0AwardApproved1", "p1 128/0AwardPending1", "p1 128/0DeductDeducted1",
            "p1 16384/0AwardApproved1", "p1 16384/0AwardPending1", "p1 16384/0DeductDeducted1");
    }

    [Fact]
    public async Task What_is_undone_is_not_counted()
    {
        await Begin();

        await _store.Database.Write<bool>(session =>
        {
            session.Add(Some.Award("t9", "u1"));
            return Refusal.InvalidUser;
        });

        _store.Rows<string>(Counts).Should().HaveCount(4).And.Contain("p1 128/0AwardPending2");
    }

    [Fact]
    public async Task They_go_with_the_lines_of_their_program_and_of_no_other()
    {
        await Begin();
        await _store.Write(session =>
        {
            session.Users.Add(2, Some.User("u1", "jane@shop.example"));
            session.Add(Some.Award("t1", "u1"), program: 2);
        });

        await _store.Write(session => session.Transactions.Clear(Some.Program));

        _store.Rows<string>(Counts).Should().Equal(
            "p2 128/0AwardPending1", "p2 16384/0AwardPending1");
    }

    private async Task Begin()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            session.Add(Some.Award("t1", "u1"));
            session.Add(Some.Award("t2", "u1"));
            session.Transactions.Add(
                Some.Program, Transaction.Of(TransactionType.Deduct, "t3", "u1", Some.At));
        });
    }
}
