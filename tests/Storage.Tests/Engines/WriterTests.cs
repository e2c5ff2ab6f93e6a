using System.Data.Common;
using System.Reflection;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using SQLitePCL;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests.Engines;

/// <summary>Acts that wait are kept by one commit, and each is undone alone.</summary>
public sealed class WriterTests : IDisposable
{
    // However slow the machine is, what has queued up is one group.
    private readonly Store _store = new()
    {
        Writing = new(MostQueued: 4) { MostTime = TimeSpan.FromMinutes(1) },
    };

    private readonly Store _apart = new() { Writing = new(MostActs: 1) };
    private readonly Store _crowded = new();

    public void Dispose()
    {
        _crowded.Dispose();
        _store.Dispose();
        _apart.Dispose();
    }

    [Fact]
    public async Task What_has_queued_up_is_kept_by_one_commit()
    {
        var (own, others) = await LookFromTheSecondAct(_store);

        own.Should().Equal("first", "second");
        others.Should().BeEmpty("nothing of the group is committed yet");
        Names(_store).Should().Equal("first", "second");
    }

    [Fact]
    public async Task Without_groups_each_act_has_a_commit_of_its_own()
    {
        var (own, others) = await LookFromTheSecondAct(_apart);

        own.Should().Equal("first", "second");
        others.Should().Equal("first");
    }

    [Fact]
    public async Task Of_a_crowd_one_half_is_answered_while_the_other_is_written()
    {
        const int Crowd = 100;
        var answered = 0;
        var names = Enumerable.Range(0, Crowd).Select(i => $"{i}");

        await Queue(_crowded, [.. names.Select(Act)]);

        answered.Should().BeGreaterThan(Crowd / 4, "when the last of them is written");
        Names(_crowded).Should().HaveCount(Crowd);

        Func<Session, Outcome<string>> Act(string name) => session =>
        {
            answered = Names(_crowded).Count;
            return Add(session, name);
        };
    }

    [Fact]
    public async Task What_is_refused_or_throws_is_undone_alone()
    {
        var acts = await Queue(
            _store,
            session => Add(session, "kept"),
            session => Add(session, "refused") is { } ? Refusal.InvalidUser : "",
            session => throw new InvalidOperationException(Add(session, "thrown")),
            session => Add(session, "kept, too"));

        Names(_store).Should().Equal("kept", "kept, too");
        (await acts[0]).Granted(out var answer, out _).Should().BeTrue();
        answer.Should().Be("kept");
        (await acts[1]).Granted(out _, out var refused).Should().BeFalse();
        refused!.Reason.Should().Be(Refusal.InvalidUser);
        await acts[2].Awaiting(act => act).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("thrown");
    }

    [Fact]
    public async Task A_catalogue_that_was_read_of_an_undone_change_is_forgotten()
    {
        await _store.Write(session => Add(session, "before"));

        var acts = await Queue(
            _store,
            session => Rename(session, "undone"),
            session =>
            {
                Rename(session, "undone, too");
                return session.Partners.Find("before")!.Name == "" ? "" : Refusal.InvalidUser;
            },
            session => session.Partners.Find("before")!.Name);

        (await acts[2]).Granted(out var name, out _).Should().BeTrue();
        name.Should().Be("undone", "the first rename is kept, and the second is not");
    }

    [Fact]
    public async Task An_act_sees_what_another_of_its_group_has_changed_of_the_catalogue()
    {
        await _store.Write(session => Add(session, "before"));

        var acts = await Queue(
            _store,
            session => session.Partners.Find(1)!.Name,
            session =>
            {
                session.Partners.Change(session.Partners.Find(1)! with { Name = "after" });
                return "";
            },
            session => session.Partners.Find(1)!.Name);

        (await acts[2]).Granted(out var name, out _).Should().BeTrue();
        name.Should().Be("after");
    }

    [Fact]
    public async Task What_is_undone_of_a_group_is_neither_numbered_nor_counted()
    {
        await _store.Begin();

        await Queue(
            _store,
            session => Award(session, "t1"),
            session => Award(session, "undone") is { } ? Refusal.InvalidUser : "",
            session => Award(session, "t2"));

        _store.Rows<string>("SELECT number || ' ' || id FROM transactions ORDER BY number")
            .Should().Equal("1 t1", "2 t2");
        _store.Rows<long>("SELECT count FROM tallies").Should().Equal(2, 2);
    }

    [Fact]
    public async Task When_too_many_wait_a_further_one_is_refused_at_once()
    {
        using var gate = new Gate(_store);
        await gate.Entered;
        var waiting = Enumerable.Range(0, 4)
            .Select(i => _store.Database.Write<string>(session => Add(session, $"{i}")))
            .ToList();

        var refused = _store.Database.Write<string>(session => Add(session, "too many"));
        var patient = _store.Database.WriteWhenFree<string>(session => Add(session, "patient"));

        refused.IsCompleted.Should().BeTrue();
        (await refused).Granted(out _, out var reason).Should().BeFalse();
        reason!.Reason.Should().Be(Refusal.ServerBusy);
        gate.Open();
        await Task.WhenAll([.. waiting, patient]);
        Names(_store).Should().Equal("0", "1", "2", "3", "patient");
    }

    [Fact]
    public async Task What_is_cancelled_while_it_waits_is_dropped()
    {
        using var cancelled = new CancellationTokenSource();
        using var gate = new Gate(_store);
        await gate.Entered;
        var act = _store.Database.Write<string>(session => Add(session, "p"), cancelled.Token);

        await cancelled.CancelAsync();
        gate.Open();

        await act.Awaiting(one => one).Should().ThrowAsync<OperationCanceledException>();
        Names(_store).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_cancelled_after_it_began_is_completed()
    {
        using var cancelled = new CancellationTokenSource();

        var outcome = await _store.Database.Write<string>(
            session =>
            {
                cancelled.Cancel();
                return Add(session, "p");
            },
            cancelled.Token);

        outcome.Granted(out _, out _).Should().BeTrue();
        Names(_store).Should().Equal("p");
    }

    [Fact]
    public async Task A_commit_that_fails_fails_every_act_of_it_and_no_later_one()
    {
        var acts = await Queue(
            _store,
            session => Add(session, "with it"),
            session =>
            {
                BreakAtCommit(session);
                return "";
            });

        foreach (var act in acts)
        {
            await act.Awaiting(one => one).Should().ThrowAsync<DbException>();
        }

        Names(_store).Should().BeEmpty();
        await _store.Write(session => Add(session, "after it"));
        Names(_store).Should().Equal("after it");
    }

    [FileTheory]
    [InlineData("ROLLBACK", false)]
    [InlineData("COMMIT", true)]
    public async Task After_an_end_that_fails_nobody_knows_and_another_connection_goes_on(
        string end, bool isGranted)
    {
        var acts = await Queue(
            _store,
            session => Refuse(session, end),
            _ => isGranted ? "granted" : Refusal.InvalidUser);

        foreach (var act in acts)
        {
            await act.Awaiting(one => one).Should().ThrowAsync<DbException>()
                .WithMessage("*not authorized*");
        }

        _store.Database.Trouble.Should().NotBeNull();
        _store.Database.Lost.IsCompleted.Should().BeFalse();
        await _store.Write(session => Add(session, "after it"));
        Names(_store).Should().Equal("after it");
        _store.Database.Trouble.Should().BeNull();
    }

    [FileFact]
    public async Task A_part_that_cannot_be_undone_alone_fails_all_of_its_group()
    {
        var acts = await Queue(
            _store,
            session => Add(session, "with it"),
            session =>
            {
                RefusePart(session);
                return Add(session, "refused") is { } ? Refusal.InvalidUser : "";
            });

        foreach (var act in acts)
        {
            await act.Awaiting(one => one).Should().ThrowAsync<DbException>();
        }

        await _store.Write(session => Add(session, "after it"));
        Names(_store).Should().Equal("after it");
    }

    [FileFact]
    public async Task Where_no_other_connection_can_be_had_the_writer_is_lost()
    {
        await _store.Write(session => Add(session, "before"));
        await Queue(_store, session => Refuse(session, "ROLLBACK"));
        using (_store.TakeAway())
        {
            var write = _store.Database.Write<string>(session => Add(session, "nowhere"));

            await write.Awaiting(one => one).Should().ThrowAsync<DbException>();
            var lost = await _store.Database.Lost.WaitAsync(TimeSpan.FromMinutes(1));
            lost.Message.Should().Contain("unable to open");
        }

        Names(_store).Should().Equal("before");
    }

    [FileFact]
    public async Task The_log_stays_bounded_while_writes_go_on()
    {
        await _store.Write(session => Add(session, "0"));
        for (var i = 1; i <= 40; i++)
        {
            await _store.Write(session => Fill(session, i));
        }

        _store.LogBytes.Should().BeLessThan(
            _store.Bytes * 3 / 5, "it was brought into the file on the way");
    }

    [FileFact]
    public async Task A_full_disk_refuses_writes_until_there_is_room()
    {
        await _store.Write(session => Add(session, "before"));
        await _store.Write(session => Run(session, "PRAGMA max_page_count = 1"));

        var full = await _store.Database.Write<string>(session =>
        {
            Add(session, "small");
            Fill(session, 1);
            return "";
        });

        full.Granted(out _, out var refused).Should().BeFalse();
        refused!.Reason.Should().Be(Refusal.ServerBusy);
        _store.Database.Trouble!.Message.Should().Contain("full");
        Names(_store).Should().Equal("before");

        await _store.Write(session => Run(session, "PRAGMA max_page_count = 1000000"));
        await _store.Write(session => Add(session, "after"));
        _store.Database.Trouble.Should().BeNull();
        Names(_store).Should().Equal("after", "before");
    }

    /// <summary>
    /// Queues acts while the writer is busy, so that they become one group, and lets it go on.
    /// </summary>
    private static async Task<List<Task<Outcome<string>>>> Queue(
        Store store, params Func<Session, Outcome<string>>[] acts)
    {
        using var gate = new Gate(store);
        await gate.Entered;
        var queued = acts.Select(act => store.Database.Write(act)).ToList();
        gate.Open();
        foreach (var act in queued)
        {
            await ((Task)act).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return queued;
    }

    /// <summary>What an act sees after another of its group, and what a reader sees then.</summary>
    private static async Task<(List<string> Own, List<string> Others)> LookFromTheSecondAct(
        Store store)
    {
        var seen = (Own: new List<string>(), Others: new List<string>());
        await Queue(
            store,
            session => Add(session, "first"),
            session =>
            {
                var name = Add(session, "second");
                seen = (Names(session), Names(store));
                return name;
            });
        return seen;
    }

    private static string Add(Session session, string name)
    {
        session.Partners.Add(Some.Partner with { Id = name, Name = name }, "hash");
        return name;
    }

    private static string Award(Session session, string id)
    {
        session.Add(Some.Award(id, "u1"));
        return id;
    }

    private static string Rename(Session session, string name)
    {
        session.Partners.Change(session.Partners.Find("before")! with { Name = name });
        return session.Partners.Find("before")!.Name;
    }

    private static void Fill(Session session, int number)
    {
        for (var i = 0; i < 20_000; i++)
        {
            session.Partners.Add(Some.Partner with { Id = $"{number}-{i}" }, new string('x', 200));
        }
    }

    private static void Run(Session session, string sql) => typeof(Session)
        .GetMethod("RunScript", BindingFlags.NonPublic | BindingFlags.Instance)!
        .Invoke(session, [sql]);

    /// <summary>Writes what is refused only when it is to be kept.</summary>
    private static void BreakAtCommit(Session session)
    {
        if (OwnPlace.IsServer)
        {
            Run(
                session,
                """
                CREATE CONSTRAINT TRIGGER refused AFTER INSERT ON partners
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                EXECUTE FUNCTION refuse_change('too late')
                """);
            Add(session, "refused");
        }
        else
        {
            Run(session, "PRAGMA defer_foreign_keys = ON");
            session.Levels.Add(99, Some.Level);
        }
    }

    /// <summary>From now on the engine refuses to end a transaction in this way.</summary>
    private static Outcome<string> Refuse(Session session, string end)
    {
        Deny(session, raw.SQLITE_TRANSACTION, end);
        return Refusal.InvalidUser;
    }

    /// <summary>From now on the engine refuses to undo a part of a transaction.</summary>
    private static void RefusePart(Session session) =>
        Deny(session, raw.SQLITE_SAVEPOINT, "ROLLBACK");

    private static void Deny(Session session, int action, string what) =>
        raw.sqlite3_set_authorizer(
            Handle(session),
            (_, asked, first, _, _, _) => asked == action && first == what
                ? raw.SQLITE_DENY
                : raw.SQLITE_OK,
            null!);

    /// <summary>The engine's own handle of the connection that a session works on.</summary>
    private static sqlite3 Handle(Session session)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;
        var connection = typeof(Session).GetProperty("Connection", Hidden)!.GetValue(session)!;
        return (sqlite3)connection.GetType().GetProperty("Handle", Hidden)!.GetValue(connection)!;
    }

    private static List<string> Names(Session session) =>
        [.. session.Partners.List().Select(partner => partner.Name)];

    private static List<string> Names(Store store) => store.Read(Names);

    /// <summary>Keeps the writer busy until it is opened.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly TaskCompletionSource _entered =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly ManualResetEventSlim _open = new();

        public Gate(Store store) => _ = store.Database.Write<bool>(_ =>
        {
            _entered.TrySetResult();
            _open.Wait();
            return Refusal.InvalidUser;
        });

        public Task Entered => _entered.Task;

        public void Open() => _open.Set();

        public void Dispose() => _open.Set();
    }
}
