using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>A database of its own, and a look into its tables past the database.</summary>
public sealed class Store : IDisposable
{
    private readonly OwnPlace _place = new();
    private Database? _database;

    public DatabasePlace Place => _place.Place;

    public string ConnectionString => Place.ConnectionString;

    /// <summary>Opened, and brought up to date, when it is first asked for.</summary>
    public Database Database => _database ??= Database.Open(Place, Writing);

    /// <summary>How its writes are grouped.</summary>
    public Writing Writing { get; init; } = new();

    /// <summary>How long the write-ahead log is.</summary>
    public long LogBytes => new FileInfo(_place.File("loyalty.db-wal")).Length;

    /// <summary>How long the file itself is.</summary>
    public long Bytes => new FileInfo(_place.File("loyalty.db")).Length;

    /// <summary>Runs work that must be granted.</summary>
    public async Task Write(Action<Session> work)
    {
        var outcome = await Database.Write<bool>(session =>
        {
            work(session);
            return true;
        });
        _ = outcome.Granted(out _, out _);
    }

    public T Read<T>(Func<Session, T> look) => Database.Read(look);

    /// <summary>What a statement says on the session's own connection.</summary>
    public static T Value<T>(Session session, string sql) =>
        (T)typeof(Session)
            .GetMethod("Value", BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(typeof(T))
            .Invoke(session, [sql, Array.Empty<object>()])!;

    public void Close()
    {
        _database?.Dispose();
        _database = null;
    }

    /// <summary>Runs a statement on a connection of its own.</summary>
    public int Run(string sql)
    {
        using var own = _place.Connect();
        return own.Execute(sql);
    }

    /// <summary>Runs a statement that the triggers would refuse.</summary>
    public int Corrupt(string sql)
    {
        using var own = _place.Connect();
        OwnPlace.SwitchTriggers(own, isOn: false);
        return own.Execute(sql);
    }

    /// <summary>Runs statements as the writer's connection would, and undoes them.</summary>
    /// <param name="before">What the triggers would refuse; null for nothing.</param>
    /// <param name="statements">In their order.</param>
    /// <returns>How many rows the last one changed.</returns>
    public int Try(string? before, params IEnumerable<string> statements)
    {
        using var own = _place.Connect();
        if (own is SqliteConnection)
        {
            own.Execute("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON");
        }

        using var undone = own.BeginTransaction();
        if (before is not null)
        {
            OwnPlace.SwitchTriggers(own, isOn: false);
            own.Execute(before);
            OwnPlace.SwitchTriggers(own, isOn: true);
        }

        return statements.ToList().ConvertAll(sql => own.Execute(sql))[^1];
    }

    /// <summary>Refuses every statement that sets a column.</summary>
    /// <param name="column">The column, ON, and its table.</param>
    /// <param name="reason">What is said then.</param>
    public void RefuseUpdates(string column, string reason) => Run(OwnPlace.IsServer
        ? $"""
        CREATE TRIGGER refused BEFORE UPDATE OF {column} FOR EACH ROW
        EXECUTE FUNCTION refuse_change('{reason}')
        """
        : $"""
        CREATE TRIGGER refused BEFORE UPDATE OF {column}
        BEGIN SELECT RAISE(ABORT, '{reason}'); END
        """);

    /// <summary>Ends that.</summary>
    public void AllowUpdates(string table) =>
        Run($"DROP TRIGGER refused{(OwnPlace.IsServer ? $" ON {table}" : "")}");

    public IReadOnlyList<string> Columns(string table) => Rows<string>(OwnPlace.IsServer
        ? $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'"
        : $"SELECT name FROM pragma_table_info('{table}')");

    public IReadOnlyList<T> Rows<T>(string sql)
    {
        using var own = _place.Connect();
        return own.Query<T>(sql).ToList();
    }

    /// <summary>The steps in which a statement of a table's file would be carried out.</summary>
    public IReadOnlyList<string> Plan(Type table, string statement)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static;
        var sql = (string)table.GetField(statement, Hidden)!.GetRawConstantValue()!;
        var parameters = new DynamicParameters();
        foreach (Match parameter in Regex.Matches(sql, @"@\w+"))
        {
            parameters.Add(parameter.Value, 1);
        }

        using var file = new SqliteConnection(ConnectionString);
        return [.. file.Query<(long, long, long, string Step)>(
            $"EXPLAIN QUERY PLAN {sql}", parameters).Select(row => row.Step)];
    }

    /// <summary>The file and its log as they lie there now, opened by another server.</summary>
    public Store CopyAsIfKilled()
    {
        var copy = new Store { Writing = Writing };
        foreach (var name in (string[])["loyalty.db", "loyalty.db-wal"])
        {
            File.Copy(_place.File(name), copy._place.File(name));
        }

        return copy;
    }

    /// <summary>The file is elsewhere until the answer is disposed.</summary>
    public IDisposable TakeAway() => new Elsewhere(_place.File("loyalty.db"));

    public void Dispose()
    {
        Close();
        _place.Dispose();
    }

    /// <summary>A file that is called otherwise for a while.</summary>
    private sealed class Elsewhere : IDisposable
    {
        private readonly string _file;

        public Elsewhere(string file)
        {
            _file = file;
            File.Move(file, file + ".away");
        }

        public void Dispose() => File.Move(_file + ".away", _file);
    }
}
