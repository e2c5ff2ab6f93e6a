using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using ShopSocially.Loyalty.Storage;
using SQLitePCL;

namespace ShopSocially.Loyalty.Places;

/// <summary>
/// A place for one test's database: a file in a folder of its own, or, where the environment names
/// a cluster of PostgreSQL in LOYALTY_POSTGRES, a database of its own there.
/// </summary>
public sealed class OwnPlace : IDisposable
{
    private const string Variable = "LOYALTY_POSTGRES";

    private static readonly string? _cluster = Environment.GetEnvironmentVariable(Variable);
    private static readonly Lazy<string> _template = new(MakeTemplate);

    private readonly string? _folder;
    private readonly string? _database;

    /// <param name="folder">Where a file lies; a temporary one when null.</param>
    public OwnPlace(string? folder = null)
    {
        if (IsServer)
        {
            _database = $"loyalty_{Guid.NewGuid():N}";
            Administer($"CREATE DATABASE {_database} TEMPLATE {_template.Value}");
            Place = PlaceOf(_database);
        }
        else
        {
            _folder = folder ?? Directory.CreateTempSubdirectory("loyalty-").FullName;
            Directory.CreateDirectory(_folder);
            Place = new($"Data Source={File("loyalty.db")};Pooling=False");
        }
    }

    /// <summary>Whether databases are kept by a server, and not in files.</summary>
    public static bool IsServer => !string.IsNullOrWhiteSpace(_cluster);

    public DatabasePlace Place { get; }

    /// <summary>A file beside the database, by its name.</summary>
    public string File(string name) => Path.Combine(
        _folder ?? throw new InvalidOperationException("A server keeps it."), name);

    /// <summary>A connection past the database, open.</summary>
    public DbConnection Connect()
    {
        DbConnection connection = IsServer
            ? new NpgsqlConnection(Place.ConnectionString)
            : new SqliteConnection(Place.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Switches what the tables forbid off, or on again, for one connection.</summary>
    public static void SwitchTriggers(DbConnection connection, bool isOn)
    {
        if (connection is SqliteConnection file)
        {
            raw.sqlite3_db_config(
                file.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, isOn ? 1 : 0, out _);
        }
        else
        {
            connection.Execute($"SET session_replication_role = {(isOn ? "origin" : "replica")}");
        }
    }

    public void Dispose()
    {
        if (_database is not null)
        {
            Administer($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }
        else
        {
            Directory.Delete(_folder!, recursive: true);
        }
    }

    /// <summary>To bring a database up to date takes longer than to copy one that is.</summary>
    private static string MakeTemplate()
    {
        var template = $"loyalty_template_{Guid.NewGuid():N}";
        Administer($"CREATE DATABASE {template}");
        Database.Open(PlaceOf(template)).Dispose();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Administer($"DROP DATABASE IF EXISTS {template} WITH (FORCE)");
        return template;
    }

    private static DatabasePlace PlaceOf(string database) => new(
        new NpgsqlConnectionStringBuilder(_cluster) { Database = database, Pooling = false }
            .ConnectionString,
        "PostgreSQL");

    private static void Administer(string sql)
    {
        using var cluster = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_cluster) { Pooling = false }.ConnectionString);
        cluster.Open();
        cluster.Execute(sql);
    }
}
