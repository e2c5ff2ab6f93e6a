namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>What a step of a plan does.</summary>
internal enum Verb
{
    Wait,
    Award,
    AwardAgain,
    Move,
    Redeem,
    Deduct,
    Return,
    Place,
    Block,
    ChangeLevel,
    ChangeActivity,
    Sweep,
}

/// <summary>
/// A step as it is drawn by lot: small numbers that mean something only where they are taken, so
/// that a plan keeps its meaning when FsCheck leaves steps out.
/// </summary>
/// <param name="IsUnseen">Whether nobody reads the program after it.</param>
internal sealed record Step(Verb Verb, int A, int B, int C, int D, bool IsUnseen);

/// <summary>The program that a plan begins with, as small numbers.</summary>
internal sealed record Setting(
    int Zone, int Start, int Rounding, int WhenSpent, int Month, int Cap);

/// <summary>A program, and what is done in it.</summary>
internal sealed record Plan(Setting Setting, IReadOnlyList<Step> Steps);
