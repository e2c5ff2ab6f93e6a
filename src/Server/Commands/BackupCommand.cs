using System.CommandLine;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// The command <c>backup</c>: copies the database into a file, also while it is in use, and
/// verifies the copy.
/// </summary>
public static class BackupCommand
{
    public static Command Create(Desk desk)
    {
        var to = new Option<string>("--to")
        {
            Description = "The file to make; nothing may be there yet.",
            HelpName = "file",
            Required = true,
        };
        var command = new Command(
            "backup",
            "Copy the database into a file, also beside a running server, and verify the copy. "
            + "Exits with 1 if it could not be made, or if its books have a breach.")
        {
            to,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(desk, desk.FileOf(parsed.GetRequiredValue(to)), cancellation),
            CancellationToken.None));
        return command;
    }

    private static int Run(Desk desk, string file, CancellationToken cancellation)
    {
        var backUp = new BackUp(desk.Existing, TimeProvider.System);
        return VerifyCommand.Attempt(
            desk,
            onlooker => backUp.Run(file, onlooker, cancellation),
            $"Backed up to {file}.")!.Value;
    }
}
