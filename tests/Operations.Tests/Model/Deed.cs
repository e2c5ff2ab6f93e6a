namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>Something that was asked for at an instant: what history is made of.</summary>
internal abstract record Deed(DateTimeOffset At)
{
    /// <summary>Whether nobody looks at the program afterwards.</summary>
    public bool IsUnseen { get; init; }
}

/// <summary>Nothing was done; time went by until then.</summary>
internal sealed record Waited(DateTimeOffset At) : Deed(At);

/// <summary>What time had decided was written down, which decides nothing.</summary>
internal sealed record Sweeping(DateTimeOffset At) : Deed(At);

/// <summary>Points were asked for a member.</summary>
internal sealed record Awarding(
    DateTimeOffset At, string Member, string Activity, decimal? Passed, string? Order) : Deed(At);

/// <summary>A line was to be moved to another status by hand.</summary>
/// <param name="Line">Its number; 0 for one that is not there.</param>
internal sealed record Moving(DateTimeOffset At, int Line, Status To) : Deed(At);

/// <summary>A member wanted an option.</summary>
internal sealed record Redeeming(DateTimeOffset At, string Member, string Option) : Deed(At);

/// <summary>Points were to be taken from a member.</summary>
internal sealed record Deducting(DateTimeOffset At, string Member, long Points) : Deed(At);

/// <summary>An order came back, or some of its value.</summary>
internal sealed record Returning(DateTimeOffset At, string Order, decimal? Amount) : Deed(At);

/// <summary>A member was to be put into a level by hand, or out of those ("none").</summary>
internal sealed record Placing(DateTimeOffset At, string Member, string Level) : Deed(At);

/// <summary>A member was blocked, or let in again.</summary>
internal sealed record Blocking(DateTimeOffset At, string Member, bool IsBlocked) : Deed(At);

/// <summary>A level was changed.</summary>
internal sealed record LevelChanging(DateTimeOffset At, LevelTerms Level) : Deed(At);

/// <summary>An activity was changed.</summary>
internal sealed record ActivityChanging(DateTimeOffset At, ActivityTerms Activity) : Deed(At);

/// <summary>What is answered to a deed.</summary>
/// <param name="Refusal">The reason of a no; null when the deed was granted.</param>
/// <param name="Line">The number of the line that is answered; 0 for none.</param>
/// <param name="IsReplayed">Whether an award's order had been awarded by the same call.</param>
internal sealed record Reply(string? Refusal, int Line = 0, bool IsReplayed = false)
{
    public static readonly Reply Done = new(Refusal: null);

    public static Reply No(string refusal) => new(refusal);
}
