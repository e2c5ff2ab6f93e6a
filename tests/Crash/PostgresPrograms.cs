using System.Security.Cryptography;

namespace ShopSocially.Loyalty.Crash;

/// <summary>The programs that PostgreSQL comes with, which refuse to be run as root.</summary>
internal static class PostgresPrograms
{
    private const string Owner = "postgres";
    private const string Quietly = "cd / && exec \"$0\" \"$@\" >/dev/null";

    private static readonly string _folder =
        Environment.GetEnvironmentVariable("POSTGRES_BIN") ?? "/usr/lib/postgresql/15/bin";

    /// <summary>Why they cannot be run on this machine; null when they can.</summary>
    public static string? Missing { get; } = Tool.WhyNot(() => Run("initdb", "--version"));

    /// <summary>Runs one to its end.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or has failed.</exception>
    public static void Run(string name, params string[] arguments) =>
        Tool.Run("/bin/sh", ["-c", Quietly, .. AsOwner(Path.Combine(_folder, name)), .. arguments]);

    /// <summary>Gives a folder and what is in it to whom they are run as.</summary>
    public static void HandOver(string folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Tool.Run("chown", "-R", Owner, folder);
        }
    }

    /// <summary>Something that nobody guesses.</summary>
    public static string Secret() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static string[] AsOwner(string program) => Environment.IsPrivilegedProcess
        ? ["runuser", "-u", Owner, "--", program]
        : [program];
}
