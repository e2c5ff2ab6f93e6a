using System.Net.Sockets;
using System.Text.Json;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>Hands a command over to the server that uses the database.</summary>
internal static class CommandCall
{
    /// <summary>The command's exit code; null when nobody hears it at the socket.</summary>
    /// <param name="arguments">The command, as it was typed.</param>
    /// <param name="inUse">The database, which another process uses.</param>
    /// <param name="cancellation">Hangs up; the server ends the command then.</param>
    public static async Task<int?> Run(
        string[] arguments, DatabaseInUseException inUse, CancellationToken cancellation)
    {
        using var socket = new Socket(
            AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(
                new UnixDomainSocketEndPoint(CommandSocket.PathOf(inUse.File)), cancellation);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentOutOfRangeException)
        {
            return null;
        }

        await using var stream = new NetworkStream(socket);
        var desk = Desk.Own;
        var profile = desk.Screen.Profile;
        var width = profile.Out.IsTerminal && profile.Capabilities.Interactive
            ? profile.Width
            : (int?)null;
        await JsonSerializer.SerializeAsync(
            stream, new Asked(arguments, desk.Folder, width), cancellationToken: cancellation);
        await stream.WriteAsync("\n"u8.ToArray(), cancellation);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            var said = JsonSerializer.Deserialize<Said>(line)!;
            await desk.Output.WriteAsync(said.Output);
            await desk.Error.WriteAsync(said.Error);
            if (said.ExitCode is { } exitCode)
            {
                return exitCode;
            }
        }

        return desk.Fail("The server has ended before the command did.");
    }
}
