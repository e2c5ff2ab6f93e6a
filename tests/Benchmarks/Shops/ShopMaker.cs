using System.Globalization;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Storage;
using Spectre.Console;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>
/// Makes programs through the acts of the server, verifies their books, and keeps them under the
/// output by what they are made of; what is there already is taken as it is.
/// </summary>
internal sealed class ShopMaker(string output, Databases databases)
{
    private const int Months = 24;

    // Another number when Catalogue or History change, or the order of the members' file: what was
    // made by the old ones is not used.
    private const int Recipe = 2;

    /// <summary>A program of that size, made now or before.</summary>
    public async Task<Shop> Make(
        (int Members, int Transactions) size, CancellationToken cancellation)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{size.Members}-{size.Transactions}-{NewestMigration()}-{Recipe}");
        var folder = Path.Combine(output, databases.Programs, name);
        if (Shop.FindIn(folder) is { } kept && databases.Has(folder))
        {
            return kept;
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        try
        {
            return await Make(size, folder, cancellation);
        }
        catch
        {
            databases.Remove(folder);
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private Task<Shop> Make(
        (int Members, int Transactions) size, string folder, CancellationToken cancellation) =>
        AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn(),
                new RemainingTimeColumn())
            .StartAsync(progress => Make(size, folder, progress, cancellation));

    private async Task<Shop> Make(
        (int Members, int Transactions) size,
        string folder,
        ProgressContext progress,
        CancellationToken cancellation)
    {
        var until = TimeProvider.System.GetUtcNow();
        var from = until.AddMonths(-Months);
        var time = new WalkedTime(from);
        using var house = new House(databases.Create(folder), time);
        var codes = 1000 + (size.Transactions * (History.RedeemsPerHundred + 1) / 100);
        var made = await Catalogue.Create(house, from, codes);
        var history = new History(house, time, made.Partner);

        var telling = progress.AddTask(
            $"{size.Transactions:N0} transactions", maxValue: size.Transactions);
        await history.Tell(size, until, told => telling.Value = told, cancellation);
        await house.Get<Settle>().Run(made.Partner, cancellation);
        Books.Verify(house, progress, cancellation);
        await File.WriteAllLinesAsync(
            Shop.MembersIn(folder), history.Shuffled.Select(email => email.Text), cancellation);
        var shop = new Shop(made.Partner.Id, made.ApiKey, from, until)
        {
            Members = size.Members,
            Transactions = size.Transactions,
            Folder = folder,
        };
        databases.Finish(folder);
        shop.Keep();
        return shop;
    }

    /// <summary>A database of another schema is another database.</summary>
    private static string NewestMigration() =>
        typeof(Database).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(name => Path.GetFileName(name).Split('_')[0])
            .Max(StringComparer.Ordinal) ?? "0";
}
