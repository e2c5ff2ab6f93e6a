using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>One place that breaks a rule; the first line of a file is 1.</summary>
internal sealed record Finding(string Path, int Line, string What)
{
    private const int MostShown = 50;

    public override string ToString() => $"  {Path}:{Line}  {What}";

    /// <summary>Fails with every place and the advice, unless there is no place.</summary>
    public static void ExpectNone(IEnumerable<Finding> findings, string advice)
    {
        var found = findings.Distinct().ToList();
        if (found.Count == 0) return;

        var more = found.Count > MostShown ? $"\n  and {found.Count - MostShown} more" : "";
        Assert.Fail($"{advice}\n{string.Join('\n', found.Take(MostShown))}{more}");
    }
}
