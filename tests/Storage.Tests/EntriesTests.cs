using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Transactions as they are listed: with their member and lot.</summary>
public sealed class EntriesTests : IDisposable
{
    private static readonly TransactionFilter All =
        new(new(DateTimeOffset.UnixEpoch, Calendar.Never, 0, 100), [], null);

    private static readonly Transaction Deduct =
        Transaction.Of(TransactionType.Deduct, "t2", "u1", Some.At);

    // Of the lot that comes with each award here: 23 points, 12 of which have been taken.
    private static readonly LotPoints Points =
        new(LotState.Approved, 5, 4, 3, 11, Some.At.AddMonths(1), QualifiedPoints: true);

    private static readonly TransactionType?[] Types = [null, TransactionType.Award];

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_award_comes_with_its_member_and_its_points_and_a_deduct_without_points()
    {
        await Begin();
        var person = new Person(Some.Mail("jane@shop.example"), "Jane", "Doe");

        Find("t1").Should().Be(new Entry(Some.Award("t1", "u1"), person, Points));
        Find("t2").Should().Be(new Entry(Deduct, person, null));
        _store.Read(session => session.Entries.Find(2, "t1")).Should().BeNull();
    }

    [Fact]
    public async Task They_are_listed_from_the_newest_of_one_member_or_of_all()
    {
        await Begin();

        Ids(All).Should().Equal("t4", "t3", "t2", "t1");
        Ids(All, "u1").Should().Equal("t2", "t1");
        Ids(All, "u2").Should().Equal("t4", "t3");
        Ids(All, "u9").Should().BeEmpty();
    }

    [Fact]
    public async Task A_page_says_how_many_match_and_where_it_stands()
    {
        await Begin();
        var stretch = All.Stretch with { StartIndex = 1, Count = 2 };

        var page = _store.Read(session =>
            session.Entries.List(Some.Program, All with { Stretch = stretch }));

        page.Items.Select(entry => entry.Transaction.Id).Should().Equal("t3", "t2");
        (page.Total, page.NextStartIndex, page.More).Should().Be((4, 3, true));
    }

    [Theory]
    [InlineData("Approved", "t3")]
    [InlineData("AutoApproved", "t4")]
    [InlineData("Approved AutoApproved", "t4 t3")]
    [InlineData("Deducted Pending", "t2 t1")]
    [InlineData("Expired", "")]
    public async Task A_status_is_matched_exactly(string statuses, string ids)
    {
        await Begin();
        var filter = All with
        {
            Statuses = [.. statuses.Split(' ').Select(Enum.Parse<PointsStatus>)],
        };

        string.Join(' ', Ids(filter)).Should().Be(ids);
        _store.Read(session => session.Entries.List(Some.Program, filter)).Total
            .Should().Be(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_type_and_a_stretch_of_time_narrow_the_list()
    {
        await Begin();
        var day = new Stretch(Some.At, Some.At.AddDays(1), 0, 100);

        Ids(All with { Type = TransactionType.Award }).Should().Equal("t4", "t3", "t1");
        Ids(All with { Type = TransactionType.Award }, "u1").Should().Equal("t1");
        Ids(All with { Stretch = day })
            .Should().Equal(["t2", "t1"], "from is inclusive, until is not");
    }

    [Fact]
    public async Task Each_award_of_a_list_comes_with_the_redeems_that_it_paid_for()
    {
        var awards = Enumerable.Range(100, 25).Select(i => $"a{i}").ToList();
        await _store.Begin();
        await _store.Write(session =>
        {
            session.Add(Redeem("r1"));
            session.Add(Redeem("r2"));
            session.Add(Deduct);
            foreach (var id in awards)
            {
                var lot = Some.Lot(id, "u1");
                session.Add(Some.Award(id, "u1"));
                session.Lots.Allocate(Some.Program, "t2", new(lot, 4));
                session.Lots.Allocate(Some.Program, "r2", new(lot, 3));
                session.Lots.Allocate(Some.Program, "r1", new(lot, 2));
            }
        });
        IReadOnlyList<Use> uses =
            [new("r1", "gift_card", "Gift card", 2), new("r2", "gift_card", "Gift card", 3)];

        foreach (var page in new[] { List(All), List(All, "u1") })
        {
            page.Items.Where(entry => entry.Lot is not null).Should().HaveCount(25)
                .And.OnlyContain(entry => entry.Uses.SequenceEqual(uses));
            page.Items.Where(entry => entry.Lot is null).Should().HaveCount(3)
                .And.OnlyContain(entry => entry.Uses.Count == 0);
        }
    }

    [Fact]
    public async Task A_member_has_those_that_her_row_names_before_those_of_her_history()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            session.Users.Add(Some.Program, Some.User("u2", "bob@shop.example"));
            foreach (var number in Enumerable.Range(1, 30))
            {
                var (id, at) = ($"a{number:D2}", Some.At.AddDays(number));
                var whose = number % 3 == 0 ? "u2" : "u1";
                session.Add(number % 4 == 0
                    ? Transaction.Of(TransactionType.Deduct, id, whose, at)
                    : Some.Award(id, whose) with { CreatedAt = at });
            }
        });
        var inHistory = _store.Read(
            session => session.Users.Find(Some.Program, UserKey.OfId("u1")))!;
        var named = inHistory with { Recent = RecentTransactions.Of(22, 23, 25, 26, 28, 29) };
        var lists = Lists().ToList();
        var before = lists.Select(filter => Seen(inHistory, filter)).ToList();

        _store.Run("DELETE FROM histories WHERE user_id = 'u1' AND number > 21");

        lists.Select(filter => Seen(named, filter)).Should().Equal(before);
        Seen(named, All).Should().StartWith("20 False: a29 a28 a26 a25 a23 a22 a20 a19");
        Seen(named with { Recent = RecentTransactions.Of(27, 28) }, All)
            .Should().StartWith("15 False: a28 a20", "27 is another member's");

        static IEnumerable<TransactionFilter> Lists() =>
            from start in Enumerable.Range(0, 8)
            from count in Enumerable.Range(1, 6)
            from first in Enumerable.Range(0, 31)
            from type in Types
            let day = Some.At.AddDays(first)
            select new TransactionFilter(new(day, day.AddDays(20), start, count), [], type);

        string Seen(User user, TransactionFilter filter)
        {
            var page = _store.Read(
                session => session.Entries.List(Some.Program, user, filter));
            var ids = page.Items.Select(entry => entry.Transaction.Id);
            return $"{page.Total} {page.More}: {string.Join(' ', ids)}";
        }
    }

    private static Transaction Redeem(string id) =>
        Transaction.Of(TransactionType.Redeem, id, "u1", Some.At) with
        {
            RedemptionId = "gift_card",
            RedemptionName = "Gift card",
        };

    private async Task Begin()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            session.Users.Add(Some.Program, Some.User("u2", "bob@shop.example"));
            session.Add(Some.Award("t1", "u1"));
            session.Add(Deduct);
            var later = Some.Award("t3", "u2") with { CreatedAt = Some.At.AddDays(1) };
            session.Add(later with { Status = PointsStatus.Approved });
            session.Add(later with { Id = "t4", Status = PointsStatus.AutoApproved });
        });
    }

    private Entry? Find(string id) =>
        _store.Read(session => session.Entries.Find(Some.Program, id));

    private IEnumerable<string> Ids(TransactionFilter filter, string? userId = null) =>
        List(filter, userId).Items.Select(entry => entry.Transaction.Id);

    private Page<Entry> List(TransactionFilter filter, string? userId = null) =>
        _store.Read(session => userId is null
            ? session.Entries.List(Some.Program, filter)
            : session.Entries.List(
                Some.Program, Some.User(userId, "any@shop.example"), filter));
}
