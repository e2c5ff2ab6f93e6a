using System.CommandLine;
using System.Net.Sockets;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>The program's commands; without one it serves.</summary>
public static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand(
            "A loyalty server that answers the ShopSocially Loyalty v2 API. Without a command it "
            + "serves; any setting of appsettings.json can follow as --Name=value, "
            + "e.g. --Urls=http://localhost:8080.")
        {
            PartnersCommand.Create(),
            VerifyCommand.Create(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((_, _) => Serve(args));
        var parsed = root.Parse(args);
        if (Unknown(parsed, root) is { } unknown)
        {
            return Fail($"Unknown argument '{unknown}'; try --help.");
        }

        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (StartException reason)
        {
            return Fail(reason.Message);
        }
    }

    /// <summary>The database that the file of settings and the environment name.</summary>
    public static Database OpenDatabase() => Acts.OpenDatabase(ConnectionString);

    /// <summary>The same database, if it is there, and left as it is.</summary>
    public static Database OpenExisting() => Acts.OpenExisting(ConnectionString);

    private static string ConnectionString =>
        Settings.From(WebApplication.CreateBuilder(Settings.Options([])).Configuration)
            .ConnectionString;

    /// <summary>Says that a partner-id is unknown; the exit code of that.</summary>
    public static int SayUnknown(string partnerId) =>
        Fail($"No program has the partner-id '{partnerId}'.");

    /// <summary>The first word that is neither a command nor, where it serves, a setting.</summary>
    private static string? Unknown(ParseResult parsed, RootCommand root) =>
        parsed.UnmatchedTokens.FirstOrDefault(
            token => parsed.CommandResult.Command != root || !IsSetting(token));

    private static bool IsSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=');

    private static async Task<int> Serve(string[] args)
    {
        await using var app = Program.Build(args);
        await Welcome.Bootstrap(app.Services);
        await Listen(app);
        var welcome = await Welcome.Prepare(app.Services);
        Console.WriteLine(welcome.Text(app.Urls.First()));
        await app.WaitForShutdownAsync();
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

    private static int Fail(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }
}
