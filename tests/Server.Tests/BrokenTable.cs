using Microsoft.Data.Sqlite;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>A table that has gone missing, and is back when this is disposed.</summary>
internal sealed class BrokenTable : IDisposable
{
    private readonly string _connectionString;
    private readonly string _table;

    public BrokenTable(string connectionString, string table)
    {
        _connectionString = $"{connectionString};Pooling=False";
        _table = table;
        Run($"ALTER TABLE {_table} RENAME TO {_table}_gone");
    }

    public void Dispose() => Run($"ALTER TABLE {_table}_gone RENAME TO {_table}");

    private void Run(string sql)
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
