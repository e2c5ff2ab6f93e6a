using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>What the fourth step makes of rows that were there before it.</summary>
public sealed class MigratorCompactTests : IDisposable
{
    /// <summary>Between the last act and what is due next.</summary>
    private static readonly DateTimeOffset Now =
        DateTimeOffset.FromUnixTimeMilliseconds(1774180800000);

    private const string Indexes =
        """
        SELECT tbl_name || ' ' || name
        FROM sqlite_schema
        WHERE type = 'index'
        ORDER BY tbl_name, name
        """;

    private readonly Store _store = new();

    public MigratorCompactTests()
    {
        _store.MakeOld("0001_program", "0002_time", "0003_speed");
        _store.Fill();
    }

    public void Dispose() => _store.Dispose();

    [FileTheory]
    [InlineData("activities")]
    [InlineData("levels")]
    [InlineData("redemptions")]
    [InlineData("coupons")]
    [InlineData("users")]
    [InlineData("transactions")]
    [InlineData("allocations")]
    [InlineData("returns")]
    [InlineData("tallies")]
    public void Every_value_of_a_row_comes_through(string table)
    {
        var columns = Columns(table);
        var before = _store.Rows<string>(
            $"SELECT partner_id || {columns} FROM {table} AS t ORDER BY 1");

        _ = _store.Database;

        _store.Rows<string>(
            $"SELECT p.id || {columns} FROM {table} AS t JOIN partners AS p ON p.number = program "
            + "ORDER BY 1")
            .Should().Equal(before).And.NotBeEmpty();
    }

    [FileFact]
    public void The_newest_activity_stands_for_its_day()
    {
        var before = _store.Rows<string>(
            "SELECT id || last_activity_at FROM users WHERE last_activity_at > 0 ORDER BY 1");

        _ = _store.Database;

        _store.Rows<string>(
            "SELECT id || active_since FROM users WHERE active_since > 0 ORDER BY 1")
            .Should().Equal(before).And.NotBeEmpty();
    }

    [FileFact]
    public void A_lot_is_in_the_row_of_its_award_and_keeps_its_own_approval()
    {
        var columns = Columns("lots");
        var before = _store.Rows<string>(
            $"SELECT partner_id || {columns} FROM lots AS t ORDER BY 1");

        _ = _store.Database;

        columns = columns.Replace("t.approved_at", "t.lot_approved_at");
        _store.Rows<string>(
            $"SELECT p.id || {columns} FROM transactions AS t "
            + "JOIN partners AS p ON p.number = program WHERE state IS NOT NULL ORDER BY 1")
            .Should().Equal(before);
        _store.Rows<string>(
            "SELECT DISTINCT type FROM transactions WHERE lot_approved_at <> approved_at")
            .Should().Equal("Award");
    }

    [FileFact]
    public void Programs_are_numbered_in_the_order_in_which_they_were_created()
    {
        var settings = $"SELECT {Columns("partners")} FROM partners AS t ORDER BY 1";
        var before = _store.Rows<string>(settings);

        _store.Read(session => session.Partners.List())
            .Select(partner => (partner.Number, partner.Id))
            .Should().Equal((1, "zulu"), (2, "alpha"));

        _store.Rows<string>(settings).Should().Equal(before);
    }

    [FileFact]
    public void The_books_of_every_member_add_up()
    {
        var programs = _store.Read(session => session.Partners.List());

        foreach (var partner in programs)
        {
            _store.Read(session => session.Ledger.ListBooks(partner.Number, "", "g"))
                .Should().NotBeEmpty().And.OnlyContain(
                    books => !Audit.Of(books, partner, Now).Any());
            _store.Read(session => session.Ledger.SumOfRows(partner.Number)).Should().Be(
                _store.Read(session => session.Ledger.SumOfMembers(partner.Number)));
            _store.Read(session => session.Ledger.FindMisnumbered(partner.Number))
                .Should().BeNull();
            _store.Read(session => session.Ledger.ListMiscounted(partner.Number))
                .Should().BeEmpty();
        }
    }

    [FileFact]
    public async Task What_comes_next_is_numbered_and_counted_on()
    {
        var user = _store.Read(session => session.Users.Find(
            2, UserKey.Of(Some.Mail("jane@shop.example"))))!;

        await _store.Write(session =>
        {
            session.Add(Some.Award("t1", user.Id) with { CreatedAt = Now.AddDays(1) }, program: 2);
            session.Partners.Add(Some.Partner, "hash").Number.Should().Be(3);
        });

        _store.Rows<string>(
            "SELECT number || id FROM transactions WHERE program = 2 AND number > 1")
            .Should().Equal("2t1");
        _store.Read(session => session.Ledger.ListMiscounted(2)).Should().BeEmpty();
    }

    [FileFact]
    public void It_makes_the_tables_and_indexes_of_a_new_file_and_no_other()
    {
        _ = _store.Database;
        using var fresh = new Store();
        _ = fresh.Database;

        _store.Rows<string>(Indexes).Should().Equal(fresh.Rows<string>(Indexes))
            .And.NotContain(name => name.Contains("old_"));
        _store.Rows<string>("SELECT sql FROM sqlite_schema WHERE INSTR(sql, 'old_') > 0")
            .Should().BeEmpty();
        _store.Rows<string>("SELECT \"table\" FROM pragma_foreign_key_check").Should().BeEmpty();
        _store.Rows<string>("PRAGMA integrity_check").Should().Equal("ok");
    }

    [FileFact]
    public void Where_it_fails_the_old_rows_are_all_there_and_it_may_be_tried_again()
    {
        var before = _store.Rows<string>("SELECT id FROM lots ORDER BY id");
        _store.Run("CREATE TABLE old_returns (somebody_elses TEXT)");

        FluentActions.Invoking(() => _store.Database).Should().Throw<InvalidOperationException>();

        _store.Rows<string>("SELECT id FROM lots ORDER BY id").Should().Equal(before);
        _store.Rows<long>("SELECT MAX(version) FROM migrations").Should().Equal(3);
        _store.Run("DROP TABLE old_returns");
        _store.Read(session => session.Partners.List()).Should().HaveCount(2);
    }

    /// <summary>An expression of all that an old table has, but the program.</summary>
    private string Columns(string table) => string.Join(
        " || ' ' || ",
        _store.Rows<string>(
            $"SELECT name FROM pragma_table_info('{table}') "
            + "WHERE name NOT IN ('partner_id', 'last_activity_on')")
            .Select(column => $"quote(t.{column})"));
}
