using Npgsql;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>What a server has to promise, so that what was answered is on its disk.</summary>
internal static class Promises
{
    private static readonly (string Setting, string Broken)[] _all =
    [
        ("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off"),
    ];

    private const string InRecoverySql = "SELECT pg_is_in_recovery()";

    /// <exception cref="InvalidOperationException">The server does not promise it.</exception>
    public static void Check(NpgsqlConnection server)
    {
        foreach (var (setting, broken) in _all)
        {
            if (Ask(server, setting) == broken)
            {
                throw new InvalidOperationException(
                    $"{setting} is {broken}: what is answered would not be on the disk.");
            }
        }

        if (Ask(server, "server_encoding") is var encoding && encoding != "UTF8")
        {
            throw new InvalidOperationException(
                $"the database's encoding is {encoding} where it has to be UTF8.");
        }

        using var ask = new NpgsqlCommand(InRecoverySql, server);
        if (ask.ExecuteScalar() is true)
        {
            // Another host of the connection string may be the primary in a moment.
            throw new NpgsqlException("the server is a standby, to which nothing can be written.");
        }
    }

    private static string Ask(NpgsqlConnection server, string setting)
    {
        using var ask = new NpgsqlCommand($"SHOW {setting}", server);
        return (string)ask.ExecuteScalar()!;
    }
}
