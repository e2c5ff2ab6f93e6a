using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>No pattern takes longer than its text is long, whoever wrote the text.</summary>
public sealed class PatternsTests
{
    private static readonly Regex Pattern =
        new(@"\bRegex\s+\w+\s*=|\bnew\s+Regex\b|\bGeneratedRegex\b|\bRegex\s*[.]\s*\w+\s*[(]");

    private static readonly Regex Linear = new(@"\bRegexOptions\s*[.]\s*NonBacktracking\b");

    /// <summary>Files whose pattern may go back, each with the reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["src/Storage/Engines/Statement.cs"] = "reads the engine's own words, and nobody else's",
    };

    [Fact]
    public void Every_regular_expression_runs_without_going_back() => Finding.ExpectNone(
        from file in SourceTree.CSharp("src")
        where !Allowed.ContainsKey(file.Path)
        let patterns = file.Find(Pattern, file.CSharp.Code).ToList()
        where patterns.Count != file.Find(Linear, file.CSharp.Code).Count()
        from pattern in patterns
        select pattern,
        "Make it with RegexOptions.NonBacktracking, or read the text by hand.");
}
