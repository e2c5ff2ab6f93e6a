using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>A program's rows, read as a whole.</summary>
public sealed class LedgerTests : IDisposable
{
    private static readonly Transaction Redeem =
        Transaction.Of(TransactionType.Redeem, "t2", "u1", Some.At.AddDays(1)) with
        {
            Points = 5,
            CouponCode = "C1",
        };

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Members_follow_each_other_chunk_by_chunk()
    {
        await Begin();

        _store.Read(session => session.Ledger.CountMembers(Some.Program)).Should().Be(3);
        _store.Read(session => session.Ledger.ListMembers(Some.Program, "", 2))
            .Should().Equal("u1", "u2");
        _store.Read(session => session.Ledger.ListMembers(Some.Program, "u2", 2))
            .Should().Equal("u3");
        _store.Read(session => session.Ledger.ListMembers(Some.Program, "u3", 2))
            .Should().BeEmpty();
    }

    [Fact]
    public async Task Books_hold_every_row_of_a_member_as_it_was_written()
    {
        await Begin();

        var books = _store.Read(session =>
            session.Ledger.ListBooks(Some.Program, "u1", "u1")).Should().ContainSingle().Subject;

        books.User.Should().Be(_store.Read(session =>
            session.Users.Find(Some.Program, UserKey.OfId("u1"))));
        books.Lines.Should().Equal(
            new BookedLine(Some.Award("t1", "u1"), Some.Lot("t1", "u1"), 11, true),
            new BookedLine(Redeem, null, 0, true));
        books.Numbers.Should().Equal(1, 3);
        books.Allocations.Should().Equal(new Allocation("t2", "t1", 5));
        books.Returns.Should().Equal(new BookedReturn("t2", new("t1", 10.25m, 4)));
    }

    [Fact]
    public async Task Books_have_what_a_members_row_names_after_her_history()
    {
        await Begin();
        _store.Run(
            "DELETE FROM histories WHERE number > 1; UPDATE users SET recent = '2 3 7'");

        var books = _store.Read(session =>
            session.Ledger.ListBooks(Some.Program, "u1", "u1")).Should().ContainSingle().Subject;

        books.Numbers.Should().Equal(1, 2, 3, 7);
        books.Lines.Select(booked => booked.Line.Id).Should().Equal(
            ["t1", "t2"], "of the others one is not hers, and one is not there");
    }

    [Fact]
    public async Task The_ends_of_a_range_belong_to_it_and_other_programs_do_not()
    {
        await Begin();

        _store.Read(session => session.Ledger.ListBooks(Some.Program, "u1", "u2"))
            .Select(books => (books.User.Id, books.Lines.Count))
            .Should().Equal(("u1", 2), ("u2", 1));
        _store.Read(session => session.Ledger.ListBooks(2, "u1", "u2")).Should().BeEmpty();
        _store.Read(session => session.Ledger.Count(2)).Should().Be(Extent.Nothing);
    }

    [Fact]
    public async Task Rows_are_counted_and_summed_whosever_they_are()
    {
        await Begin();

        _store.Read(session => session.Ledger.Count(Some.Program))
            .Should().Be(new Extent(3, 2, 1, 1));
        _store.Read(session => session.Ledger.SumOfMembers(Some.Program))
            .Should().Be(new Balance(-21, 120, 180, 21));
        _store.Read(session => session.Ledger.SumOfRows(Some.Program))
            .Should().Be(new Balance(22, 0, 5, 0));
        _store.Read(session => session.Ledger.SumOfRows(2)).Should().Be(Balance.Nothing);
    }

    [Fact]
    public async Task A_value_that_does_not_belong_into_its_column_is_said()
    {
        await Begin();
        _store.Run("UPDATE transactions SET returned_amount = 'much' WHERE id = 't1'");

        _store.Invoking(store => store.Read(session =>
            session.Ledger.ListBooks(Some.Program, "u1", "u1")))
            .Should().Throw<FormatException>()
            .WithMessage("The value of returned_amount cannot be read.");
    }

    [Fact]
    public async Task Numbers_follow_the_instants_and_tallies_the_rows()
    {
        await Begin();
        Misnumbered().Should().BeNull();
        _store.Read(session => session.Ledger.ListMiscounted(Some.Program)).Should().BeEmpty();

        _store.Run("UPDATE transactions SET status = 'Approved' WHERE id = 't1'");
        _store.Read(session => session.Ledger.ListMiscounted(Some.Program)).Should().Equal(
            new Miscount(0, 128, "Award, Approved", 0, 1),
            new Miscount(0, 128, "Award, Pending", 2, 1),
            new Miscount(0, 16384, "Award, Approved", 0, 1),
            new Miscount(0, 16384, "Award, Pending", 2, 1));
        _store.Read(session => session.Ledger.ListMiscounted(2)).Should().BeEmpty();

        _store.Corrupt("UPDATE transactions SET created_at = 9000000000000 WHERE id = 't1'");
        Misnumbered().Should().Be(("t3", 2L, 1L), "it is the oldest now");

        (string, long, long)? Misnumbered() =>
            _store.Read(session => session.Ledger.FindMisnumbered(Some.Program));
    }

    /// <summary>u1 with award, redeem and return; u2 with an award; u3 with nothing.</summary>
    private async Task Begin()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            session.Users.Add(Some.Program, Some.User("u3", "c@shop.example"));
            session.Users.Add(Some.Program, Some.User("u2", "b@shop.example"));
            foreach (var (id, userId) in new[] { ("t1", "u1"), ("t3", "u2") })
            {
                session.Add(Some.Award(id, userId));
            }

            session.Add(Redeem);
            session.Lots.Allocate(Some.Program, "t2", new(Some.Lot("t1", "u1"), 5));
            session.Returns.Add(Some.Program, "t2", new("t1", 10.25m, 4));
        });
    }
}
