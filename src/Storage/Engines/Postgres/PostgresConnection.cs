using System.Data;
using Npgsql;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>
/// An open connection to the server. What has no answer that somebody waits for goes along with the
/// next statement that has one: each way to the server and back takes longer than most statements.
/// </summary>
internal sealed class PostgresConnection : Connection
{
    /// <summary>Each statement sees what others have committed before it.</summary>
    public const string BeginWriting = "BEGIN";

    /// <summary>All reads up to the end see one state of the database.</summary>
    private const string BeginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <summary>A number that stands for all migrations.</summary>
    private const string KeepOthersOutSql = "SELECT pg_advisory_xact_lock(7316920181)";

    private const string HoldingWords = "\nFOR NO KEY UPDATE";

    private const int MostWaiting = 100;

    private readonly NpgsqlConnection _server;
    private readonly (PostgresEngine Engine, string Name)? _writer;
    private readonly List<NpgsqlBatchCommand> _waiting = [];
    private readonly Dictionary<string, string> _holding = new(ReferenceEqualityComparer.Instance);

    private long _changes;
    private bool _isStuck;
    private bool _isCommitting;
    private long? _program;

    /// <param name="server">Open; disposed of with this.</param>
    /// <param name="beginWords">How its transactions begin.</param>
    /// <param name="writer">The process that writes by it; null where it only reads.</param>
    public PostgresConnection(
        NpgsqlConnection server,
        string beginWords = BeginReading,
        (PostgresEngine Engine, string Name)? writer = null) =>
        (_server, BeginWords, _writer) = (server, beginWords, writer);

    public override string BeginWords { get; }

    public override long Changes => _changes;

    public override bool IsOutsideTransaction => _server.State != ConnectionState.Open;

    public override bool IsStuck => _isStuck && !IsOutsideTransaction;

    public override bool IsCommitUnknown => _isCommitting;

    /// <summary>The mark of the commit that was begun last; null where it has none.</summary>
    public CommitMark? Mark { get; private set; }

    /// <summary>Those that ask together; null when each asks by itself.</summary>
    public Questions? Together { get; private set; }

    /// <exception cref="NpgsqlException">It cannot be reached, or does not let us in.</exception>
    public static NpgsqlConnection Open(string settings)
    {
        var server = new NpgsqlConnection(settings);
        try
        {
            server.Open();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public override Statement Prepare(string sql) => new PostgresStatement(this, sql);

    public override string Holding(string sql)
    {
        if (_writer is null)
        {
            return sql;
        }

        if (!_holding.TryGetValue(sql, out var holding))
        {
            _holding[sql] = holding = sql + HoldingWords;
        }

        return holding;
    }

    public override void Hold(long program) => _program ??= program;

    public override void KeepOthersOut() => Run(KeepOthersOutSql);

    /// <summary>Statements of a transaction that is undone need not have been sent.</summary>
    public override void Run(string script)
    {
        if (script is Words.Undo or Words.UndoPart)
        {
            _waiting.Clear();
        }

        Flush();
        Guard(() =>
        {
            using var command = new NpgsqlCommand(script, _server) { CommandTimeout = 0 };
            return command.ExecuteNonQuery();
        });
        if (script is Words.Undo)
        {
            _program = null;
        }

        _isStuck = false;
    }

    /// <summary>
    /// Puts a statement off; not where only reads are. The driver leaves it to a thread of the pool
    /// to send what follows the first statement of a batch, and when many read at once, all those
    /// threads wait for their turn to read: none would be left to send what they wait for.
    /// </summary>
    public void Put(NpgsqlBatchCommand command)
    {
        _waiting.Add(command);
        _changes++;
        if (_waiting.Count == MostWaiting || _writer is null)
        {
            Flush();
        }
    }

    /// <summary>Runs a statement, after those that were put off; the rows it changed.</summary>
    public int Count(NpgsqlBatchCommand command)
    {
        Guard(() =>
        {
            using var batch = BatchOf(command);
            return batch.ExecuteNonQuery();
        });
        var count = (int)command.RecordsAffected;
        _changes += count;
        return count;
    }

    /// <summary>Asks for rows, after the statements that were put off.</summary>
    public NpgsqlDataReader Ask(NpgsqlBatchCommand command) => Guard(() =>
    {
        // The reader is of the batch, and outlives it.
        var batch = BatchOf(command);
        return batch.ExecuteReader();
    });

    /// <summary>Goes on with the rows of an answer.</summary>
    public bool Next(NpgsqlDataReader rows) => Guard(rows.Read);

    public override void Flush()
    {
        if (_waiting.Count > 0)
        {
            Guard(() =>
            {
                using var batch = BatchOf(null);
                return batch.ExecuteNonQuery();
            });
        }
    }

    public override void AskTogether() => Together = new();

    public override Task AnswerTogether()
    {
        var together = Together ?? throw new InvalidOperationException("Nobody could ask.");
        Together = null;
        return together.Answer(_server);
    }

    public override void Announce() => Put(new(CatalogueNews.AnnounceSql));

    public override void Commit(Statement commit)
    {
        Mark = _writer is { } writer && _program is { } program
            ? new(program, writer.Name, writer.Engine.NextCommit())
            : null;
        if (Mark is not null)
        {
            Put(Mark.Write());
        }

        _program = null;
        Flush();
        _isCommitting = true;
        try
        {
            commit.Run([]);
            Flush();
        }
        catch (PostgresException) when (!IsOutsideTransaction)
        {
            // The server itself has said that it is not kept; all else says nothing of that.
            _isCommitting = false;
            throw;
        }

        _isCommitting = false;
    }

    /// <summary>What parameters a statement has, as the server tells.</summary>
    public NpgsqlParameterCollection Derive(NpgsqlCommand command)
    {
        Flush();
        return Guard(() =>
        {
            command.Connection = _server;
            NpgsqlCommandBuilder.DeriveParameters(command);
            return command.Parameters;
        });
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _server.Dispose();
        }
    }

    private NpgsqlBatch BatchOf(NpgsqlBatchCommand? last)
    {
        var batch = new NpgsqlBatch(_server);
        foreach (var command in _waiting)
        {
            batch.BatchCommands.Add(command);
        }

        if (last is not null)
        {
            batch.BatchCommands.Add(last);
        }

        _waiting.Clear();
        return batch;
    }

    private T Guard<T>(Func<T> work)
    {
        if (IsOutsideTransaction)
        {
            throw new NpgsqlException("The connection has gone.");
        }

        try
        {
            return work();
        }
        catch
        {
            _waiting.Clear();
            _isStuck = true;
            throw;
        }
    }
}
