using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>What one process asks of another over a socket, in one line of JSON.</summary>
/// <param name="Arguments">The command, as it was typed.</param>
/// <param name="Folder">The folder that it was typed in.</param>
/// <param name="Width">How many columns the terminal has; null where there is none.</param>
internal sealed record Asked(string[] Arguments, string Folder, int? Width);

/// <summary>What the other says to it, in a line of JSON each; the last has an exit code.</summary>
/// <param name="Output">Goes to the standard output.</param>
/// <param name="Error">Goes to the standard error.</param>
/// <param name="ExitCode">How it ended.</param>
internal sealed record Said(string? Output = null, string? Error = null, int? ExitCode = null)
{
    public string Line() => JsonSerializer.Serialize(this) + "\n";
}
