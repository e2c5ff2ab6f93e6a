using System.Runtime.InteropServices;
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
    public static string Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>
    /// Whether the hash of a key that was given is the one that is kept; takes as long for a wrong
    /// key, and for a program that does not exist (null), as for the right one.
    /// </summary>
    public static bool Opens(string given, string? kept) =>
        CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(given.AsSpan()),
            MemoryMarshal.AsBytes((kept ?? _nobodys).AsSpan()))
        && kept is not null;
}
