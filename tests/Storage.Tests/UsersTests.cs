using System.Data.Common;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Members, as they are written down, found and held.</summary>
public sealed class UsersTests : IDisposable
{
    private static readonly Stretch All =
        new(DateTimeOffset.UnixEpoch, Calendar.Never, 0, 100);

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_member_comes_back_as_it_was()
    {
        var full = InLevels(Some.User("u1", "Jane@Shop.example", "jane"));
        var bare = User.Enrol("u2", Some.Mail("bob@shop.example"), Some.Partner, Some.At);
        await Add(full, bare);

        Find(UserKey.OfId("u1")).Should().Be(full);
        Find(UserKey.OfId("u1"))!.Email.Text.Should().Be("Jane@Shop.example");
        Find(UserKey.OfId("u2")).Should().Be(bare);
        Find(UserKey.OfId("u2"))!.LastAward.Should().BeNull();
    }

    [Fact]
    public async Task It_changes_as_a_whole_and_by_its_id_only()
    {
        var other = Some.User("u2", "bob@shop.example", "bob");
        var user = InLevels(Some.User("u1", "jane@shop.example", "jane"));
        await Add(user, other);
        var changed = User.Enrol("u1", Some.Mail("new@shop.example"), Some.Partner, Some.At);

        await Change(user, changed);

        Find(UserKey.OfId("u1")).Should().Be(changed);
        Find(UserKey.OfId("u2")).Should().Be(other);
    }

    [Fact]
    public async Task Of_many_that_change_one_after_another_each_is_as_it_changed()
    {
        var random = new Random(42);
        List<User> users = [Some.User("u1", "a@x"), Some.User("u2", "b@x")];
        await Add([.. users]);

        await _store.Write(session =>
        {
            for (var i = 0; i < 300; i++)
            {
                var whose = random.Next(users.Count);
                var changed = Mixed(users[whose], random);
                session.Users.Change(Some.Program, users[whose], changed);
                users[whose] = changed;
                session.Users.Find(Some.Program, UserKey.OfId(changed.Id)).Should().Be(changed);
            }
        });

        users.Select(user => Find(UserKey.OfId(user.Id))).Should().Equal(users);
    }

    [Theory]
    [InlineData("JANE@SHOP.EXAMPLE", true)]
    [InlineData("rene\u0301@shop.example", true)]
    [InlineData("Ren\u00E9@shop.example", true)]
    [InlineData("rene@shop.example", false)]
    [InlineData("REN\u00C9@shop.example", false)]
    public async Task An_e_mail_is_found_by_its_fold(string email, bool isFound)
    {
        await Add(
            Some.User("u1", "jane@Shop.example"), Some.User("u2", "ren\u00E9@shop.example"));

        (Find(UserKey.Of(Some.Mail(email))) is not null).Should().Be(isFound);
    }

    [Theory]
    [InlineData("both", "both@x", "both", "u3", "u2")]
    [InlineData(null, "both@x", "both", "u3", "u1")]
    [InlineData(null, "none@x", "both", "u3", "u2")]
    [InlineData("none", "none@x", "none", "u3", "u3")]
    [InlineData(null, null, null, "u3", "u3")]
    [InlineData("none", "both@x", null, null, "u1")]
    [InlineData("none", "none@x", "none", "none", null)]
    [InlineData(null, null, null, null, null)]
    public async Task Keys_are_tried_in_their_order(
        string? uidFirst, string? email, string? uid, string? id, string? expected)
    {
        await Add(
            Some.User("u1", "both@x", "other"), Some.User("u2", "a@x", "both"),
            Some.User("u3", "b@x"));
        var key = new UserKey(uidFirst, email is null ? null : Some.Mail(email), uid, id);
        User? held = null;

        await _store.Write(session => held = session.Users.Hold(Some.Program, key));

        held?.Id.Should().Be(expected);
        Find(key)?.Id.Should().Be(expected);
        (held is null).Should().Be(expected is null);
    }

    [Fact]
    public async Task An_email_that_is_only_written_otherwise_is_a_change()
    {
        var user = Some.User("u1", "jane@shop.example", "jane");
        await Add(user);

        await Change(user, user with { Email = Some.Mail("Jane@Shop.example") });

        Find(UserKey.OfId("u1"))!.Email.Text.Should().Be("Jane@Shop.example");
    }

    public static TheoryData<string, Func<User, User>> ProfileChanges => new()
    {
        { "first name", user => user with { FirstName = "Joan" } },
        { "last name", user => user with { LastName = "Roe" } },
        { "gender", user => user with { Gender = Gender.Unknown } },
        { "image", user => user with { ProfileImageUrl = null } },
        { "language", user => user with { Language = "English" } },
        { "status", user => user with { Status = UserStatus.Active } },
        { "last update", user => user with { UpdatedAt = Some.At.AddDays(3) } },
    };

    [Theory]
    [MemberData(nameof(ProfileChanges))]
    public async Task Whatever_of_a_profile_changes_alone_is_saved(
        string what, Func<User, User> change)
    {
        var user = Some.User("u1", "jane@shop.example", "jane");
        await Add(user);
        var changed = change(user);
        changed.Should().NotBe(user, what);

        await Change(user, changed);

        Find(UserKey.OfId("u1")).Should().Be(changed);
    }

    [Fact]
    public async Task A_member_of_another_program_is_not_found()
    {
        await Add(Some.User("u1", "jane@shop.example", "jane"));

        _store.Read(session => session.Users.Find(
            2, new("jane", Some.Mail("jane@shop.example"), "jane", "u1"))).Should().BeNull();
    }

    [Theory]
    [InlineData("u9", "JANE@shop.example", null)]
    [InlineData("u9", "bob@shop.example", "jane")]
    [InlineData("u1", "bob@shop.example", null)]
    public async Task Nobody_is_written_down_twice(string id, string email, string? uid)
    {
        await Add(Some.User("u1", "jane@shop.example", "jane"));

        await FluentActions.Awaiting(() => _store.Write(session =>
            session.Users.Add(Some.Program, Some.User(id, email, uid))))
            .Should().ThrowAsync<DbException>().WithMessage("*UNIQUE*");
        await _store.Write(session => session.Users.Add(2, Some.User(id, email, uid)));
    }

    [Fact]
    public async Task Two_may_be_without_a_uid()
    {
        await Add(Some.User("u1", "a@x"), Some.User("u2", "b@x"));

        _store.Read(session => session.Users.ListEnrolled(Some.Program, All)).Total
            .Should().Be(2);
    }

    [Fact]
    public async Task Lists_run_from_the_newest_and_page_by_page()
    {
        await Add([.. Enumerable.Range(0, 5).Select(n => Some.User($"u{n}", $"{n}@x") with
        {
            EnrolledAt = Some.At.AddDays(n / 2),
            ActiveSince = n == 4 ? null : Some.At.AddDays(-(n / 2)),
        })]);

        Ids(session => session.ListEnrolled(Some.Program, All))
            .Should().Equal("u4", "u3", "u2", "u1", "u0");
        Ids(session => session.ListEnrolled(Some.Program, All with { StartIndex = 1, Count = 2 }))
            .Should().Equal("u3", "u2");
        var day = All with { From = Some.At.AddDays(1), Until = Some.At.AddDays(2) };
        Ids(session => session.ListEnrolled(Some.Program, day))
            .Should().Equal(["u3", "u2"], "from is inclusive, until is not");
        Ids(session => session.ListActive(Some.Program, All))
            .Should().Equal(["u1", "u0", "u3", "u2"], "who was never active is not listed");
        Ids(session => session.ListActive(
            Some.Program, All with { StartIndex = 1, Count = 2 })).Should().Equal("u0", "u3");
        var dayBefore = All with { From = Some.At.AddDays(-1), Until = Some.At };
        Ids(session => session.ListActive(Some.Program, dayBefore))
            .Should().Equal(["u3", "u2"], "from is inclusive, until is not");
        _store.Read(session => session.Users.ListActive(
            Some.Program, All with { From = dayBefore.From, Count = 1 })).Total.Should().Be(4);
    }

    [Fact]
    public async Task A_member_keeps_its_place_among_the_active_all_day()
    {
        var user = Some.User("u1", "a@x");
        await Add(user);
        _store.RefuseUpdates("active_since ON users", "moved");

        var later = user with { LastActivityAt = Some.At.AddDays(2).AddHours(1) };
        await Change(user, later);
        Find(UserKey.OfId("u1")).Should().Be(later);

        var nextDay = later with { ActiveSince = later.LastActivityAt };
        await FluentActions.Awaiting(() => Change(later, nextDay))
            .Should().ThrowAsync<DbException>().WithMessage("*moved*");
        _store.AllowUpdates("users");
        await Change(later, nextDay);
        Find(UserKey.OfId("u1")).Should().Be(nextDay);
    }

    [Theory]
    [InlineData(-1, 0, 0, 0)]
    [InlineData(0, -1, 0, 0)]
    [InlineData(0, 0, -1, 0)]
    [InlineData(0, 0, 0, -1)]
    public async Task Only_debt_brings_a_total_below_nothing(
        long available, long pending, long redeemed, long debt)
    {
        var balance = new Balance(available, pending, redeemed, debt);
        var user = Some.User("u1", "a@x") with { Balance = balance };

        await FluentActions.Awaiting(() => Add(user))
            .Should().ThrowAsync<DbException>().WithMessage("*CHECK*");
    }

    private IEnumerable<string> Ids(Func<Users, Page<User>> list) =>
        _store.Read(session => list(session.Users)).Items.Select(user => user.Id);

    private async Task Add(params User[] users)
    {
        await _store.Write(session =>
        {
            session.Partners.Add(Some.Partner, "hash");
            session.Partners.Add(Some.Partner with { Id = "p2" }, "hash");
            session.Levels.Add(Some.Program, Some.Level);
            session.Levels.Add(Some.Program, Some.Level with { Id = "l2", LevelId = "silver" });
            foreach (var user in users)
            {
                session.Users.Add(Some.Program, user);
            }
        });
    }

    private static User InLevels(User user) => user with
    {
        Standing = user.Standing with { PeriodLevelId = "silver", LifetimeLevelId = "gold" },
    };

    private Task Change(User before, User after) =>
        _store.Write(session => session.Users.Change(Some.Program, before, after));

    private User? Find(UserKey key) =>
        _store.Read(session => session.Users.Find(Some.Program, key));

    /// <summary>Nulls, empty texts and zeros, and much of it as it was before.</summary>
    private static User Mixed(User user, Random random) => user with
    {
        FirstName = random.GetItems(["", "Jane", "J\u00E9"], 1)[0],
        ProfileImageUrl = random.GetItems([null, "", "img"], 1)[0],
        NextDueAt = random.Next(2) == 0 ? null : Some.At,
        LastAward = random.Next(2) == 0 ? null : new(Some.At, random.Next(1, 3), "Visit"),
        Balance = new(random.Next(2), random.Next(2), 0, 0),
    };
}
