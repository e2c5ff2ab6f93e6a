using System.CommandLine;
using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>What came of kills of servers that were bringing a file up to date.</summary>
/// <param name="Kills">How often one was killed before it was through.</param>
/// <param name="Found">The version that was found after each kill, and how often.</param>
/// <param name="Midway">After how many kills the log had pages of a step half done.</param>
/// <param name="Completed">How often one came through, the first time undisturbed.</param>
/// <param name="Violations">What must not be; empty when all is well.</param>
public sealed record MigrationReport(
    int Kills,
    IReadOnlyDictionary<long, int> Found,
    int Midway,
    int Completed,
    IReadOnlyList<string> Violations)
{
    public override string ToString() => string.Join('\n',
    [
        $"{Kills} kills, {Midway} of them with a step half written; found then: "
            + string.Join(", ", Found.OrderBy(found => found.Key)
                .Select(found => $"version {found.Key} {found.Value} times"))
            + $"; {Completed} times brought to the end: {Violations.Count} violations",
        .. Violations,
    ]);
}

/// <summary>
/// Starts servers on a file of a former version and kills them at moments that are spread over the
/// time which that takes. What is left has to be one version, whole: each value of it, and the
/// tables themselves, as the same steps make them when nobody disturbs them. The next server is
/// started on what the last one left.
/// </summary>
/// <param name="rows">Transactions of the ledger.</param>
/// <param name="from">The version at which it begins.</param>
public sealed class MigrationKill(int rows, int from) : IDisposable
{
    public const int Former = 5;

    /// <summary>Has no divisor in common with the usual numbers of kills.</summary>
    private const int Jump = 7;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-old-");
    private readonly Dictionary<long, int> _found = [];
    private readonly List<string> _violations = [];
    private int _midway;
    private int _completed;

    private string Old => Path.Combine(_folder.FullName, "old.db");

    private string Hurt => Path.Combine(_folder.FullName, "loyalty.db");

    private string Copy => Path.Combine(_folder.FullName, "copy.db");

    /// <summary>The option of the program that runs it.</summary>
    public static Command Command()
    {
        var rows = Number("--rows", "Transactions of the ledger.", 1_000_000);
        var kills = Number("--kills", "How often it is killed.", 25);
        var from = Number("--from", "The version at which it begins.", Former);
        var command = new Command("migration", "Kills servers that bring a ledger up to date.")
        {
            rows, kills, from,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var ordeal = new MigrationKill(
                parsed.GetRequiredValue(rows), parsed.GetRequiredValue(from));
            var report = await ordeal.Run(parsed.GetRequiredValue(kills), cancellation);
            Console.WriteLine(report);
            return report.Violations.Count == 0 ? 0 : 1;
        });
        return command;
    }

    public async Task<MigrationReport> Run(int kills, CancellationToken cancellation)
    {
        OldLedger.Make(Old, rows, from);
        Put(Old, Copy);
        var foreseen = OldLedger.Foresee(Copy);
        Put(Old, Hurt);
        var whole = await Complete(foreseen, cancellation);
        var killed = 0;
        for (var turn = 0; killed < kills; turn++)
        {
            // Each part of the time has its turn, in an order that jumps from part to part; who
            // comes through earlier than was thought shortens it.
            var part = turn * Jump % kills;
            var moment = whole * ((part + Random.Shared.NextDouble()) / kills);
            var begunAt = Stopwatch.GetTimestamp();
            if (await Serve(moment, cancellation))
            {
                whole = TimeSpan.FromTicks(
                    Math.Min(whole.Ticks, Stopwatch.GetElapsedTime(begunAt).Ticks));
                ComeThrough(foreseen);
            }
            else
            {
                killed++;
                _midway += new FileInfo($"{Hurt}-wal") is { Exists: true, Length: > 0 } ? 1 : 0;
                Look(foreseen, null);
            }
        }

        await Complete(foreseen, cancellation);
        return new(killed, _found, _midway, _completed, _violations);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Option<int> Number(string name, string description, int standard) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
    };

    /// <summary>Lets a server come to the end of it.</summary>
    /// <returns>How long that took.</returns>
    private async Task<TimeSpan> Complete(
        IReadOnlyDictionary<long, string> foreseen, CancellationToken cancellation)
    {
        var begunAt = Stopwatch.GetTimestamp();
        if (!await Serve(_patience, cancellation))
        {
            throw new TimeoutException("It does not come to its end.");
        }

        var took = Stopwatch.GetElapsedTime(begunAt);
        ComeThrough(foreseen);
        return took;
    }

    /// <summary>What has come through is whole; it is begun anew.</summary>
    private void ComeThrough(IReadOnlyDictionary<long, string> foreseen)
    {
        Look(foreseen, OldLedger.Steps[^1].Version);
        _completed++;
        Put(Old, Hurt);
    }

    /// <summary>
    /// Looks at a copy of what is there, for the next server is to find what the kill left.
    /// </summary>
    private void Look(IReadOnlyDictionary<long, string> foreseen, long? expected)
    {
        Put(Hurt, Copy);
        var (version, digest) = OldLedger.Look(Copy);
        if (expected is null)
        {
            _found[version] = _found.GetValueOrDefault(version) + 1;
        }

        if (expected is not null && version != expected)
        {
            _violations.Add($"the version is {version} where a start has come to its end");
        }

        if (!foreseen.TryGetValue(version, out var whole) || digest != whole)
        {
            _violations.Add($"what is there of version {version} is not what it has to be");
        }

        if (expected is not null && OldLedger.Check(Copy) is not "ok" and var fault)
        {
            _violations.Add($"the file is broken: {fault}");
        }
    }

    /// <summary>Starts a server, and ends it when its time has come, or it answers.</summary>
    /// <returns>Whether it has answered: then the file is up to date.</returns>
    private async Task<bool> Serve(TimeSpan howLong, CancellationToken cancellation)
    {
        var address = Launch.FreeAddress();
        var log = Path.Combine(_folder.FullName, "log.txt");
        var begunAt = Stopwatch.GetTimestamp();
        using var server = Start(address, log);
        using var client = new HttpClient { BaseAddress = address };
        var answers = false;
        while (!answers && Stopwatch.GetElapsedTime(begunAt) < howLong)
        {
            if (server.HasExited)
            {
                throw new InvalidOperationException(
                    $"It does not start: {await File.ReadAllTextAsync(log, cancellation)}");
            }

            await Task.Delay(_blink, cancellation);
            answers = await Launch.Answers(client, cancellation);
        }

        // SIGKILL, as everywhere on Linux; nobody is asked.
        server.Kill();
        await server.WaitForExitAsync(cancellation);
        return answers;
    }

    // Nothing but the migration is to change a row.
    private Process Start(Uri address, string log) =>
        Launch.Start(log, [Launch.Server, $"--Urls={address}"], new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = $"Data Source={Hurt}",
            ["Sweep__IntervalSeconds"] = "0",
            ["Verify__IntervalHours"] = "0",
        });

    private static void Put(string file, string place)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(place + suffix);
        }

        foreach (var suffix in (string[])["", "-wal"])
        {
            if (File.Exists(file + suffix))
            {
                File.Copy(file + suffix, place + suffix);
            }
        }
    }
}
