using Microsoft.Win32.SafeHandles;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// A database file in the making, beside its place and under another name; it takes its place when
/// it is whole, and is removed when it never is.
/// </summary>
internal sealed class DatabasePart : IDisposable
{
    // What the engine keeps beside a database.
    private static readonly string[] _ofEngine = ["", "-wal", "-shm", "-journal"];

    private readonly string _place;

    private DatabasePart(string place) => _place = place;

    public string File => _place + ".part";

    /// <exception cref="InvalidOperationException">Something is at its place.</exception>
    public static DatabasePart Of(string place)
    {
        var full = Path.GetFullPath(place);
        foreach (var beside in _ofEngine.Where(beside => System.IO.File.Exists(full + beside)))
        {
            throw new InvalidOperationException(
                $"There is a {full + beside} already; nothing is written over.");
        }

        var part = new DatabasePart(full);
        part.Remove();
        return part;
    }

    /// <summary>Brings it up to date, has it verified, and puts it in its place.</summary>
    /// <exception cref="InvalidOperationException">It is of no use, and why.</exception>
    public Verified Finish(Func<Database, Verified> verify)
    {
        Verified verified;
        using (var database = Database.Open(Database.PlaceOf(File)))
        {
            verified = verify(database);
        }

        System.IO.File.Move(File, _place);
        Sync();
        return verified;
    }

    public void Dispose() => Remove();

    /// <summary>With the file, its new name comes to the disk.</summary>
    private void Sync()
    {
        using SafeFileHandle file = System.IO.File.OpenHandle(
            _place, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    private void Remove()
    {
        foreach (var beside in _ofEngine.Append(Database.LockSuffix))
        {
            System.IO.File.Delete(File + beside);
        }
    }
}
