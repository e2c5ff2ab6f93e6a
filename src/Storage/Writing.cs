namespace ShopSocially.Loyalty.Storage;

/// <summary>How acts that want to write wait, and how many of them one commit keeps.</summary>
/// <param name="MostQueued">Acts that wait at most; a further one is refused at once.</param>
/// <param name="MostActs">Acts of one commit at most; 1 is a commit for every act.</param>
public sealed record Writing(
    int MostQueued = Writing.StandardQueue, int MostActs = Writing.StandardActs)
{
    public const int StandardQueue = 4096;

    public const int StandardActs = 256;

    /// <summary>So few acts are not shared out among commits: a commit costs as much.</summary>
    public const int FewActs = 16;

    /// <summary>No commit takes in further acts after this long.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromMilliseconds(20);
}
