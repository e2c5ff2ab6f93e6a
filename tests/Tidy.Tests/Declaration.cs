namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>
/// A type or a member; <paramref name="AttributeLine"/> is where its attributes begin, if it has
/// any, and <paramref name="Parameters"/> is zero where the house sets no limit.
/// </summary>
internal sealed record Declaration(
    bool IsType, string Name, int AttributeLine, int FirstLine, int LastLine, int Parameters)
{
    public int Lines => LastLine - FirstLine + 1;
}
