using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>
/// Databases in a cluster of PostgreSQL, which the environment names. Each output folder has names
/// of its own there: what another has made is left alone.
/// </summary>
internal sealed class Cluster : Databases
{
    private const string Variable = "LOYALTY_POSTGRES";
    private const int LongestHash = 8;

    private readonly string _settings;
    private readonly string _names;
    private readonly List<string> _copies = [];

    /// <exception cref="CannotMeasureException">None is named, or it cannot be reached.</exception>
    public Cluster(string output)
    {
        _settings = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } settings
            ? settings
            : throw new CannotMeasureException(
                $"{Variable} names no cluster of PostgreSQL; start one by tests/postgres/cluster "
                + $"start, and set {Variable} to the connection string of its superuser.");
        var whose = Encoding.UTF8.GetBytes($"{Environment.MachineName}:{output}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(whose))[..LongestHash];
        _names = $"loyalty_bench_{hash}_";
        try
        {
            (Engine, Disk) = (EngineNow(), DiskNow());
        }
        catch (NpgsqlException fault)
        {
            throw new CannotMeasureException(
                $"The cluster that {Variable} names cannot be reached: {fault.Message}");
        }
    }

    public override string Engine { get; }

    public override string Programs => "programs-postgresql";

    public override string Disk { get; }

    private string Copies => $"{_names}run";

    public override bool Has(string folder) => List(NameOf(folder)).Contains(NameOf(folder));

    public override DatabasePlace Create(string folder)
    {
        Remove(folder);
        Administer($"CREATE DATABASE {NameOf(folder)}");
        return PlaceOf(NameOf(folder));
    }

    /// <summary>What the planner knows of a table is copied with it.</summary>
    public override void Finish(string folder)
    {
        using var server = Connect(PlaceOf(NameOf(folder)));
        server.Execute("VACUUM (ANALYZE)", commandTimeout: 0);
    }

    public override void Remove(string folder) => Drop(NameOf(folder));

    public override DatabasePlace Copy(string program, DirectoryInfo folder)
    {
        var name = $"{Copies}{Environment.ProcessId}_{Word(folder.Name)}";
        _copies.Add(name);
        Administer($"CREATE DATABASE {name} TEMPLATE {NameOf(program)}");
        return PlaceOf(name);
    }

    public override void Tidy()
    {
        foreach (var name in List(Copies))
        {
            var id = name[Copies.Length..].Split('_')[0];
            if (!Directory.Exists($"/proc/{id}"))
            {
                Drop(name);
            }
        }
    }

    public override void Dispose() => _copies.ForEach(Drop);

    /// <summary>A connection past the server, open.</summary>
    public static NpgsqlConnection Connect(DatabasePlace place)
    {
        var server = new NpgsqlConnection(place.ConnectionString);
        server.Open();
        return server;
    }

    private DatabasePlace PlaceOf(string? database) => new(
        new NpgsqlConnectionStringBuilder(_settings)
        {
            Database = database ?? "postgres",
            Pooling = false,
        }.ConnectionString,
        Options.PostgreSql);

    private string NameOf(string folder) => _names + Word(Path.GetFileName(folder));

    private static string Word(string name) => name.Replace('-', '_').ToLowerInvariant();

    private void Drop(string name) =>
        Administer($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private IEnumerable<string> List(string start)
    {
        using var server = Connect(PlaceOf(null));
        return server.Query<string>(
            "SELECT datname FROM pg_database WHERE starts_with(datname, @Start)",
            new { Start = start });
    }

    private void Administer(string sql)
    {
        using var server = Connect(PlaceOf(null));
        server.Execute(sql, commandTimeout: 0);
    }

    private string EngineNow()
    {
        using var server = Connect(PlaceOf(null));
        string[] settings = ["fsync", "synchronous_commit", "shared_buffers"];
        return $"PostgreSQL {server.PostgreSqlVersion} ("
            + string.Join(", ", settings.Select(name => $"{name} {Show(server, name)}")) + ")";
    }

    /// <summary>That of the cluster, where it is one of this machine.</summary>
    private string DiskNow()
    {
        using var server = Connect(PlaceOf(null));
        var folder = Show(server, "data_directory");
        return Directory.Exists(folder) ? new DriveInfo(folder).DriveFormat : "a disk elsewhere";
    }

    private static string Show(NpgsqlConnection server, string setting) =>
        server.QuerySingle<string>($"SHOW {setting}");
}
