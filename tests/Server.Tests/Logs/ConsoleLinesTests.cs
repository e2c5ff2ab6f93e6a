using FluentAssertions;
using ShopSocially.Loyalty.Server.Tests.Commands;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Logs;

/// <summary>The log of a server that runs as a process of its own.</summary>
public sealed class ConsoleLinesTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Each_request_is_a_line_with_its_instant_on_standard_output()
    {
        var server = await _machine.Serve();

        for (var request = 0; request < 3; request++)
        {
            await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        }

        await server.Client.GetAsync(new Uri("/openapi/v2.json", UriKind.Relative));
        var lines = (await server.ReadTo("/openapi/")).Where(line => line.Contains("RequestLog"));
        lines.Should().HaveCount(4).And.OnlyContain(line => line.Contains("Z info: "));
        lines.Take(3).Should().OnlyContain(line => line.Contains("] - GET /health/live 200 "));
    }

    [Fact]
    public async Task The_settings_choose_the_format_and_the_level()
    {
        _machine.Set("Logging__Console__FormatterName", "json");
        _machine.Set("Logging__Console__LogLevel__Microsoft.AspNetCore.Routing", "Debug");
        var server = await _machine.Serve();

        await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative));

        var lines = await server.ReadTo("GET /health/live 200");
        lines[^1].Should().StartWith("{").And.Contain("\"Operation\":\"/health/live\"");
        lines.Should().Contain(line => line.Contains("Microsoft.AspNetCore.Routing"));
    }

    [Fact]
    public async Task A_format_that_is_unknown_is_said_to_be_at_the_start()
    {
        _machine.Set("Logging__Console__FormatterName", "simpel");

        var ended = await _machine.Run();

        ended.ExitCode.Should().Be(1);
        ended.Error.Trim().Should().Be("Logging:Console:FormatterName cannot be 'simpel'.");
    }
}
