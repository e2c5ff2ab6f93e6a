using System.Globalization;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// The right to use a database file, which one process has at a time: a lock on a file beside it,
/// which the system gives up with the process, however that ends.
/// </summary>
internal sealed class FileLock : IDisposable
{
    public const string Suffix = ".lock";

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the right; the process writes its number down.</summary>
    /// <exception cref="DatabaseInUseException">Another has it.</exception>
    /// <exception cref="InvalidOperationException">No file can be made there.</exception>
    public static FileLock Take(string databaseFile)
    {
        var path = databaseFile + Suffix;
        try
        {
            var file = new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            WriteNumber(file);
            return new(file);
        }
        catch (IOException fault) when (fault.GetType() == typeof(IOException))
        {
            // A missing folder, or too long a name, is an exception of a type of its own.
            throw new DatabaseInUseException(databaseFile);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"unable to open database file: {fault.Message}", fault);
        }
    }

    // The file stays: were it removed, two could each lock one of that name.
    public void Dispose() => _file.Dispose();

    private static void WriteNumber(FileStream file)
    {
        // For a person: while the lock is held, no other program of this kind can read it.
        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
    }
}
