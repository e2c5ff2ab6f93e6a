using System.CommandLine;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>The program's commands; without one it serves.</summary>
public static class CommandLine
{
    public static Task<int> Run(string[] args)
    {
        var root = new RootCommand(
            "A loyalty server that answers the ShopSocially Loyalty v2 API. Without a command it "
            + "serves; any setting of appsettings.json can follow as --Name=value, "
            + "e.g. --Urls=http://localhost:8080.")
        {
            PartnersCommand.Create(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, _) => Serve(args, parsed.UnmatchedTokens));
        return root.Parse(args).InvokeAsync();
    }

    private static async Task<int> Serve(string[] args, IReadOnlyList<string> settings)
    {
        if (settings.FirstOrDefault(token => !token.StartsWith("--", StringComparison.Ordinal))
            is { } unknown)
        {
            await Console.Error.WriteLineAsync($"Unknown command '{unknown}'; try --help.");
            return 1;
        }

        await using var app = Program.Build(args);
        var welcome = await Welcome.Prepare(app.Services);
        await app.StartAsync();
        Console.WriteLine(welcome.Text(app.Urls.First()));
        await app.WaitForShutdownAsync();
        return 0;
    }
}
