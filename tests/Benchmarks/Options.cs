namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>What is measured, and for how long.</summary>
/// <param name="Seconds">That each measurement takes.</param>
internal sealed record Options(int Members, int Transactions, int Rounds, int Seconds)
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    public static readonly Options Standard = new(100_000, 1_000_000, 9, 3);

    public static readonly Options Quick = new(5_000, 50_000, 2, 1) { IsQuick = true };

    /// <summary>What keeps the databases: <see cref="Sqlite"/> or the other.</summary>
    public string Engine { get; init; } = Sqlite;

    /// <summary>Only what the ratios need.</summary>
    public bool IsQuick { get; init; }

    /// <summary>
    /// How long each kind of load runs before it is measured: a server that has just been started
    /// takes three times the processor's time for a request, until its code has been compiled well.
    /// </summary>
    public int WarmSeconds => IsQuick ? 3 : 20;

    /// <summary>How many servers there are of either size, to be compared in turn.</summary>
    public int Pairs => IsQuick ? 1 : 3;

    public bool IsMicro { get; init; }

    /// <summary>Folder of the results, and of the programs that were made.</summary>
    public string Output { get; init; } = "";
}
