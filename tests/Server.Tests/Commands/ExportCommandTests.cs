using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>The command <c>export</c>: what it writes, and where.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_lines_go_to_the_standard_output_and_nothing_else_does(bool isServed)
    {
        await Begin(isServed);

        var ended = await _machine.Run("export");

        ended.ExitCode.Should().Be(0, ended.Error);
        ended.Error.Trim().Should().MatchRegex("^Exported 1 program, [0-9]+ rows[.]$");
        var lines = ended.Output.TrimEnd('\n').Split('\n');
        lines.Should().OnlyContain(line => JsonDocument.Parse(line, default).RootElement
            .EnumerateObject().Count() == 1);
        lines[0].Should().StartWith("{\"export\":{\"format\":\"loyalty-export\",\"version\":1,");
        lines[^1].Should().Be("{\"export_end\":{\"programs\":1}}");
    }

    [Fact]
    public async Task The_digest_is_that_of_the_programs_lines_as_any_tool_takes_it()
    {
        await Begin(isServed: false);

        var ended = await _machine.Run("export");

        var lines = ended.Output.TrimEnd('\n').Split('\n');
        var digest = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Join('\n', lines[1..^2]) + "\n")));
        lines[^2].Should().EndWith($",\"digest\":\"{digest}\"}}}}");
        (await _machine.Run("verify")).Output.Should().Contain($"; digest {digest}");
    }

    [Fact]
    public async Task A_file_is_its_owners_and_nothing_is_written_over()
    {
        await Begin(isServed: false);
        await File.WriteAllTextAsync(_machine.File("diary.txt"), "Dear diary");

        var made = await _machine.Run("export", "--to", "all.ndjson");
        var over = await _machine.Run("export", "--to", "diary.txt");
        var nowhere = await _machine.Run("export", "--to", "no/such/all.ndjson");
        var nobody = await _machine.Run("export", "--to", "x.ndjson", "--partner", "nobody");

        made.ExitCode.Should().Be(0, made.Error);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_machine.File("all.ndjson"))
                .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        over.Error.Should().Contain("nothing is written over");
        (await File.ReadAllTextAsync(_machine.File("diary.txt"))).Should().Be("Dear diary");
        nowhere.Error.Should().Contain("no/such/all.ndjson").And.NotContain("Unhandled");
        nobody.Error.Trim().Should().Be("No program has the partner-id 'nobody'.");
        new[] { over, nowhere, nobody }.Should().OnlyContain(ended => ended.ExitCode == 1);
        Directory.GetFiles(_machine.Folder).Should().NotContain(
            file => file.EndsWith(".part") || file.EndsWith("x.ndjson"));
    }

    private async Task Begin(bool isServed)
    {
        var server = await _machine.Serve();
        var demo = await server.Demo();
        (await demo.Award("bob@example.com", "signed_up")).Success.Should().BeTrue();
        if (!isServed)
        {
            await server.Stop();
        }
    }
}
