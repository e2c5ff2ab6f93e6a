using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Copies the database into one file while it is in use, and verifies the copy's books. The file
/// appears under its name when all of it is on disk.
/// </summary>
public sealed class BackUp(Database database, TimeProvider time)
{
    /// <param name="file">Where to; nothing may be there.</param>
    /// <param name="onlooker">Told of the verification.</param>
    /// <param name="cancellation">Ends it halfway, with nothing left behind.</param>
    /// <exception cref="InvalidOperationException">It cannot be made, and why.</exception>
    /// <exception cref="IOException">It cannot be put in its place.</exception>
    public Verified Run(
        string file, Onlooker onlooker, CancellationToken cancellation = default)
    {
        using var part = DatabasePart.Of(file);
        database.CopyTo(part.File, cancellation);
        return part.Finish(copy => Verify(copy, onlooker, cancellation));
    }

    private Verified Verify(Database copy, Onlooker onlooker, CancellationToken cancellation) =>
        new VerifyLedger(copy, new(copy, time)).Run(null, onlooker, cancellation)!;
}
