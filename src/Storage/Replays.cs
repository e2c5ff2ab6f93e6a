namespace ShopSocially.Loyalty.Storage;

/// <summary>What a call was answered that may be answered so again.</summary>
/// <param name="Key">What the client calls the call by.</param>
/// <param name="Fingerprint">Tells whether another call is the same.</param>
/// <param name="Answer">The answer's text.</param>
/// <param name="MadeAt">When it was given, by the system's clock.</param>
public sealed record Replay(
    string Key, string Fingerprint, string Answer, DateTimeOffset MadeAt);

/// <summary>The table of answers to calls with a key, of one program at a time.</summary>
public sealed class Replays
{
    private readonly Session _session;

    internal Replays(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO replays (program, key, fingerprint, answer, made_at)
        VALUES (@Program, @Key, @Fingerprint, @Answer, @MadeAt)
        ON CONFLICT (program, key)
        DO NOTHING
        """;

    /// <returns>False when there is one of that key.</returns>
    public bool Add(long program, Replay replay) =>
        _session.RunCounted(AddSql, replay, new { Program = program }) == 1;

    private const string FindSql =
        """
        SELECT key, fingerprint, answer, made_at
        FROM replays
        WHERE program = @Program AND key = @Key
        """;

    public Replay? Find(long program, string key) =>
        _session.Rows<Replay>(FindSql, new { Program = program, Key = key }).FirstOrDefault();

    private const string FindMadeAtSql =
        """
        SELECT made_at
        FROM replays
        WHERE program = @Program AND made_at > @After
        ORDER BY made_at, key
        LIMIT 1 OFFSET @Skipped
        """;

    private const string ListBetweenSql =
        """
        SELECT key, fingerprint, answer, made_at
        FROM replays
        WHERE program = @Program AND made_at > @After AND made_at <= @Until
        ORDER BY made_at, key
        LIMIT 10000000
        """;

    /// <summary>
    /// Answers that were given after an instant, oldest first and then by their keys: so many, and
    /// those of the same millisecond as the last. A client has made up the keys, and engines differ
    /// in how they order texts, so that those are ordered here.
    /// </summary>
    public IReadOnlyList<Replay> ListAfter(long program, DateTimeOffset after, int count)
    {
        var from = new { Program = program, After = after };
        var until = _session.Value<DateTimeOffset?>(
            FindMadeAtSql, from, new { Skipped = count - 1 });
        return
        [
            .. _session.Rows<Replay>(
                ListBetweenSql, from, new { Until = until ?? DateTimeOffset.MaxValue })
                .OrderBy(replay => replay.MadeAt)
                .ThenBy(replay => replay.Key, StringComparer.Ordinal),
        ];
    }

    private const string ForgetSql =
        """
        DELETE FROM replays
        WHERE program = @Program AND key IN (
            SELECT key
            FROM replays
            WHERE program = @Program AND made_at < @Until
            ORDER BY made_at, key
            LIMIT @Count)
        """;

    /// <summary>Forgets the oldest of those made before an instant; how many it has.</summary>
    public int Forget(long program, DateTimeOffset until, int count) =>
        _session.RunCounted(ForgetSql, new { Program = program, Until = until, Count = count });

    private const string ClearSql =
        """
        DELETE FROM replays
        WHERE program = @Program
        """;

    public void Clear(long program) => _session.Run(ClearSql, new { Program = program });
}
