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
}
