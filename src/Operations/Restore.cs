using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Puts a backup where a database is to be, verified and brought up to date. The database appears
/// under its name when all of it is on disk.
/// </summary>
public sealed class Restore(TimeProvider time)
{
    /// <param name="backup">A file that a backup has made.</param>
    /// <param name="file">Where the database is to be; nothing may be there.</param>
    /// <param name="onlooker">Told of the verification.</param>
    /// <param name="cancellation">Ends it halfway, with nothing left behind.</param>
    /// <exception cref="InvalidOperationException">It is of no use, or has no place.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public Verified Run(
        string backup, string file, Onlooker onlooker, CancellationToken cancellation = default)
    {
        if (File.Exists(backup + "-wal"))
        {
            throw new InvalidOperationException(
                $"{backup} is a database in use and no backup: there is a log beside it.");
        }

        using var place = Database.Reserve(file);
        using var part = DatabasePart.Of(file);
        File.Copy(backup, part.File);
        return part.Finish(copy =>
            new VerifyLedger(copy, new(copy, time)).Run(null, onlooker, cancellation)!);
    }
}
