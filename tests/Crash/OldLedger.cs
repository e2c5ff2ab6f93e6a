using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using ShopSocially.Loyalty.Storage;
using ShopSocially.Loyalty.Storage.Engines.Sqlite;

namespace ShopSocially.Loyalty.Crash;

/// <summary>
/// A ledger as a server of a former version left it, made step by step of the same migrations; and
/// what every value of a file comes to, so that two can be compared.
/// </summary>
internal static class OldLedger
{
    /// <summary>The version at which it is filled: the third step counts what is there.</summary>
    private const int FilledAt = 2;

    private const int MembersPerHundred = 10;

    /// <summary>Four awards, and a deduct that takes of the fourth; so on.</summary>
    private const string Fill =
        """
        INSERT INTO partners VALUES
            ('old', 'Old', 'hash', FALSE, NULL, 1, 'UTC', 'Floor', 'Refuse', TRUE, 1);
        INSERT INTO activities
        VALUES ('old', 'a1', 'visit', 'Visit', 'Visit', 'Fixed', 'Immediate', 10, '1', TRUE, 12,
            TRUE, 'None', NULL, NULL, 1, 1, 0, 'Day');
        CREATE TABLE counted (n INTEGER PRIMARY KEY);
        INSERT INTO counted
        WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < @Rows)
        SELECT n FROM c;
        INSERT INTO users (
            partner_id, id, email, email_fold, uid, first_name, last_name, gender, language, status,
            enrolled_at, updated_at, version, lifetime_points, period, period_points,
            points_before, period_level_points, lifetime_level_points, available_points,
            pending_points, redeemed_points, debt)
        SELECT 'old', PRINTF('u%023d', n), 'm' || n || '@x', 'm' || n || '@x', 'm' || n, 'Jane',
            'Doe', 'Unknown', 'English', 'Active', n, n, 1, n, 2026, n, 0, 0, 0, n, 0, 0, 0
        FROM counted
        WHERE n <= 1 + @Members;
        INSERT INTO transactions (
            partner_id, id, user_id, type, status, points, created_at, updated_at, approved_at,
            activity_id, activity_name, order_id, reason, debt)
        SELECT 'old', PRINTF('%024d', n), PRINTF('u%023d', 1 + n % @Members),
            IIF(n % 5 = 0, 'Deduct', 'Award'), IIF(n % 5 = 0, 'Deducted', 'AutoApproved'),
            IIF(n % 5 = 0, 3, 10), 1000 * n, 1000 * n, IIF(n % 5 = 0, NULL, 1000 * n),
            IIF(n % 5 = 0, NULL, 'visit'), IIF(n % 5 = 0, NULL, 'Visit'),
            IIF(n % 5 = 0, NULL, 'order-' || n), IIF(n % 5 = 0, 'Why not', NULL), 0
        FROM counted;
        INSERT INTO lots
        SELECT 'old', PRINTF('%024d', n), PRINTF('u%023d', 1 + n % @Members), 'Approved', 10, 0,
            IIF(n % 5 = 4, 3, 0), 0, IIF(n % 5 = 4, 7, 10), 1000 * n, 2000 * n, 2000 * n, 12, TRUE,
            NULL, '0', 0, '10', '1', '1', 'Floor'
        FROM counted
        WHERE n % 5 <> 0;
        INSERT INTO allocations
        SELECT 'old', PRINTF('%024d', n), PRINTF('%024d', n - 1), 3
        FROM counted
        WHERE n % 5 = 0;
        DROP TABLE counted;
        """;

    /// <summary>Each table with an expression of all that a row has, and its key.</summary>
    private const string Tables =
        """
        SELECT t.name, GROUP_CONCAT('QUOTE(' || c.name || ')', '||'',''||'),
            GROUP_CONCAT(c.name) FILTER (WHERE c.pk > 0)
        FROM pragma_table_list AS t
        JOIN pragma_table_info(t.name) AS c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name <> 'sqlite_schema'
        GROUP BY t.name
        ORDER BY t.name
        """;

    private const string Schema =
        "SELECT type || name || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name";

    /// <summary>The number of each step and its text, in words of the engine.</summary>
    public static IReadOnlyList<(int Version, string Name, string Text)> Steps { get; } =
        [.. ReadSteps().OrderBy(step => step.Version)];

    /// <summary>Makes a file of so many transactions.</summary>
    public static void Make(string file, int rows, int version)
    {
        using var made = Open(file);
        Run(made, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
        Run(made, "CREATE TABLE migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT)");
        Take(made, 0, FilledAt);
        using (var fill = made.CreateCommand())
        {
            fill.CommandText = Fill;
            fill.Parameters.AddWithValue("@Rows", rows);
            fill.Parameters.AddWithValue("@Members", rows * MembersPerHundred / 100);
            fill.ExecuteNonQuery();
        }

        Take(made, FilledAt, version);
    }

    /// <summary>What a file comes to at its version and at each that follows.</summary>
    public static IReadOnlyDictionary<long, string> Foresee(string file)
    {
        using var grown = Open(file);
        var foreseen = new Dictionary<long, string>();
        while (Versions(grown) is var version)
        {
            foreseen[version] = Digest(grown);
            if (version == Steps[^1].Version)
            {
                break;
            }

            // Numbers are left out where a step is another engine's.
            Take(grown, (int)version, Steps.First(step => step.Version > version).Version);
        }

        return foreseen;
    }

    /// <summary>A file's version, and what all of its values come to.</summary>
    public static (long Version, string Digest) Look(string file)
    {
        using var looked = Open(file);
        return (Versions(looked), Digest(looked));
    }

    /// <summary>What is wrong with a file and its indexes; "ok" for nothing.</summary>
    public static string Check(string file)
    {
        using var looked = Open(file);
        return Texts(looked, "PRAGMA integrity_check").First();
    }

    private static void Take(SqliteConnection file, int after, int until)
    {
        foreach (var (version, name, text) in Steps)
        {
            if (version > after && version <= until)
            {
                Run(file, $"BEGIN; {text}; INSERT INTO migrations VALUES ({version}, '{name}')");
                Run(file, "COMMIT");
            }
        }
    }

    private static string Digest(SqliteConnection file)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tables = new List<string> { Schema };
        using (var list = file.CreateCommand())
        {
            list.CommandText = Tables;
            using var row = list.ExecuteReader();
            while (row.Read())
            {
                var (table, values, key) = (row.GetString(0), row.GetString(1), row.GetString(2));
                tables.Add($"SELECT {values} FROM {table} ORDER BY {key}");
            }
        }

        foreach (var text in tables.SelectMany(sql => Texts(file, sql).Prepend(sql)))
        {
            sum.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexString(sum.GetHashAndReset());
    }

    private static long Versions(SqliteConnection file) => long.Parse(
        Texts(file, "SELECT CAST(MAX(version) AS TEXT) FROM migrations").Single(),
        CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(SqliteConnection file, string sql)
    {
        using var ask = file.CreateCommand();
        ask.CommandText = sql;
        using var row = ask.ExecuteReader();
        while (row.Read())
        {
            yield return row.GetString(0);
        }
    }

    private static void Run(SqliteConnection file, string sql)
    {
        using var command = file.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string file)
    {
        var opened = new SqliteConnection($"Data Source={file};Pooling=False");
        opened.Open();
        return opened;
    }

    private static IEnumerable<(int Version, string Name, string Text)> ReadSteps()
    {
        var storage = typeof(Database).Assembly;
        using var engine = new SqliteEngine("Data Source=nowhere", mayCreate: false);
        foreach (var resource in storage.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)
                && !name.EndsWith(".postgres.sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(storage.GetManifestResourceStream(resource)!);
            var (name, text) = (Path.GetFileName(resource).Split('.')[0], reader.ReadToEnd());
            yield return (
                int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture),
                name,
                resource.EndsWith(".sqlite.sql", StringComparison.Ordinal)
                    ? text
                    : engine.Translate(text));
        }
    }
}
