using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// What Linux does for a file that is to be on disk, beside the one call that the engine knows
/// (fsync). On other systems that one call does it all.
/// </summary>
internal static class FileSync
{
    /// <summary>So many pages go to the disk together, or thereabouts.</summary>
    private const int PartPages = 32;

    private const string Library = "libc";

    // Of the system's headers: SYNC_FILE_RANGE_WAIT_BEFORE and _WRITE; EINTR; EINVAL, ESPIPE and
    // ENOSYS, of a file system that knows no parts.
    private const uint WaitFor = 1;
    private const uint Begin = 2;
    private const int Interrupted = 4;
    private static readonly int[] _unknown = [22, 29, 38];

    private static readonly bool _isLinux = OperatingSystem.IsLinux();

    /// <summary>A further handle of a log of which every commit is to be synced.</summary>
    /// <returns>Null where the engine is to do that.</returns>
    public static SafeFileHandle? TryOpenLog(string path) => _isLinux ? TryOpen(path) : null;

    /// <summary>A further handle of a file that others write to.</summary>
    /// <returns>Null where none can be had.</returns>
    public static SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return File.OpenHandle(
                path,
                access: FileAccess.ReadWrite,
                share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Brings a file's content to the disk, and what is needed to find it there. When it was last
    /// written is not, and would be a second write to another place for each commit.
    /// </summary>
    /// <param name="log">From <see cref="TryOpenLog" />.</param>
    /// <returns>Whether it is there.</returns>
    public static bool Sync(SafeFileHandle log)
    {
        int code;
        do
        {
            code = SyncData(log);
        }
        while (code != 0 && Marshal.GetLastPInvokeError() == Interrupted);

        return code == 0;
    }

    /// <summary>
    /// Writes to the disk what a sync would, but part by part: whoever syncs another file there in
    /// the meantime has to wait for one of them, and not for all. It takes a sync to be sure of it.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="pages">How many pages of it are to be written, or thereabouts.</param>
    /// <param name="rest">Called before each part.</param>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static void WriteOut(SafeFileHandle file, long pages, Action rest)
    {
        if (!_isLinux)
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        // One part is on its way while the next is begun.
        var length = RandomAccess.GetLength(file);
        var part = (length / Math.Max(1, pages / PartPages)) + 1;
        for (var start = 0L; start < length + part; start += part)
        {
            rest();
            Check(SyncRange(file, start, part, Begin));
            Check(SyncRange(file, Math.Max(0, start - part), part, WaitFor));
        }
    }

    private static void Check(int code)
    {
        if (code != 0 && !_unknown.Contains(Marshal.GetLastPInvokeError()))
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    [DllImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    private static extern int SyncData(SafeFileHandle file);

    [DllImport(Library, EntryPoint = "sync_file_range", SetLastError = true)]
    private static extern int SyncRange(SafeFileHandle file, long start, long count, uint what);
}
