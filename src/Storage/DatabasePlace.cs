namespace ShopSocially.Loyalty.Storage;

/// <summary>Where a database is.</summary>
/// <param name="ConnectionString">In the words of its engine.</param>
/// <param name="Engine">The engine's name; the embedded one where there is none.</param>
/// <param name="Lists">
/// Where lists are read that may be a moment old, in the engine's words; null for the same place.
/// </param>
public sealed record DatabasePlace(
    string ConnectionString, string? Engine = null, string? Lists = null);
