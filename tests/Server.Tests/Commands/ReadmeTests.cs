using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>What the README says to paste, pasted after a first start.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Points_wait_last_and_expire_and_a_level_comes_and_goes_as_the_comments_say()
    {
        var demo = await (await _machine.Serve()).Demo();
        var kept = 0;
        foreach (var line in Lines("Test your integration in seconds"))
        {
            var answer = await Send(demo, line);

            answer.Success.Should().BeTrue($"{line} got {answer.Json}");
            foreach (Match said in Promise().Matches(line.Split(" # ")[^1]))
            {
                answer.Data.GetProperty(said.Groups["key"].Value).ToString()
                    .Should().Be(said.Groups["value"].Value, line);
                kept++;
            }
        }

        kept.Should().BeGreaterThan(8, "the comments of that section promise so much");
    }

    /// <summary>The calls under a heading.</summary>
    private static IEnumerable<string> Lines(string heading)
    {
        var text = File.ReadAllText(Path.Combine(Machine.Root, "README.md"));
        return text.Split($"## {heading}\n")[1].Split("```")[1]
            .Split('\n')
            .Where(line => line.StartsWith("loyalty ", StringComparison.Ordinal));
    }

    private static Task<Answer> Send(ProgramClient demo, string line)
    {
        var words = line.Split('#')[0].Replace("\"", "").Split(
            ' ', StringSplitOptions.RemoveEmptyEntries);
        var path = words[1].Replace("$API/", "").Replace("$SANDBOX/", "../sandbox/");
        var form = string.Join('&', words.Where(word => word.Contains('=') && word != words[1]));
        return words.Length == 2
            ? demo.Get(path)
            : demo.Send(HttpMethod.Post, path, ProgramClient.Raw(form));
    }

    [GeneratedRegex("(?<key>[a-z]+_[a-z_]+) (?<value>[a-z0-9]+)")]
    private static partial Regex Promise();
}
