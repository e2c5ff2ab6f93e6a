using System.Globalization;
using System.Reflection;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// Brings a database up to the newest migration, one transaction a step with its version row.
/// </summary>
internal static class Migrator
{
    private const string Ending = ".sql";

    private const string CreateTable =
        """
        CREATE TABLE IF NOT EXISTS migrations (
            version BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL
        )
        """;

    private const string NewestVersion =
        """
        SELECT COALESCE(MAX(version), 0)
        FROM migrations
        """;

    private const string Add =
        """
        INSERT INTO migrations (version, name)
        VALUES (@Version, @Name)
        """;

    /// <exception cref="InvalidOperationException">The database is of a newer server.</exception>
    public static void BringUpToDate(Session session, Engine engine)
    {
        var steps = Steps(engine);
        InTransaction(session, () => session.Run(CreateTable));
        foreach (var step in steps)
        {
            InTransaction(session, () => Take(session, step, engine));
        }

        var version = session.Value<long>(NewestVersion);
        if (version > steps[^1].Version)
        {
            throw new InvalidOperationException(
                $"The database is of version {version}, made by a newer server; this one knows " +
                $"versions up to {steps[^1].Version}. Run the newer server on it.");
        }
    }

    /// <exception cref="InvalidOperationException">The database is of another version.</exception>
    public static void RequireUpToDate(Session session, Engine engine)
    {
        var (version, newest) = (session.Value<long>(NewestVersion), Steps(engine)[^1].Version);
        if (version != newest)
        {
            throw new InvalidOperationException(
                $"The database is of version {version}, and this program is for version {newest}. "
                + "Start the server of the newer version on it.");
        }
    }

    private static void Take(Session session, Step step, Engine engine)
    {
        if (session.Value<long>(NewestVersion) < step.Version)
        {
            session.RunScript(step.IsForAll ? engine.Translate(step.Read()) : step.Read());
            session.Run(Add, step);
        }
    }

    private static void InTransaction(Session session, Action work)
    {
        session.BeginAlone();
        try
        {
            work();
            session.Keep();
        }
        catch
        {
            session.UndoAll();
            throw;
        }
    }

    private static List<Step> Steps(Engine engine) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(name => new Step(name))
            .Where(step => step.IsForAll || step.Of == engine.Name)
            .OrderBy(step => step.Version)];

    /// <summary>
    /// One file of the folder <c>migrations</c>; its number is its version. What its name has
    /// between that and the ending is the engine whose words it is in; it has none when all
    /// engines share it.
    /// </summary>
    private sealed record Step(string Resource)
    {
        public string Name => Path.GetFileName(Resource).Split('.')[0];

        public string Of => Path.GetFileName(Resource)[Name.Length..^Ending.Length].TrimStart('.');

        public bool IsForAll => Of.Length == 0;

        public long Version =>
            long.Parse(Name.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture);

        public string Read()
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
