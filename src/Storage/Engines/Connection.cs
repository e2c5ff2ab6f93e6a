using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>An open connection to the database file; of one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly SqliteConnection _file;
    private long _pagesLogged;

    /// <param name="connectionString">Of the file.</param>
    /// <param name="settings">Statements that set the connection up.</param>
    public Connection(string connectionString, string settings)
    {
        _file = new SqliteConnection(connectionString);
        try
        {
            _file.Open();
            Check(raw.sqlite3_busy_timeout(Handle, Engine.BusyMilliseconds));
            Run(settings);

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

    /// <summary>How many rows have been changed since it was opened.</summary>
    public int Changes => raw.sqlite3_total_changes(Handle);

    /// <summary>Whether the engine has ended a transaction by itself, for a fault.</summary>
    public bool IsOutsideTransaction => raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>Runs a text of several statements, once.</summary>
    public void Run(string script) => Check(raw.sqlite3_exec(Handle, script));

    public Statement Prepare(string sql) => new(this, sql);

    /// <summary>
    /// Brings the log into the file once it has grown long, as far as readers let it. Where readers
    /// never let go of the log, it waits for a moment, so that the log can begin anew.
    /// </summary>
    public void CheckpointIfDue()
    {
        _ = raw.sqlite3_db_status(
            Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        _pagesLogged += pages;
        if (_pagesLogged < Engine.CheckpointPages)
        {
            return;
        }

        _pagesLogged = 0;
        _ = raw.sqlite3_wal_checkpoint_v2(
            Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out var length, out _);
        if (length >= Engine.LongestLogPages)
        {
            _ = raw.sqlite3_busy_timeout(Handle, Engine.CheckpointMilliseconds);
            _ = raw.sqlite3_wal_checkpoint_v2(
                Handle, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
            _ = raw.sqlite3_busy_timeout(Handle, Engine.BusyMilliseconds);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <exception cref="SqliteException">The code is one of an error.</exception>
    internal void Check(int code) => SqliteException.ThrowExceptionForRC(code, Handle);
}
