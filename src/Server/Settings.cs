using System.Globalization;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server;

/// <summary>
/// The settings of appsettings.json; the environment and the command line overrule.
/// </summary>
/// <param name="PublicUrl">Where this server is reached from outside, for links in answers.</param>
/// <param name="Limits">What a client may take.</param>
/// <param name="RateLimit">What a program may ask.</param>
/// <param name="KeepReplays">How long answers to calls with an Idempotency-Key are kept.</param>
/// <param name="Leave">How long a stop goes on answering after it has said so.</param>
public sealed record Settings(
    DatabasePlace Place,
    Writing Writing,
    string PublicUrl,
    BootstrapSettings? Bootstrap,
    SweepSettings Sweep,
    VerifySettings Verify,
    LimitSettings Limits,
    RateLimitSettings RateLimit,
    TimeSpan KeepReplays,
    TimeSpan Leave)
{
    private const int LongestQueue = 1_000_000;
    private const int DaysPerYear = 365;
    private const int LongestLeave = 300;

    /// <exception cref="StartException">A setting is missing or senseless.</exception>
    public static Settings From(IConfiguration configuration) => new(
        PlaceIn(configuration.GetSection("Database")),
        WritingIn(configuration.GetSection("Database")),
        (configuration["PublicUrl"] is { Length: > 0 } url ? url : "http://localhost:5080")
            .TrimEnd('/'),
        BootstrapSettings.From(configuration.GetSection("Bootstrap")),
        SweepSettings.From(configuration.GetSection("Sweep")),
        VerifySettings.From(configuration.GetSection("Verify")),
        LimitSettings.From(configuration.GetSection("Limits")),
        RateLimitSettings.From(configuration.GetSection("RateLimit")),
        TimeSpan.FromDays(configuration.GetSection("Idempotency")
            .Number("KeepDays", 7, (1, DaysPerYear))),
        TimeSpan.FromSeconds(configuration.GetSection("Stop")
            .Number("LeaveSeconds", 0, (0, LongestLeave))));

    /// <summary>Settings lie beside the program, wherever it is started from.</summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        // A watched file beside the database would raise an event at every write of it.
        Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
        ContentRootPath = AppContext.BaseDirectory,
    };

    /// <summary>The public address of a path.</summary>
    public string At(string path) => PublicUrl + path;

    private static DatabasePlace PlaceIn(IConfigurationSection section) => new(
        section["ConnectionString"] is { } connection && !string.IsNullOrWhiteSpace(connection)
            ? connection
            : throw new StartException("Database:ConnectionString is not set."),
        section["Engine"],
        section["ListsConnectionString"]);

    private static Writing WritingIn(IConfigurationSection section) => new(
        section.Number("MostQueuedWrites", Writing.StandardQueue, (1, LongestQueue)),
        section.Flag("GroupCommit", true) ? Writing.StandardActs : 1);
}

/// <summary>The program that a start creates if it is missing.</summary>
public sealed record BootstrapSettings(string PartnerId, string ApiKey, bool IsSandbox)
{
    public static BootstrapSettings? From(IConfigurationSection section)
    {
        var (partnerId, apiKey) = (section["PartnerId"], section["ApiKey"]);
        if (string.IsNullOrWhiteSpace(partnerId) && string.IsNullOrWhiteSpace(apiKey))
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(partnerId) || string.IsNullOrWhiteSpace(apiKey))
        {
            throw new StartException(
                "Bootstrap:PartnerId and Bootstrap:ApiKey go together; one of them is not set.");
        }

        return new(partnerId.Trim(), apiKey.Trim(), section.Flag("Sandbox", false));
    }

}

/// <summary>How often the sweep runs, and how many members it settles at a time.</summary>
/// <param name="IntervalSeconds">The rest between two runs; 0 is no sweep.</param>
/// <param name="BatchSize">Members that a transaction settles at most.</param>
public sealed record SweepSettings(int IntervalSeconds, int BatchSize)
{
    private const int SecondsPerDay = 86_400;
    private const int LargestBatch = 1000;

    public TimeSpan Interval => TimeSpan.FromSeconds(IntervalSeconds);

    public static SweepSettings From(IConfigurationSection section) => new(
        section.Number("IntervalSeconds", 5, (0, SecondsPerDay)),
        section.Number("BatchSize", Settle.BatchSize, (1, LargestBatch)));
}

/// <summary>How often the ledger is verified by itself.</summary>
/// <param name="IntervalHours">The rest before each verification; 0 is none.</param>
public sealed record VerifySettings(int IntervalHours)
{
    private const int HoursPerYear = 8760;

    public TimeSpan Interval => TimeSpan.FromHours(IntervalHours);

    public static VerifySettings From(IConfigurationSection section) =>
        new(section.Number("IntervalHours", 24, (0, HoursPerYear)));
}

/// <summary>Reads settings that are numbers, or true or false.</summary>
internal static class PlainSettings
{
    /// <exception cref="StartException">It is neither true nor false.</exception>
    public static bool Flag(this IConfiguration section, string name, bool standard) =>
        section[name] switch
        {
            null or "" => standard,
            var text when bool.TryParse(text, out var value) => value,
            var text => throw new StartException(
                $"{FullName(section, name)} is true or false, not '{text}'."),
        };

    /// <exception cref="StartException">It is none, or out of bounds.</exception>
    public static int Number(
        this IConfigurationSection section,
        string name,
        int standard,
        (int Least, int Most) bounds) => section[name] switch
        {
            null or "" => standard,
            var text when Whole(text) is { } number
                && number >= bounds.Least && number <= bounds.Most => number,
            var text => throw new StartException(
                $"{section.Path}:{name} is a whole number from {bounds.Least} to {bounds.Most}, "
                + $"not '{text}'."),
        };

    private static string FullName(IConfiguration section, string name) =>
        section is IConfigurationSection { Path: var path } ? $"{path}:{name}" : name;

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
