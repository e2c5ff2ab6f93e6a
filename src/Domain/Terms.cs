namespace ShopSocially.Loyalty.Domain;

/// <summary>How a computed number of points becomes a whole one (ledger.md, section 6).</summary>
public enum Rounding
{
    Floor,

    /// <summary>To the nearest, half up.</summary>
    Nearest,
    Ceiling,
}

/// <summary>
/// What a return takes when the member has already spent the order's points (ledger.md, 7.3).
/// </summary>
public enum ReturnPolicy
{
    /// <summary>The rest from her other lots, as far as they go.</summary>
    WithinBalance,

    /// <summary>Nothing: the return is refused.</summary>
    Refuse,

    /// <summary>The rest becomes debt, which later points pay off first.</summary>
    AllowNegative,
}

/// <summary>The settings of a program that its rules depend on.</summary>
/// <param name="TimeZone">IANA name; days, months and periods run in it.</param>
/// <param name="Rounding">How awards are rounded, once, at the end.</param>
/// <param name="ReturnsWhenSpent">What a return takes when the points are gone.</param>
/// <param name="EnrollOnAward">Whether an award enrols an e-mail that is no member yet.</param>
/// <param name="PeriodStartMonth">The month, 1-12, in which a year of period levels begins.</param>
public sealed record Terms(
    string TimeZone,
    Rounding Rounding,
    ReturnPolicy ReturnsWhenSpent,
    bool EnrollOnAward,
    int PeriodStartMonth)
{
    public static Terms Standard { get; } =
        new("UTC", Rounding.Floor, ReturnPolicy.WithinBalance, EnrollOnAward: true, 1);
}
