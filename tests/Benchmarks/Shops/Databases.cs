using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>
/// Where databases are: those of the programs, which are kept, and the copies that are measured.
/// </summary>
internal abstract class Databases : IDisposable
{
    /// <summary>The engine, with its version and what it promises.</summary>
    public abstract string Engine { get; }

    /// <summary>What the folder of the programs is called in the output.</summary>
    public abstract string Programs { get; }

    /// <summary>What kind of disk they lie on.</summary>
    public abstract string Disk { get; }

    /// <summary>Whether they lie in memory, where a commit costs nothing.</summary>
    public bool AreInMemory => Disk is "tmpfs" or "ramfs";

    /// <summary>Whether the program that is kept in a folder has its database.</summary>
    public abstract bool Has(string folder);

    /// <summary>An empty one for the program of a folder, in place of what is there.</summary>
    public abstract DatabasePlace Create(string folder);

    /// <summary>Has it as it is to be kept and copied, for all of it is told.</summary>
    public virtual void Finish(string folder)
    {
    }

    /// <summary>Takes away that of a program which was not told to its end.</summary>
    public virtual void Remove(string folder)
    {
    }

    /// <summary>A copy of a program's, to be written to, for whatever works in a folder.</summary>
    public abstract DatabasePlace Copy(string program, DirectoryInfo folder);

    /// <summary>Takes away what runs that were killed have left behind.</summary>
    public virtual void Tidy()
    {
    }

    /// <summary>Takes the copies of this run away.</summary>
    public abstract void Dispose();
}
