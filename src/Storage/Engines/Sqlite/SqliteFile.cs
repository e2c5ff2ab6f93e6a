using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>An open connection to the database file.</summary>
internal sealed class SqliteFile : Connection
{
    private readonly SqliteConnection _file;

    /// <param name="connectionString">Of the file.</param>
    /// <param name="beginWords">How its transactions begin.</param>
    /// <param name="settings">What it is set up to.</param>
    /// <exception cref="InvalidOperationException">It does not take a promised setting.</exception>
    public SqliteFile(string connectionString, string beginWords, IEnumerable<Pragma> settings)
    {
        BeginWords = beginWords;
        _file = new SqliteConnection(connectionString);
        try
        {
            _file.Open();
            Check(raw.sqlite3_busy_timeout(Handle, SqliteEngine.BusyMilliseconds));
            foreach (var setting in settings)
            {
                Set(setting);
            }

            // Else a statement that a partial index might serve is planned anew at every run of it.
            Check(raw.sqlite3_db_config(Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _));
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    internal sqlite3 Handle => _file.Handle!;

    /// <summary>Its log; null where it is not of <see cref="FileLayer" />.</summary>
    public LogFile? Log => FileLayer.LogOf(Handle.DangerousGetHandle());

    public override string BeginWords { get; }

    public override long Changes => raw.sqlite3_total_changes(Handle);

    public override bool IsOutsideTransaction => raw.sqlite3_get_autocommit(Handle) != 0;

    public override void Run(string script) => Check(raw.sqlite3_exec(Handle, script));

    public override Statement Prepare(string sql) => new SqliteStatement(this, sql);

    /// <summary>Its share of the log is written in few pieces.</summary>
    /// <exception cref="SqliteException">The disk has failed.</exception>
    public override void Commit(Statement commit)
    {
        var log = Log;
        log?.Gather();
        try
        {
            commit.Run([]);

            // Nothing is left where the commit has been synced, as each of the writer's is.
            Check(log?.Complete() ?? raw.SQLITE_OK);
        }
        finally
        {
            log?.Drop();
        }
    }

    /// <summary>Takes the pages that it reads from there.</summary>
    public unsafe void ReadFrom(FileMap map)
    {
        var file = FileLayer.DatabaseOf(Handle.DangerousGetHandle());
        if (file is not null)
        {
            map.ServeTo(file);
        }
    }

    /// <summary>How many pages it has written since it was last asked.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(
            Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Copies the log into the file, as far as readers let it.</summary>
    /// <returns>How many pages the log has.</returns>
    /// <exception cref="SqliteException">The disk has failed.</exception>
    public int Checkpoint() => Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);

    /// <summary>
    /// Waits a moment for the readers of the log, so that it can begin anew: they may come so fast
    /// one after the other that there is always one.
    /// </summary>
    /// <exception cref="SqliteException">The disk has failed.</exception>
    public void CheckpointWithoutReaders()
    {
        _ = raw.sqlite3_busy_timeout(Handle, SqliteEngine.CheckpointMilliseconds);
        _ = Checkpoint(raw.SQLITE_CHECKPOINT_RESTART);
        _ = raw.sqlite3_busy_timeout(Handle, SqliteEngine.BusyMilliseconds);
    }

    /// <summary>
    /// Who closes last would bring the log into the file and delete it; this one never does.
    /// </summary>
    public void LeaveLogAtClose() =>
        Check(raw.sqlite3_db_config(Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }
    }

    private int Checkpoint(int mode)
    {
        var log = Log;
        log?.BeginCopying();
        var code = raw.sqlite3_wal_checkpoint_v2(Handle, null, mode, out var length, out _);
        log?.EndCopying();
        if (SqliteEngine.IsDiskFailing(code))
        {
            Check(code);
        }

        return length;
    }

    /// <summary>The engine takes a setting that it cannot follow without a word.</summary>
    private void Set(Pragma setting)
    {
        Run($"PRAGMA {setting.Name} = {setting.Value}");
        using var ask = _file.CreateCommand();
        ask.CommandText = $"PRAGMA {setting.Name}";
        var told = $"{ask.ExecuteScalar()}";
        if (setting.IsPromise && told != setting.Value)
        {
            throw new InvalidOperationException(
                $"{setting.Name} is {told} where it has to be {setting.Value}.");
        }
    }

    /// <exception cref="SqliteException">The code is one of an error.</exception>
    internal void Check(int code) => SqliteException.ThrowExceptionForRC(code, Handle);
}
