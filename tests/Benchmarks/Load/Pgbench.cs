using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Load;

/// <summary>
/// The load generator that comes with PostgreSQL, with the statements of an award: what they cost
/// without a server of ours.
/// </summary>
internal sealed class Pgbench
{
    private const string Program = "pgbench";

    // Before it measures: as long as many connections take to open where cores are few.
    private const int StartSeconds = 3;

    private const double MicrosecondsPerMillisecond = 1000;

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly AwardStatements _statements;
    private readonly string _folder;
    private int _runs;

    private Pgbench(DatabasePlace place, AwardStatements statements, string folder)
    {
        _settings = new(place.ConnectionString);
        (_statements, _folder) = (statements, folder);
    }

    /// <exception cref="CannotMeasureException">It is not installed.</exception>
    public static string Require()
    {
        // Newest first; Debian has it there, and not on the path.
        const string Versions = "/usr/lib/postgresql";
        var folders = Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions)
                .OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
            : [];
        return Places.FindProgram(Program, folders) ?? throw new CannotMeasureException(
            "The load generator pgbench is missing; install it: apt-get install postgresql");
    }

    /// <param name="place">A copy of the program's database, of its own.</param>
    /// <param name="folder">Where its scripts and logs lie.</param>
    /// <param name="shop">The program.</param>
    public static Pgbench On(DatabasePlace place, DirectoryInfo folder, Shop shop)
    {
        var statements = AwardStatements.Of(place, shop);
        foreach (var (name, script) in statements.Scripts)
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), script);
        }

        return new(place, statements, folder.FullName);
    }

    /// <summary>Awards for so long by so many clients, each on a connection of its own.</summary>
    public async Task<Reading> Run(int clients, int seconds, CancellationToken cancellation)
    {
        var log = string.Create(CultureInfo.InvariantCulture, $"run{++_runs}");
        var (exitCode, said, complaint) = await Generator.Run(
            StartOf((clients, seconds), log), cancellation);
        return exitCode == 0
            ? ReadingOf(log, seconds)
            : throw new CannotMeasureException(
                $"{Program} has measured nothing: {said}{complaint}");
    }

    /// <summary>
    /// From the last seconds of its log, which has a line for each award: before, connections are
    /// opened and statements prepared, which a server has done long ago.
    /// </summary>
    private Reading ReadingOf(string log, int seconds)
    {
        var files = Directory.GetFiles(_folder, $"{log}.*");
        var all = files.SelectMany(File.ReadLines).Select(Line.Parse).ToList();
        Array.ForEach(files, File.Delete);
        if (all.Count == 0)
        {
            return Reading.Of([], errors: 0, seconds);
        }

        var (first, last) = (all.Min(line => line.At), all.Max(line => line.At));
        var start = Math.Max(first, last - seconds);
        var counted = all.FindAll(line => line.At > start);
        return Reading.Of(
            [.. counted.Select(line => line.Milliseconds)],
            counted.Count(line => line.HasFailed),
            last - start);
    }

    private ProcessStartInfo StartOf((int Clients, int Seconds) load, string log)
    {
        var start = new ProcessStartInfo(Require())
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = _settings.Password;
        string[] arguments =
        [
            "--no-vacuum", "--protocol=prepared",
            $"--client={Text(load.Clients)}",
            $"--jobs={Text(Machine.LoadThreads(load.Clients))}",
            $"--time={Text(StartSeconds + load.Seconds)}", "--log", $"--log-prefix={log}",
            $"--host={_settings.Host}", $"--port={Text(_settings.Port)}",
            $"--username={_settings.Username}", $"--define=run={Text(_runs)}",
            .. _statements.Scripts.Keys.Select(name => $"--file={name}"),
            .. _statements.Values.Select(value => $"--define={value.Key}={value.Value}"),
            _settings.Database!,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the log says of an award.</summary>
    /// <param name="At">When it was done, in seconds.</param>
    /// <param name="Milliseconds">How long it took; 0 where it has failed.</param>
    private readonly record struct Line(double At, double Milliseconds, bool HasFailed)
    {
        private const double Micro = 1e-6;

        /// <summary>Of: client, award, time, script, when in seconds and microseconds.</summary>
        public static Line Parse(string text)
        {
            var words = text.Split(' ');
            var at = Number(words[4]) + (Number(words[5]) * Micro);
            return long.TryParse(words[2], out var microseconds)
                ? new(at, microseconds / MicrosecondsPerMillisecond, HasFailed: false)
                : new(at, 0, HasFailed: true);
        }

        private static double Number(string text) =>
            double.Parse(text, CultureInfo.InvariantCulture);
    }
}
