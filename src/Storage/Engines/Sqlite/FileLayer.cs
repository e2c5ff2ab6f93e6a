using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ShopSocially.Loyalty.Storage.Engines.Sqlite;

/// <summary>
/// The system's file layer of the engine (its VFS), but for the write-ahead log, which is a
/// <see cref="LogFile" />. With all other files the engine deals as ever, nothing in between.
/// </summary>
internal static unsafe class FileLayer
{
    private const string Library = "e_sqlite3";
    private const string OwnName = "loyalty";
    private const string MainDatabase = "main";

    // Of the engine's header: SQLITE_OPEN_WAL, SQLITE_FCNTL_FILE_POINTER and _JOURNAL_POINTER.
    private const int IsLog = 0x00080000;
    private const int DatabasePointer = 7;
    private const int LogPointer = 28;

    private static readonly Layer* _system = FindSystem();
    private static readonly FileMethods* _ofLog = MakeMethodsOfLog();

    /// <summary>What a connection string calls it by.</summary>
    public static string Name { get; } = Register();

    /// <summary>The log of a connection; null where it is of another layer.</summary>
    public static LogFile? LogOf(nint database) =>
        FileControl(database, MainDatabase, LogPointer, out var file) == raw.SQLITE_OK
            && file is not null && file->Methods == _ofLog
            ? LogOf(file)
            : null;

    /// <summary>The database's own file, of a connection; null where there is none.</summary>
    public static OpenFile* DatabaseOf(nint database) =>
        FileControl(database, MainDatabase, DatabasePointer, out var file) == raw.SQLITE_OK
            ? file
            : null;

    private static string Register()
    {
        // The engine keeps both for as long as the process lives.
        var own = (Layer*)NativeMemory.Alloc((nuint)sizeof(Layer));
        *own = *_system;
        own->Name = Marshal.StringToCoTaskMemUTF8(OwnName);
        own->FileBytes = sizeof(OpenLog) + _system->FileBytes;
        own->Open = &Open;
        return Add(own, isStandard: 0) == raw.SQLITE_OK
            ? OwnName
            : throw new InvalidOperationException("The engine does not take a file layer.");
    }

    /// <summary>
    /// Before the engine is used for the first time it is told that each connection is of one
    /// thread at a time, as ours are: else it takes a lock for each look at a column.
    /// </summary>
    private static Layer* FindSystem()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        return Find(null);
    }

    private static FileMethods* MakeMethodsOfLog()
    {
        var methods = (FileMethods*)NativeMemory.Alloc((nuint)sizeof(FileMethods));
        *methods = new()
        {
            Version = 1,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            Size = &Size,
            Lock = &Lock,
            Unlock = &Lock,
            IsReserved = &IsReserved,
            Control = &Control,
            SectorBytes = &SectorBytes,
            Traits = &Traits,
        };
        return methods;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Layer* own, byte* name, OpenFile* file, int flags, int* given)
    {
        if ((flags & IsLog) == 0)
        {
            return _system->Open(_system, name, file, flags, given);
        }

        var log = (OpenLog*)file;
        log->Methods = null;
        var code = _system->Open(_system, name, log->File, flags, given);
        if (code == raw.SQLITE_OK)
        {
            var handle = FileSync.TryOpenLog(Marshal.PtrToStringUTF8((nint)name)!);
            log->Log = GCHandle.ToIntPtr(GCHandle.Alloc(new LogFile(log->File, handle)));
            log->Methods = _ofLog;
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(OpenFile* file)
    {
        var handle = GCHandle.FromIntPtr(((OpenLog*)file)->Log);
        var code = ((LogFile)handle.Target!).Close();
        handle.Free();
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenFile* file, byte* into, int count, long at) =>
        LogOf(file).Read(into, count, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, byte* from, int count, long at) =>
        LogOf(file).Write(from, count, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(OpenFile* file, long size) => LogOf(file).Truncate(size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(OpenFile* file, int flags) => LogOf(file).Sync(flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(OpenFile* file, long* size) => LogOf(file).Size(size);

    // Nobody locks a log: locks are on the database's own file.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(OpenFile* file, int level) => raw.SQLITE_OK;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsReserved(OpenFile* file, int* isReserved)
    {
        *isReserved = 0;
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(OpenFile* file, int what, void* argument) => raw.SQLITE_NOTFOUND;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorBytes(OpenFile* file)
    {
        var system = ((OpenLog*)file)->File;
        return system->Methods->SectorBytes(system);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Traits(OpenFile* file)
    {
        var system = ((OpenLog*)file)->File;
        return system->Methods->Traits(system);
    }

    private static LogFile LogOf(OpenFile* file) =>
        (LogFile)GCHandle.FromIntPtr(((OpenLog*)file)->Log).Target!;

    [DllImport(Library, EntryPoint = "sqlite3_file_control")]
    private static extern int FileControl(
        nint database,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string schema,
        int what,
        out OpenFile* file);

    [DllImport(Library, EntryPoint = "sqlite3_vfs_find")]
    private static extern Layer* Find(byte* name);

    [DllImport(Library, EntryPoint = "sqlite3_vfs_register")]
    private static extern int Add(Layer* layer, int isStandard);

    /// <summary>The engine's sqlite3_vfs; what is never looked at here is only carried.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Layer
    {
        public int Version;
        public int FileBytes;
        public int LongestPath;
        public nint Next;
        public nint Name;
        public nint Data;
        public delegate* unmanaged[Cdecl]<Layer*, byte*, OpenFile*, int, int*, int> Open;
        public OtherMethods Others;
    }

    /// <summary>From xDelete to xNextSystemCall.</summary>
    [InlineArray(15)]
    private struct OtherMethods
    {
        private nint _first;
    }

    /// <summary>A log as the engine has it: ours, and behind it the system's.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct OpenLog
    {
        public FileMethods* Methods;
        public nint Log;

        public OpenFile* File => (OpenFile*)((OpenLog*)Unsafe.AsPointer(ref this) + 1);
    }
}
