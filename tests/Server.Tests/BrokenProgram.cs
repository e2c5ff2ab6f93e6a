using Microsoft.Data.Sqlite;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>A program whose members cannot be changed until this is disposed.</summary>
internal sealed class BrokenProgram : IDisposable
{
    private readonly string _connectionString;

    public BrokenProgram(string connectionString, string partnerId)
    {
        _connectionString = $"{connectionString};Pooling=False";
        Run(
            $"""
            CREATE TRIGGER broken BEFORE UPDATE ON users 
            WHEN old.program = (SELECT number FROM partners WHERE id = '{partnerId}')
            BEGIN SELECT RAISE(ABORT, 'broken'); END
            """);
    }

    public void Dispose() => Run("DROP TRIGGER broken");

    private void Run(string sql)
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
