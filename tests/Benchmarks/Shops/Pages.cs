using Microsoft.Win32.SafeHandles;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>
/// The pages of a database that is measured. Its file stays open: whoever closes a file gives up
/// all locks that the process has on it, those of a database that it serves among them.
/// </summary>
/// <param name="file">The database's.</param>
internal sealed class Pages(string file) : IDisposable
{
    public const int Bytes = 4096;

    private readonly SafeFileHandle _handle = File.OpenHandle(
        file, share: FileShare.ReadWrite, options: FileOptions.RandomAccess);

    /// <summary>
    /// Looks at every page, so that it is in memory. A server that is used all the time has its
    /// file there; while others are measured it is not used, and what is not used for some seconds
    /// a system may take back.
    /// </summary>
    public void Touch()
    {
        // One page at a time, as in copying: what is read ahead comes in large pieces.
        var page = new byte[Bytes];
        for (var at = 0L; RandomAccess.Read(_handle, page, at) > 0; at += Bytes)
        {
        }
    }

    public void Dispose() => _handle.Dispose();
}
