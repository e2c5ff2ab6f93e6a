using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Every test runs, and none of them waits for time to pass.</summary>
public sealed class PatienceTests
{
    private static readonly Regex Skipped =
        new(@"\[\s*(Fact|Theory|InlineData|MemberData|ClassData)\b[^\]]*\bSkip\s*=");

    private static readonly Regex Sleep = new(@"\bThread[.]Sleep\b|\bTask[.]Delay\b");

    private static IEnumerable<SourceFile> Tests =>
        SourceTree.CSharp("tests").Where(file => file.Path.Split('/')[1].EndsWith(".Tests"));

    [Fact]
    public void No_test_is_skipped() => Finding.ExpectNone(
        Tests.SelectMany(file => file.Find(Skipped, file.CSharp.Code)),
        "Mend the test, or take it away.");

    [Fact]
    public void No_test_sleeps() => Finding.ExpectNone(
        Tests.SelectMany(file => file.Find(Sleep, file.CSharp.Code)),
        "Move the test clock, or await the thing itself.");
}
