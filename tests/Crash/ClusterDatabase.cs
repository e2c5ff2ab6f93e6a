using Npgsql;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A database of its own on the cluster that LOYALTY_POSTGRES tells of.</summary>
internal sealed class ClusterDatabase : Disk
{
    private const string Variable = "LOYALTY_POSTGRES";

    private readonly string _name = $"crash_{Guid.NewGuid():N}";

    public ClusterDatabase() => Do($"CREATE DATABASE {_name}").GetAwaiter().GetResult();

    /// <summary>Why there is none on this machine; null when there is.</summary>
    public static string? Missing =>
        string.IsNullOrWhiteSpace(Cluster) ? $"{Variable} is not set." : null;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database__Engine"] = $"{Engine.PostgreSQL}",
        ["Database__ConnectionString"] =
            new NpgsqlConnectionStringBuilder(Cluster) { Database = _name }.ConnectionString,
    };

    private static string? Cluster => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Ends every connection to it, whatever goes on there.</summary>
    public Task TerminateBackends() => Do(TerminateSql(_name));

    /// <summary>Ends every connection to a database of a cluster.</summary>
    public static string TerminateSql(string name) =>
        $"SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'";

    protected override void Dispose(bool disposing)
    {
        Do($"DROP DATABASE {_name} WITH (FORCE)").GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private static async Task Do(string sql)
    {
        if (Missing is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Cluster) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
