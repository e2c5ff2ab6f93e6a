using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A cluster of PostgreSQL of its own, which can be killed, and follow another.</summary>
/// <param name="place">Where it is kept, and the password beside it.</param>
/// <param name="name">Among the nodes of a place.</param>
internal sealed class PostgresNode(string place, string name)
{
    public const string User = "postgres";

    private const int LeastPort = 10_000;
    private const int MostPort = 30_000;
    private const int ShmLine = 6;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(10);

    public string Name => name;

    /// <summary>The same whenever it runs, of those that the system gives to nobody.</summary>
    public int Port { get; } = FreePort();

    public string Log => Path.Combine(place, $"{name}.log");

    private string Folder => Path.Combine(place, name);

    private string PidFile => Path.Combine(Folder, "postmaster.pid");

    private string PasswordFile => Path.Combine(place, "password");

    private string PassFile => Path.Combine(place, "passfile");

    /// <summary>Prepares a folder for nodes, which share a password.</summary>
    public static void Furnish(string place)
    {
        Tool.Run("chmod", "go=", place);
        var password = PostgresPrograms.Secret();
        File.WriteAllText(Path.Combine(place, "password"), password);
        File.WriteAllText(Path.Combine(place, "passfile"), $"127.0.0.1:*:*:{User}:{password}");
        Tool.Run("chmod", "-R", "go=", place);
        PostgresPrograms.HandOver(place);
    }

    /// <summary>Makes it, with nothing in it, and starts it.</summary>
    public void Make()
    {
        PostgresPrograms.Run(
            "initdb", "-D", Folder, "-U", User, $"--pwfile={PasswordFile}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C");
        Start();
    }

    /// <summary>Starts it as a standby of another, with whatever that one has.</summary>
    public void Follow(PostgresNode primary)
    {
        Remove();
        PostgresPrograms.Run(
            "pg_basebackup", "-D", Folder, "-R", "-X", "stream", "--checkpoint=fast",
            "-d", $"host=127.0.0.1 port={primary.Port} user={User} passfile={PassFile}");
        Start();
    }

    /// <summary>Ends all of its processes at once, wherever they are.</summary>
    public async Task Kill(CancellationToken cancellation)
    {
        if (!File.Exists(PidFile))
        {
            return;
        }

        var lines = await File.ReadAllLinesAsync(PidFile, cancellation);
        await ProcessTree.Kill(int.Parse(lines[0], CultureInfo.InvariantCulture), cancellation);
        File.Delete(PidFile);

        // Nobody starts it again on what it leaves in its folder, so nobody would remove this.
        var shm = lines[ShmLine].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Tool.Run("ipcrm", "-m", shm);
    }

    /// <summary>Makes a standby one that is written to, and that waits for no other.</summary>
    public Task Promote(CancellationToken cancellation) =>
        Ask<bool>("SELECT pg_promote(TRUE, 60)", cancellation);

    /// <summary>When this is over, no commit ends before a standby has it as well.</summary>
    public async Task WaitFor(PostgresNode standby, CancellationToken cancellation)
    {
        await Do($"ALTER SYSTEM SET synchronous_standby_names = '{standby.Name}'", cancellation);
        await Ask<bool>("SELECT pg_reload_conf()", cancellation);
        await Until(
            $"""
            SELECT COUNT(*) = 1 FROM pg_stat_replication
            WHERE application_name = '{standby.Name}' AND sync_state = 'sync'
            """,
            cancellation);

        // It is the checkpointer that tells all others to wait, when it has read the settings. What
        // was committed before that has to arrive as well.
        await Do("CHECKPOINT", cancellation);
        var written = await Ask<string>("SELECT pg_current_wal_lsn()::text", cancellation);
        await Until(
            $"SELECT COALESCE(MAX(flush_lsn) >= '{written}', FALSE) FROM pg_stat_replication",
            cancellation);
    }

    /// <summary>
    /// Nothing that is committed from now on reaches a standby: to be done to one that is killed
    /// then.
    /// </summary>
    public async Task Sever(CancellationToken cancellation)
    {
        const string Senders = "SELECT ARRAY_AGG(pid) FROM pg_stat_replication";
        foreach (var sender in await Ask<int[]>(Senders, cancellation))
        {
            await ProcessTree.StandStill(sender, cancellation);
        }
    }

    /// <summary>Does one thing outside of any transaction.</summary>
    public async Task Do(string sql, CancellationToken cancellation)
    {
        await using var command = await Open(sql, cancellation);
        await using var connection = command.Connection!;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Asks for one value.</summary>
    public async Task<T> Ask<T>(string sql, CancellationToken cancellation)
    {
        await using var command = await Open(sql, cancellation);
        await using var connection = command.Connection!;
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>How to reach it, but for host and port.</summary>
    public NpgsqlConnectionStringBuilder Reach(string database) => new()
    {
        Username = User,
        Password = File.ReadAllText(PasswordFile).Trim(),
        Database = database,
    };

    private async Task<NpgsqlCommand> Open(string sql, CancellationToken cancellation)
    {
        var reach = Reach("postgres");
        (reach.Host, reach.Port, reach.Pooling) = ("127.0.0.1", Port, false);
        var connection = new NpgsqlConnection(reach.ConnectionString);
        await connection.OpenAsync(cancellation);
        return new(sql, connection);
    }

    private async Task Until(string sql, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        while (!await Ask<bool>(sql, cancellation))
        {
            if (Stopwatch.GetElapsedTime(startedAt) > _patience)
            {
                throw new InvalidOperationException($"{name} waits for ever: {sql}");
            }

            await Task.Delay(_blink, cancellation);
        }
    }

    /// <summary>
    /// Its name is the one that it follows another by. What it needs of shared memory lies in its
    /// folder, to be gone with it.
    /// </summary>
    private void Start()
    {
        string[] settings =
        [
            $"port={Port}", "listen_addresses=127.0.0.1", "unix_socket_directories=",
            $"cluster_name={name}", "max_connections=300", "wal_keep_size=512MB",
            "synchronous_commit=on", "dynamic_shared_memory_type=mmap",
        ];
        PostgresPrograms.Run(
            "pg_ctl", "start", "-s", "-w", "-t", $"{_patience.TotalSeconds}", "-D", Folder,
            "-l", Log, "-o", string.Join(' ', settings.Select(setting => $"-c {setting}")));
    }

    private void Remove()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(LeastPort, MostPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
