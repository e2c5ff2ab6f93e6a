namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// The bugs that the crash tests plant into a server of their own, to show that they would find
/// them. No setting and no request can: only those tests see the switch.
/// </summary>
public static class Planted
{
    /// <summary>The one that is planted; none in every server that serves.</summary>
    public static PlantedBug Bug { get; internal set; }
}

/// <summary>What is done wrongly on purpose.</summary>
public enum PlantedBug
{
    None,

    /// <summary>A commit does not wait for the disk: the engine's synchronous is NORMAL.</summary>
    CommitsUnsynced,

    /// <summary>Calls are answered some milliseconds before the commit that keeps them.</summary>
    AnswersBeforeCommit,

    /// <summary>The code that a redeem issues is looked up before its transaction.</summary>
    CodesBeforeTransaction,

    /// <summary>Nothing is written down of a call that had an Idempotency-Key.</summary>
    KeysForgotten,
}
