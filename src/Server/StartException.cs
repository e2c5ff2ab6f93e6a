namespace ShopSocially.Loyalty.Server;

/// <summary>
/// Why a command cannot run, in words for the person who started it: a setting, the database or
/// the address is not as it should be.
/// </summary>
public sealed class StartException(string message, Exception? inner = null)
    : Exception(message, inner);
