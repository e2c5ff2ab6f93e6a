using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A disk whose power can be cut: an ext4 file system in a file.</summary>
internal sealed class LoopDisk : Disk
{
    private const long Size = 1L << 30;

    // From ext4's own header: ends the file system without writing down anything that is pending,
    // its log least of all.
    private const uint Shutdown = 0x8004587D;
    private const int WithoutLogFlush = 2;

    private readonly string _image;

    public LoopDisk()
    {
        _image = Path.Combine(Beside, "image");
        using (var file = File.Create(_image))
        {
            file.SetLength(Size);
        }

        OrNone(() =>
        {
            Tool.Run("mkfs.ext4", "-q", _image);
            Mount();
        });
    }

    /// <summary>Why there is none on this machine; null when there is.</summary>
    public static string? Missing { get; } = Tool.WhyNot(() =>
    {
        using var disk = new LoopDisk();
        disk.Cut();
    });

    /// <summary>Cuts the power: from now on nothing is read or written.</summary>
    public void Cut()
    {
        using var folder = Open(Folder, 0, 0);
        var how = WithoutLogFlush;
        if (folder.IsInvalid || Control(folder, Shutdown, ref how) != 0)
        {
            throw new InvalidOperationException(
                $"EXT4_IOC_SHUTDOWN: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Brings the power back; nobody may use the disk any more.</summary>
    public void Restore()
    {
        Unmount();
        Mount();
    }

    protected override void Dispose(bool disposing)
    {
        Unmount();
        base.Dispose(disposing);
    }

    private void Mount() => Tool.Run("mount", "-o", "loop", _image, Folder);

    private void Unmount() => Tool.Run("umount", Folder);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(SafeFileHandle file, nuint request, ref int how);
}
