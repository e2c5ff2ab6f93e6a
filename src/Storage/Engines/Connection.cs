using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>An open connection to the database file; of one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly SqliteConnection _file;

    /// <param name="connectionString">Of the file.</param>
    /// <param name="settings">Statements that set the connection up.</param>
    public Connection(string connectionString, string settings)
    {
        _file = new SqliteConnection(connectionString);
        try
        {
            _file.Open();
            Run(settings);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    internal sqlite3 Handle => _file.Handle!;

    /// <summary>Whether the engine has ended the transaction, maybe by itself.</summary>
    public bool IsOutsideTransaction => raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>Runs a text of several statements, once.</summary>
    public void Run(string script) => Check(raw.sqlite3_exec(Handle, script));

    public Statement Prepare(string sql) => new(this, sql);

    public void Dispose() => _file.Dispose();

    /// <exception cref="SqliteException">The code is one of an error.</exception>
    internal void Check(int code) => SqliteException.ThrowExceptionForRC(code, Handle);
}
