namespace ShopSocially.Loyalty.Crash;

/// <summary>What came of an ordeal.</summary>
/// <param name="Faults">How often the server was hurt.</param>
/// <param name="Acknowledged">Calls that were answered 2xx, some when asked again.</param>
/// <param name="Unknown">Calls of which nothing was known at first.</param>
/// <param name="Violations">What must not be; empty when all is well.</param>
public sealed record Report(
    int Faults, int Acknowledged, int Unknown, IReadOnlyList<string> Violations)
{
    /// <summary>What came of two.</summary>
    public static Report operator +(Report one, Report other) => new(
        one.Faults + other.Faults,
        one.Acknowledged + other.Acknowledged,
        one.Unknown + other.Unknown,
        [.. one.Violations, .. other.Violations]);

    public override string ToString() => string.Join('\n',
    [
        $"{Faults} faults, {Acknowledged} acknowledged calls, {Unknown} unknown at first: "
            + $"{Violations.Count} violations",
        .. Violations,
    ]);
}
