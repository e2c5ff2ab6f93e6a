namespace ShopSocially.Loyalty.Crash;

/// <summary>What keeps a victim's database.</summary>
public enum Engine
{
    /// <summary>A file on a disk of its own.</summary>
    SQLite,

    /// <summary>A database of its own on the cluster that LOYALTY_POSTGRES tells of.</summary>
    PostgreSQL,
}
