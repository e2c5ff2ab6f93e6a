using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>One transaction's view of the tables.</summary>
public sealed class Session : IDisposable
{
    private readonly Connection _connection;

    private long _changesBefore;

    // Each statement is a constant, so there are only as many as the code has.
    private readonly Dictionary<string, Statement> _statements = new(
        ReferenceEqualityComparer.Instance);

    internal Session(Connection connection)
    {
        _connection = connection;
        Catalogues = new(this);
        Partners = new(this);
        Users = new(this);
        Activities = new(this);
        Transactions = new(this);
        Histories = new(this);
        NumberedLines = new(this);
        Tallies = new(this);
        Lots = new(this);
        Redemptions = new(this);
        Coupons = new(this);
        Levels = new(this);
        Returns = new(this);
        Entries = new(this);
        Dues = new(this);
        Ledger = new(this);
        Replays = new(this);
    }

    public Partners Partners { get; }

    public Users Users { get; }

    public Activities Activities { get; }

    public Transactions Transactions { get; }

    public Histories Histories { get; }

    public NumberedLines NumberedLines { get; }

    public Tallies Tallies { get; }

    public Lots Lots { get; }

    public Redemptions Redemptions { get; }

    public Coupons Coupons { get; }

    public Levels Levels { get; }

    public Returns Returns { get; }

    public Entries Entries { get; }

    public Dues Dues { get; }

    public Ledger Ledger { get; }

    public Replays Replays { get; }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    internal Connection Connection => _connection;

    internal Catalogues Catalogues { get; }

    /// <summary>Whether the act that has begun has changed a row.</summary>
    internal bool IsActChanging => _connection.Changes != _changesBefore;

    /// <summary>Whether the engine has undone the transaction by itself, for a fault.</summary>
    internal bool HasLostTransaction => _connection.IsOutsideTransaction;

    /// <summary>Begins a transaction.</summary>
    internal void Begin()
    {
        Run(_connection.BeginWords);
        Catalogues.Begin();
        Transactions.Begin();
    }

    /// <summary>Begins one that keeps out every other which begins so, of any process.</summary>
    internal void BeginAlone()
    {
        Begin();
        KeepOthersOut();
    }

    /// <summary>Keeps every transaction out that does so as well, up to the end of this.</summary>
    internal void KeepOthersOut() => _connection.KeepOthersOut();

    /// <summary>Begins an act within a transaction.</summary>
    internal void BeginAct()
    {
        Catalogues.BeginAct();
        _changesBefore = _connection.Changes;
    }

    /// <summary>Reads one state of the database.</summary>
    internal T Look<T>(Func<Session, T> look)
    {
        Begin();
        var seen = look(this);
        Run(Words.Keep);
        _connection.Flush();
        return seen;
    }

    /// <summary>Keeps the transaction.</summary>
    /// <param name="announced">Whether others are to hear that a catalogue has changed.</param>
    internal void Keep(bool announced = false)
    {
        Tallies.Keep();
        if (announced)
        {
            _connection.Announce();
        }

        _connection.Commit(Statement(Words.Keep));
    }

    /// <summary>Whether nothing more can be done before something has been undone.</summary>
    internal bool IsStuck => _connection.IsStuck;

    /// <summary>Does whatever was put off, so that what it fails of is known.</summary>
    internal void Flush() => _connection.Flush();

    /// <summary>Begins a part of the transaction, which can be undone alone.</summary>
    internal void BeginPart()
    {
        Tallies.Keep();
        Run(Words.BeginPart);
        _connection.Flush();
    }

    /// <summary>Ends the part of the transaction that has begun last.</summary>
    internal void KeepPart()
    {
        Run(Words.KeepPart);
        _connection.Flush();
    }

    /// <summary>Undoes the transaction, where the engine has not done so already.</summary>
    internal void UndoAll()
    {
        Catalogues.Undo();
        Transactions.Undo();
        if (!HasLostTransaction)
        {
            _connection.Run(Words.Undo);
        }
    }

    /// <summary>Undoes the part of the transaction that has begun last.</summary>
    internal void UndoPart()
    {
        Catalogues.Undo();
        Transactions.Undo();
        _connection.Run(Words.UndoPart);
    }

    /// <summary>Runs a text of several statements, once.</summary>
    internal void RunScript(string sql) => _connection.Run(sql);

    /// <summary>Runs a statement, which may wait for the next that has an answer.</summary>
    internal void Run(string sql, params object[] parameters) => Statement(sql).Run(parameters);

    /// <summary>Runs a statement and counts the rows that it changed.</summary>
    internal int RunCounted(string sql, params object[] parameters) =>
        Statement(sql).RunCounted(parameters);

    /// <summary>
    /// A statement that finds a program, so that nobody else writes to that before this transaction
    /// ends, where it is one that writes.
    /// </summary>
    internal string Holding(string sql) => _connection.Holding(sql);

    /// <summary>Says of which program the transaction is; the first one counts.</summary>
    internal void Hold(long program) => _connection.Hold(program);

    /// <summary>The first row's only column, null when there is no row.</summary>
    internal T? Value<T>(string sql, params object[] parameters) =>
        Rows<T?>(sql, parameters).FirstOrDefault();

    internal IEnumerable<T> Rows<T>(string sql, params object[] parameters) =>
        Rows(sql, RowShape<T>.Whole, parameters);

    /// <summary>Rows of several records each. Read no further than the caller goes.</summary>
    internal IEnumerable<T> Rows<T>(string sql, RowShape<T> shape, params object[] parameters) =>
        Statement(sql).Rows(shape, parameters);

    /// <summary>The first row, null when there is none; no thread waits for it.</summary>
    internal ValueTask<T?> First<T>(string sql, RowShape<T> shape, params object[] parameters)
        where T : class => Statement(sql).First(shape, parameters);

    private Statement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements[sql] = statement = _connection.Prepare(sql);
        }

        return statement;
    }
}
