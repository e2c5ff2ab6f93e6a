using System.Runtime.InteropServices;
using ShopSocially.Loyalty.Storage;
using Spectre.Console;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// Where a command is done: by the process that it was typed into, or by the server that uses the
/// database and was handed it (see <see cref="CommandSocket"/>).
/// </summary>
public sealed class Desk : IDisposable
{
    private Database? _own;

    /// <summary>This process, and whoever sits before it.</summary>
    public static Desk Own { get; } = new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Screen = AnsiConsole.Console,
        Folder = Environment.CurrentDirectory,
    };

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>The output again, which may be a terminal.</summary>
    public required IAnsiConsole Screen { get; init; }

    /// <summary>The folder that names of files begin at.</summary>
    public required string Folder { get; init; }

    /// <summary>The database of the server that does it; null for that of the settings.</summary>
    public Database? Lent { get; init; }

    /// <summary>The database; made where there is none.</summary>
    /// <exception cref="StartException">It cannot be used, and why.</exception>
    public Database Database => Lent ?? (_own ??= Acts.OpenDatabase(CommandLine.Place));

    /// <summary>The database, if it is there, and left as it is.</summary>
    /// <exception cref="StartException">It cannot be used, and why.</exception>
    public Database Existing => Lent ?? (_own ??= Acts.OpenExisting(CommandLine.Place));

    /// <summary>A file by the name that was typed.</summary>
    public string FileOf(string name) => Path.GetFullPath(name, Folder);

    /// <summary>Says why it is not done; the exit code of that.</summary>
    public int Fail(string reason)
    {
        Error.WriteLine(reason);
        return 1;
    }

    /// <summary>Says that a partner-id is unknown; the exit code of that.</summary>
    public int SayUnknown(string partnerId) =>
        Fail($"No program has the partner-id '{partnerId}'.");

    /// <summary>Says that a program is still arriving; the exit code of that.</summary>
    public int SayArriving(string partnerId) => Fail(ArrivingWords(partnerId));

    /// <summary>What is said of a program whose import has not come to its end.</summary>
    public static string ArrivingWords(string partnerId) =>
        $"program {partnerId}: is still arriving; import all of it to use it";

    /// <summary>Does work, and says why where it cannot be done.</summary>
    public async Task<int> Attempt(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            return VerifyCommand.Interrupted;
        }
        catch (Exception fault) when (fault
            is InvalidOperationException or IOException or UnauthorizedAccessException
            or FormatException or ExternalException or TimeZoneNotFoundException)
        {
            return Fail(fault.Message);
        }
    }

    public void Dispose() => _own?.Dispose();
}
