namespace ShopSocially.Loyalty.Storage.Engines;

/// <summary>What all engines call the ends and the parts of a transaction.</summary>
internal static class Words
{
    public const string Keep = "COMMIT";

    public const string Undo = "ROLLBACK";

    /// <summary>A part of a transaction, which can be undone alone.</summary>
    public const string BeginPart = "SAVEPOINT part";

    public const string KeepPart = "RELEASE SAVEPOINT part";

    public const string UndoPart = "ROLLBACK TO SAVEPOINT part";
}
