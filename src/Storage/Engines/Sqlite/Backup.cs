using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// Copies a database that is in use into another file, by the engine's own means: to copy the file
/// itself would lose what is still in its log, or mix two states.
/// </summary>
internal static class Backup
{
    private const int PagesOfStep = 1024;

    /// <summary>Copies the state of now, and returns when it is on disk.</summary>
    /// <param name="source">One that only reads; writes go on meanwhile.</param>
    /// <param name="file">A file that is not there yet.</param>
    /// <param name="cancellation">Ends it halfway, with half a file.</param>
    public static void Run(SqliteFile source, string file, CancellationToken cancellation)
    {
        var target = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        using var copy = new SqliteConnection(target.ToString());
        copy.Open();
        source.Run(SqliteEngine.HoldState);
        using var backup = raw.sqlite3_backup_init(copy.Handle!, "main", source.Handle, "main");
        if (backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(copy.Handle!), copy.Handle);
        }

        while (Step(copy, backup))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <returns>Whether there is more to copy.</returns>
    private static bool Step(SqliteConnection copy, sqlite3_backup backup)
    {
        var code = raw.sqlite3_backup_step(backup, PagesOfStep);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, copy.Handle);
        }

        return code == raw.SQLITE_OK;
    }
}
