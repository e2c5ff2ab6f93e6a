using System.Globalization;
using System.Text.Json;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>A program with a history of 24 months, kept to be copied for each run.</summary>
/// <param name="From">The instant at which it begins.</param>
/// <param name="Until">The instant at which it was made.</param>
internal sealed record Shop(
    string PartnerId, string ApiKey, DateTimeOffset From, DateTimeOffset Until)
{
    public const int PageSize = 10;

    private const string MembersName = "members.txt";
    private const string AboutName = "shop.json";

    public required int Members { get; init; }

    public required int Transactions { get; init; }

    /// <summary>Where it is kept.</summary>
    public required string Folder { get; init; }

    /// <summary>E-mails, one a line and in no order, for the load generator.</summary>
    public string MembersFile => MembersIn(Folder);

    public static string MembersIn(string folder) => Path.Combine(folder, MembersName);

    /// <summary>What is kept in a folder; null when there is none, or only a part.</summary>
    public static Shop? FindIn(string folder)
    {
        var about = Path.Combine(folder, AboutName);
        var kept = File.Exists(about)
            ? JsonSerializer.Deserialize<Shop>(File.ReadAllText(about))
            : null;
        return kept is null ? null : kept with { Folder = folder };
    }

    /// <summary>Asks for ten transactions out of the last so many months.</summary>
    /// <param name="months">From the whole history on when absent.</param>
    /// <param name="start">How many to leave out; a random page when absent.</param>
    public string Query(int? months = null, int? start = null)
    {
        var from = months is { } back ? Until.AddMonths(-back) : From;
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"from_date={from:MM/dd/yyyy}&to_date=12/31/2099&count={PageSize}");
        return start is null
            ? query
            : string.Create(CultureInfo.InvariantCulture, $"{query}&start_index={start}");
    }

    /// <summary>Says that all of it is there.</summary>
    public void Keep() => File.WriteAllText(
        Path.Combine(Folder, AboutName), JsonSerializer.Serialize(this));
}
