using Microsoft.Data.Sqlite;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>Databases that are files, each in the folder of its program or of its copy.</summary>
/// <param name="output">The folder in which all of them lie.</param>
internal sealed class DatabaseFiles(string output) : Databases
{
    private const string Name = "loyalty.db";

    public override string Engine
    {
        get
        {
            using var database = new SqliteConnection("Data Source=:memory:");
            database.Open();
            return $"SQLite {database.ServerVersion}";
        }
    }

    public override string Programs => "programs";

    public override string Disk { get; } = new DriveInfo(output).DriveFormat;

    public static string In(string folder) => Path.Combine(folder, Name);

    public override bool Has(string folder) => File.Exists(In(folder));

    public override DatabasePlace Create(string folder) => PlaceIn(folder);

    public override DatabasePlace Copy(string program, DirectoryInfo folder)
    {
        foreach (var file in Directory.EnumerateFiles(program, $"{Name}*"))
        {
            CopyByPages(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        return PlaceIn(folder.FullName);
    }

    /// <summary>They lie in the folder of the run, which is deleted.</summary>
    public override void Dispose()
    {
    }

    private static DatabasePlace PlaceIn(string folder) => new($"Data Source={In(folder)}");

    /// <summary>
    /// A copy that lies in the system's cache page by page, as a server's own file does: where it
    /// came in large pieces, Linux takes ten times as long to write a page of it. It is on the disk
    /// as well, so that nothing of it is written beside what is measured.
    /// </summary>
    private static void CopyByPages(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var copy = new FileStream(
            to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        source.CopyTo(copy, Pages.Bytes);
        copy.Flush(flushToDisk: true);
    }
}
