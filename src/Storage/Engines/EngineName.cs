namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>The engines, as the settings call them.</summary>
internal enum EngineName
{
    /// <summary>One file, and one process that writes to it.</summary>
    SQLite,

    /// <summary>A server of its own, for as many processes as are needed.</summary>
    PostgreSQL,
}
