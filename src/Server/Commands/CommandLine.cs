using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>The program's commands; without one it serves.</summary>
public static class CommandLine
{
    /// <summary>A server that has just started may not hear commands yet.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(100);

    /// <summary>The database's place, by the file of settings and the environment.</summary>
    public static DatabasePlace Place =>
        Settings.From(WebApplication.CreateBuilder(Settings.Options([])).Configuration).Place;

    /// <summary>Does what was typed; by another process where that uses the database.</summary>
    public static async Task<int> Run(string[] args)
    {
        using var desk = Desk.Own;
        var startedAt = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await Run(args, desk, CancellationToken.None);
            }
            catch (DatabaseInUseException inUse)
            {
                if (await CommandCall.Run(args, inUse, CancellationToken.None) is { } exitCode)
                {
                    return exitCode;
                }

                if (Stopwatch.GetElapsedTime(startedAt) > _patience)
                {
                    return desk.Fail($"It hears no commands: {inUse.Message}");
                }
            }

            await Task.Delay(_rest);
        }
    }

    /// <summary>Does what was typed, here.</summary>
    /// <exception cref="DatabaseInUseException">Another process uses the database.</exception>
    public static async Task<int> Run(
        string[] args, Desk desk, CancellationToken cancellation)
    {
        var root = new RootCommand(
            "A loyalty server that answers the ShopSocially Loyalty v2 API. Without a command it "
            + "serves; any setting of appsettings.json can follow as --Name=value, "
            + "e.g. --Urls=http://localhost:8080.")
        {
            PartnersCommand.Create(desk),
            VerifyCommand.Create(desk),
            BackupCommand.Create(desk),
            RestoreCommand.Create(desk),
            ExportCommand.Create(desk),
            ImportCommand.Create(desk),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((_, _) => desk.Lent is null ? Serve(args) : Task.FromResult(0));
        var parsed = root.Parse(args);
        var serves = parsed.CommandResult.Command == root;
        if (Unknown(parsed, root) is { } unknown)
        {
            return desk.Fail($"Unknown argument '{unknown}'; try --help.");
        }

        // Not what was handed to this method: only the process's own can be read by others.
        if (serves && Environment.GetCommandLineArgs().Any(IsSecret))
        {
            return desk.Fail("A key or a password belongs into the environment; arguments can be "
                + "read by every user of the machine.");
        }

        try
        {
            return await parsed.InvokeAsync(
                new()
                {
                    EnableDefaultExceptionHandler = false,
                    Output = desk.Output,
                    Error = desk.Error,
                    ProcessTerminationTimeout = serves || desk.Lent is not null
                        ? null // The host hears for itself that it is to end.
                        : TimeSpan.FromSeconds(2),
                },
                cancellation);
        }
        catch (StartException reason) when (!serves
            && reason.InnerException is DatabaseInUseException inUse)
        {
            throw inUse;
        }
        catch (StartException reason)
        {
            return desk.Fail(reason.Message);
        }
    }

    /// <summary>The first word that is neither a command nor, where it serves, a setting.</summary>
    private static string? Unknown(ParseResult parsed, RootCommand root) =>
        parsed.UnmatchedTokens.FirstOrDefault(
            token => parsed.CommandResult.Command != root || !IsSetting(token));

    private static bool IsSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=');

    /// <summary>Whether it is a setting that nobody else may read.</summary>
    private static bool IsSecret(string token) => token.Split('=')[0] is ['-', '-', ..] name
        && (name.EndsWith("Key", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Password", StringComparison.OrdinalIgnoreCase));

    private static async Task<int> Serve(string[] args)
    {
        await using var app = Program.Build(args);
        await Welcome.Bootstrap(app.Services);
        await Listen(app);
        var database = app.Services.GetRequiredService<Database>();
        app.Logger.LogInformation(
            "{Engine} keeps {Place}.", database.EngineVersion, database.Keeps);
        var welcome = await Welcome.Prepare(app.Services);
        Console.WriteLine(welcome.Text(app.Urls.First()));
        if (await Task.WhenAny(app.WaitForShutdownAsync(), database.Lost) == database.Lost)
        {
            // Whoever started this server starts it again, and it finds what is on the disk.
            app.Logger.LogCritical(
                await database.Lost, "Nothing can be written any more; the server ends.");
            return 1;
        }

        return 0;
    }

    private static async Task Listen(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception fault) when (fault
            is IOException or SocketException or FormatException or InvalidOperationException)
        {
            throw new StartException($"The server cannot listen: {fault.Message}", fault);
        }
    }
}
