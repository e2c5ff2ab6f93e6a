using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>What the README says to paste, pasted after a first start.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Points_wait_last_and_expire_and_a_level_comes_and_goes_as_it_shows()
    {
        var demo = await (await _machine.Serve()).Demo();
        var (pasted, shown) = (Blocks("sh"), Blocks("text"));
        var seen = new List<string>();
        foreach (var line in pasted)
        {
            var answer = await Send(demo, line);
            answer.Success.Should().BeTrue($"{line} got {answer.Json}");
            if (line == "eve")
            {
                seen.Add(Eve(answer.Data));
            }
        }

        shown.Should().HaveCount(7);
        seen.Should().Equal(shown);
    }

    /// <summary>The calls, or what they show, of the section about tests.</summary>
    private static List<string> Blocks(string language)
    {
        var text = File.ReadAllText(Path.Combine(Machine.Root, "README.md"));
        var section = text.Split("## Test your integration in seconds\n")[1].Split("\n## ")[0];
        return [.. section.Split($"```{language}\n").Skip(1)
            .SelectMany(block => block.Split("```")[0].Replace("\\\n", "").Split('\n'))
            .Where(line => line.StartsWith("loyalty ", StringComparison.Ordinal)
                || line is "eve" or ['"', ..])];
    }

    private static Task<Answer> Send(ProgramClient demo, string line)
    {
        if (line == "eve")
        {
            return demo.Get("users/eve@example.com");
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var path = words[1].Replace("$API/", "").Replace("$SANDBOX", "/v2/sandbox");
        var form = string.Join('&', words.Where(word => word.Contains('=')));
        return demo.Send(HttpMethod.Post, path, ProgramClient.Raw(form));
    }

    /// <summary>As the function of the README prints it.</summary>
    private static string Eve(JsonElement user) => string.Join(' ', user.EnumerateObject()
        .Where(key => key.Name is "available_points" or "pending_points" or "loyalty_level")
        .Select(key => $"\"{key.Name}\":{key.Value.GetRawText()}"));
}
