namespace ShopSocially.Loyalty.Crash;

/// <summary>A disk that is full when it is told to be: a small one, in memory.</summary>
internal sealed class SmallDisk : Disk
{
    private const int Piece = 1 << 16;

    private readonly string _filler;

    public SmallDisk()
    {
        OrNone(() => Tool.Run("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", Folder));
        _filler = Path.Combine(Folder, "filler");
    }

    /// <summary>Why there is none on this machine; null when there is.</summary>
    public static string? Missing { get; } = Tool.WhyNot(() => new SmallDisk().Dispose());

    /// <summary>Leaves so much room, in bytes.</summary>
    public void Fill(long room)
    {
        using var file = new FileStream(_filler, FileMode.Create, FileAccess.Write);
        try
        {
            while (true)
            {
                file.Write(new byte[Piece]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // That was the last of it.
            file.SetLength(Math.Max(0, file.Length - room));
        }
    }

    /// <summary>There is room again.</summary>
    public void Empty() => File.Delete(_filler);

    protected override void Dispose(bool disposing)
    {
        Tool.Run("umount", Folder);
        base.Dispose(disposing);
    }
}
