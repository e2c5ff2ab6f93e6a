using System.Security.Cryptography;
using System.Text;

namespace ShopSocially.Loyalty.Operations;

/// <summary>A program's secret: shown once, kept as a hash.</summary>
public static class ApiKey
{
    private static readonly string _nobodys = Hash(Create());

    /// <summary>32 random bytes, as 64 lower-case hex characters.</summary>
    public static string Create() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>SHA-256 of the key, in lower-case hex.</summary>
    public static string Hash(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>
    /// Whether a key has a hash; takes as long for a wrong key, and for a program that does not
    /// exist (null), as for the right one.
    /// </summary>
    public static bool Matches(string key, string? hash) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hash(key)), Encoding.ASCII.GetBytes(hash ?? _nobodys))
        && hash is not null;
}
