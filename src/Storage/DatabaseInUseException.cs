namespace ShopSocially.Loyalty.Storage;

/// <summary>Another process uses the database, and only one may.</summary>
/// <param name="file">The database's file.</param>
public sealed class DatabaseInUseException(string file)
    : InvalidOperationException(
        $"another process uses {file}, and only one may; its number is in {file}.lock.")
{
    public string File => file;
}
