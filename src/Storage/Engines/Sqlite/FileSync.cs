using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// What Linux does for a file that is to be on disk, beside the one call that the engine knows
/// (fsync). On other systems that one call does it all.
/// </summary>
internal static class FileSync
{
    private const string Library = "libc";

    // Of the system's headers: SYNC_FILE_RANGE_WAIT_BEFORE and _WRITE; EINTR; EINVAL, ESPIPE and
    // ENOSYS, of a file system that knows no parts.
    private const uint WaitFor = 1;
    private const uint Begin = 2;
    private const int Interrupted = 4;
    private static readonly int[] _unknown = [22, 29, 38];

    private static readonly bool _isLinux = OperatingSystem.IsLinux();

    /// <summary>Whether the system writes a part of a file by itself.</summary>
    public static bool KnowsParts => _isLinux;

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
    /// Has a part of a file begin to be written to the disk; all of it is, where the system knows
    /// no parts.
    /// </summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static void BeginWriting(SafeFileHandle file, long start, long length)
    {
        if (_isLinux)
        {
            Check(SyncRange(file, start, length, Begin));
        }
        else
        {
            RandomAccess.FlushToDisk(file);
        }
    }

    /// <summary>Waits for what of a part has begun to be written.</summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static void WaitForWriting(SafeFileHandle file, long start, long length)
    {
        if (_isLinux)
        {
            Check(SyncRange(file, start, length, WaitFor));
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
