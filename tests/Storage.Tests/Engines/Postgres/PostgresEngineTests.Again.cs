using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Postgres;

/// <summary>
/// What fails for a fault of the moment is done again, and is done once, however often it is tried.
/// </summary>
public sealed class PostgresEngineAgainTests : IDisposable
{
    private const string Deadlock = "40P01";
    private const string DiskFull = "53100";
    private const string SerializationFailure = "40001";

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [ServerFact]
    public Task What_others_were_in_the_way_of_is_done_again_once() =>
        IsDoneOnce(SerializationFailure);

    [ServerFact]
    public Task The_victim_of_a_deadlock_is_done_again_once() => IsDoneOnce(Deadlock);

    [ServerFact]
    public async Task Where_others_are_in_the_way_for_ever_it_is_refused()
    {
        await _store.Begin();
        Fail(SerializationFailure, times: 1000);

        var outcome = await Award("t1");

        outcome.Granted(out _, out var refused).Should().BeFalse();
        refused!.Reason.Should().Be(Refusal.ServerBusy);
        Tries().Should().Be(1 + 6, "it is tried six times, and before that in its group");
        Lines().Should().BeEmpty();
        _store.Run("DROP TRIGGER failing ON transactions");
        (await Award("t2")).Granted(out _, out _).Should().BeTrue();
        Lines().Should().Equal("1 t2");
    }

    [ServerFact]
    public async Task A_full_disk_refuses_writes_until_there_is_room()
    {
        await _store.Begin();
        Fail(DiskFull, times: 1); // The driver gives up the connection, so it is asked once.

        var full = await Award("t1");

        full.Granted(out _, out var refused).Should().BeFalse();
        refused!.Reason.Should().Be(Refusal.ServerBusy);
        _store.Database.Trouble.Should().NotBeNull();
        (await Award("t2")).Granted(out _, out _).Should().BeTrue();
        _store.Database.Trouble.Should().BeNull();
        Lines().Should().Equal("1 t2");
    }

    [ServerFact]
    public async Task An_act_whose_connection_goes_halfway_is_done_again_once()
    {
        await _store.Begin();
        var times = 0;

        var outcome = await _store.Database.Write<int>(session =>
        {
            session.Add(Some.Award("t1", "u1"));
            _ = session.Transactions.Find(Some.Program, "t1");
            if (++times == 1)
            {
                Terminate();
            }

            session.Add(Some.Award("t2", "u1"));
            return times;
        });

        outcome.Granted(out var granted, out _).Should().BeTrue();
        granted.Should().BeGreaterThan(1);
        Lines().Should().Equal("1 t1", "2 t2");
    }

    [ServerFact]
    public async Task A_commit_whose_connection_the_server_ends_is_done_again_once()
    {
        await _store.Begin();
        _store.Run(
            """
            CREATE SEQUENCE tries;
            CREATE FUNCTION fail() RETURNS TRIGGER LANGUAGE plpgsql AS $$
            BEGIN
                IF NEXTVAL('tries') = 1 THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    PERFORM pg_sleep(5);
                END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER failing AFTER INSERT ON transactions
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()
            """);

        (await Award("t1")).Granted(out _, out _).Should().BeTrue();

        Tries().Should().Be(2);
        Lines().Should().Equal("1 t1");
    }

    private async Task IsDoneOnce(string fault)
    {
        await _store.Begin();
        Fail(fault, times: 5);

        (await Award("t1")).Granted(out _, out _).Should().BeTrue();

        Tries().Should().Be(6);
        (await Award("t2")).Granted(out _, out _).Should().BeTrue();
        Lines().Should().Equal("1 t1", "2 t2");
    }

    private Task<Outcome<string>> Award(string id) => _store.Database.Write<string>(session =>
    {
        _ = session.Partners.Find(Some.Program);
        session.Add(Some.Award(id, "u1"));
        return id;
    });

    /// <summary>So many times a new line fails; a sequence counts what is undone as well.</summary>
    private void Fail(string fault, int times) => _store.Run(
        $"""
        CREATE SEQUENCE tries;
        CREATE FUNCTION fail() RETURNS TRIGGER LANGUAGE plpgsql AS $$
        BEGIN
            IF NEXTVAL('tries') <= {times} THEN
                RAISE EXCEPTION 'failing' USING ERRCODE = '{fault}';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER failing BEFORE INSERT ON transactions
        FOR EACH ROW EXECUTE FUNCTION fail()
        """);

    private void Terminate() => _store.Run(
        """
        SELECT pg_terminate_backend(pid, 5000)
        FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'idle in transaction'
        """);

    private long Tries() => _store.Rows<long>("SELECT last_value FROM tries")[0];

    private IReadOnlyList<string> Lines() => _store.Rows<string>(
        "SELECT number || ' ' || id FROM transactions ORDER BY number");
}
