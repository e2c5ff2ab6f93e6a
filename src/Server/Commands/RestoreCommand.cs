using System.CommandLine;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// The command <c>restore</c>: puts a backup where the settings say that the database is, and
/// verifies it.
/// </summary>
public static class RestoreCommand
{
    public static Command Create(Desk desk)
    {
        var backup = new Argument<string>("file") { Description = "A file that backup has made." };
        var command = new Command(
            "restore",
            "Put a backup in the database's place, where there must be none, and verify it.")
        {
            backup,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(desk, desk.FileOf(parsed.GetRequiredValue(backup)), cancellation),
            CancellationToken.None));
        return command;
    }

    private static int Run(Desk desk, string backup, CancellationToken cancellation)
    {
        if (desk.Lent is not null)
        {
            return desk.Fail("A server uses the database's place; stop it first.");
        }

        string file;
        try
        {
            file = Database.FileOf(CommandLine.Place);
        }
        catch (InvalidOperationException reason)
        {
            return desk.Fail($"A backup cannot be restored here: {reason.Message}");
        }

        return VerifyCommand.Attempt(
            desk,
            to => new Restore(TimeProvider.System).Run(backup, file, to, cancellation),
            $"Restored {backup} to {file}.")!.Value;
    }
}
