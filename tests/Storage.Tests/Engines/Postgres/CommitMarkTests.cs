using FluentAssertions;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Postgres;

/// <summary>
/// What becomes of a commit of which nothing is heard: it is answered as kept where it was, and
/// else it is done again.
/// </summary>
public sealed class CommitMarkTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [ServerFact]
    public Task A_commit_that_was_kept_unheard_is_answered_and_not_done_again() =>
        IsDoneOnce(wire => wire.CutAfterCommit(), Award, isAgain: false);

    [ServerFact]
    public Task A_commit_that_is_answered_too_late_is_not_done_again() =>
        IsDoneOnce(wire => wire.AnswerLate(), Award, isAgain: false);

    [ServerFact]
    public Task A_commit_that_was_never_heard_of_is_done_again() =>
        IsDoneOnce(wire => wire.CutBeforeCommit(), Award, isAgain: true);

    [ServerFact]
    public Task The_same_holds_of_a_new_program() =>
        IsDoneOnce(wire => wire.CutAfterCommit(), Create, isAgain: false);

    [ServerFact]
    public Task The_same_holds_of_a_new_program_that_was_never_heard_of() =>
        IsDoneOnce(wire => wire.CutBeforeCommit(), Create, isAgain: true);

    [ServerFact]
    public Task The_same_holds_of_a_key_that_is_changed() =>
        IsDoneOnce(wire => wire.CutAfterCommit(), ChangeKey, isAgain: false);

    private async Task IsDoneOnce(Action<Wire> cut, Action<Session> act, bool isAgain)
    {
        await _store.Begin();
        using var wire = new Wire(_store.Place);
        using var database = Database.Open(wire.Place);
        var times = 0;

        var outcome = await database.Write<bool>(session =>
        {
            act(session);
            if (++times == 1)
            {
                cut(wire);
            }

            return true;
        });

        outcome.Granted(out _, out _).Should().BeTrue();
        times.Should().Be(isAgain ? 2 : 1);
        await _store.Write(session => session.Add(Some.Award("t9", "u1")));
        _store.Rows<string>("SELECT number || ' ' || id FROM transactions ORDER BY number")
            .Should().Equal(act == Award ? ["1 t1", "2 t9"] : ["1 t9"]);
        _store.Rows<string>("SELECT id FROM partners ORDER BY number")
            .Should().Equal(act == Create ? ["p1", "p2", "p3"] : ["p1", "p2"]);
        _store.Rows<string>("SELECT key_hash FROM partners WHERE number = 1")
            .Should().Equal(act == ChangeKey ? "new" : "hash");
    }

    private static void Award(Session session)
    {
        _ = session.Partners.Find(Some.Program);
        session.Add(Some.Award("t1", "u1"));
    }

    private static void Create(Session session) =>
        session.Partners.Add(Some.Partner with { Id = "p3" }, "hash");

    private static void ChangeKey(Session session) =>
        session.Partners.ChangeKey(Some.Program, "new");
}
