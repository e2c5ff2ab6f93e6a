using Microsoft.Data.Sqlite;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Another process that writes to the database, and takes its time.</summary>
internal sealed class OccupiedFile : IDisposable
{
    private readonly SqliteConnection _connection;

    public OccupiedFile(string connectionString)
    {
        _connection = new($"{connectionString};Pooling=False");
        _connection.Open();
        Run("BEGIN IMMEDIATE");
    }

    public void Dispose()
    {
        Run("ROLLBACK");
        _connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
