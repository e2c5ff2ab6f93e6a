namespace ShopSocially.Loyalty.Crash;

/// <summary>What is done to a server.</summary>
public enum Fault
{
    /// <summary>Its process ends at once, wherever it is.</summary>
    Kill,

    /// <summary>It is told to end.</summary>
    Terminate,

    /// <summary>It stands still for a moment.</summary>
    Stop,

    /// <summary>Whatever its disk has not been made to write down is gone.</summary>
    PowerCut,

    /// <summary>Its disk has no room for a moment.</summary>
    DiskFull,

    /// <summary>Its disk fails to sync for a moment.</summary>
    FailedSyncs,

    /// <summary>Its disk fails to write for a moment.</summary>
    FailedWrites,

    /// <summary>The engine ends every connection that it has, wherever they are.</summary>
    TerminatedBackends,
}
