using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>How far an import is, and in the end what it came to.</summary>
/// <param name="Programs">Programs that are whole.</param>
/// <param name="Lines">Lines that have been read.</param>
/// <param name="Added">Rows that were not there before.</param>
/// <param name="Same">Rows that were there already.</param>
/// <param name="Errors">Errors that were found.</param>
public sealed record Imported(long Programs, long Lines, long Added, long Same, long Errors);

/// <summary>What is wrong with a line of a file.</summary>
public sealed record LineError(long Line, string Says)
{
    public override string ToString() => $"line {Line}: {Says}";
}

/// <summary>Who is told of an import while it runs.</summary>
/// <param name="OnError">Told of each error.</param>
/// <param name="OnProgress">Told now and then how far it is.</param>
/// <param name="OnWhole">Told of each program that is whole, and in which database.</param>
public sealed record ImportOnlooker(
    Action<LineError> OnError, Action<Imported> OnProgress, Action<Database, string> OnWhole)
{
    public static ImportOnlooker Nobody { get; } = new(_ => { }, _ => { }, (_, _) => { });
}

/// <summary>
/// Reads programs that an export has written. What is there already is left as it is, so it may be
/// run again after whatever stopped it, and goes on where it was.
/// </summary>
public sealed class ImportPrograms(Database database)
{
    /// <summary>A longer line is none that an export writes.</summary>
    public const int MostLineBytes = 64 * 1024 * 1024;

    /// <summary>An import with so many errors ends.</summary>
    public const int MostErrors = 1000;

    /// <param name="from">The lines.</param>
    /// <param name="onlooker">Told of errors and progress.</param>
    /// <param name="cancellation">Ends it; what has been added stays.</param>
    /// <exception cref="InvalidOperationException">The disk is full.</exception>
    public async Task<Imported> Run(
        Stream from, ImportOnlooker onlooker, CancellationToken cancellation = default)
    {
        using var reading = new ImportReading(new(from, MostLineBytes), database, onlooker);
        return await reading.Run(cancellation);
    }

    /// <summary>
    /// Does the same and keeps nothing: what is there is compared, and everything is added to a
    /// database that is thrown away.
    /// </summary>
    /// <inheritdoc cref="Run" />
    public async Task<Imported> TryOut(
        Stream from, ImportOnlooker onlooker, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-import-").FullName;
        try
        {
            using var scratch = Database.Open(
                Database.PlaceOf(Path.Combine(folder, "scratch.db")));
            using var reading = new ImportReading(new(from, MostLineBytes), database, onlooker)
            {
                Scratch = scratch,
            };
            return await reading.Run(cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
