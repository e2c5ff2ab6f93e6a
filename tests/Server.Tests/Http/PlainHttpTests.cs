using FluentAssertions;
using Microsoft.Extensions.Configuration;
using ShopSocially.Loyalty.Server.Http;
using ShopSocially.Loyalty.Server.Tests.Commands;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>Where the server may listen without TLS.</summary>
public sealed class PlainHttpTests
{
    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.1.2.3:80")]
    [InlineData("http://[::1]:80")]
    [InlineData("http://unix:/run/loyalty.sock")]
    [InlineData("https://0.0.0.0:443")]
    [InlineData("HTTPS://*:443;http://localhost:80")]
    [InlineData("no address")]
    [InlineData("")]
    public void This_machine_alone_or_TLS_is_let_pass(string urls) =>
        Refusing(("Urls", urls)).Should().NotThrow();

    [Theory]
    [InlineData("http://0.0.0.0:80", "http://0.0.0.0:80")]
    [InlineData("http://*:80", "http://*:80")]
    [InlineData("http://+:80", "http://+:80")]
    [InlineData("HTTP://[::]:80", "HTTP://[::]:80")]
    [InlineData("http://192.0.2.1", "http://192.0.2.1")]
    [InlineData("http://shop.example:80", "http://shop.example:80")]
    [InlineData("http://localhost.shop.example", "http://localhost.shop.example")]
    [InlineData("https://*:443; http://*:80", "http://*:80")]
    public void A_network_without_TLS_is_refused_and_named(string urls, string named)
    {
        Refusing(("Urls", urls)).Should().Throw<StartException>()
            .WithMessage($"The server is to listen on {named}, *AllowPlainHttp=true*"
                .Replace("[", "?").Replace("]", "?"));
        Refusing(("Urls", urls), ("AllowPlainHttp", "true")).Should().NotThrow();
    }

    [Fact]
    public void Every_way_of_saying_where_to_listen_is_looked_at()
    {
        Refusing(("HTTP_PORTS", "8080")).Should().Throw<StartException>();
        Refusing(("HTTPS_PORTS", "8443")).Should().NotThrow();
        Refusing(("Urls", "http://localhost"), ("HTTP_PORTS", "8080")).Should().NotThrow();
        Refusing(("Urls", "http://localhost"), ("Kestrel:Endpoints:Web:Url", "http://*:80"))
            .Should().Throw<StartException>();
        Refusing(("Urls", "http://*:80"), ("Kestrel:Endpoints:Web:Url", "https://*:443"))
            .Should().NotThrow("endpoints overrule");
    }

    [Fact]
    public void What_is_neither_true_nor_false_is_named() =>
        Refusing(("AllowPlainHttp", "maybe")).Should().Throw<StartException>()
            .WithMessage("AllowPlainHttp is true or false, not 'maybe'.");

    [Fact]
    public async Task A_start_on_a_network_without_TLS_ends_in_a_line_that_says_why()
    {
        using var machine = new Machine();

        var ended = await machine.Run("--Urls=http://0.0.0.0:0");

        ended.ExitCode.Should().Be(1);
        ended.Output.Should().BeEmpty();
        ended.Error.Trim().Split('\n').Should().ContainSingle().Which.Should()
            .Contain("http://0.0.0.0:0").And.Contain("AllowPlainHttp=true");
        Directory.GetFiles(machine.Folder).Should().BeEmpty("nothing has been begun");
    }

    [Fact]
    public async Task A_start_behind_a_proxy_says_so_and_listens()
    {
        using var machine = new Machine();
        machine.Set("AllowPlainHttp", "true");

        var server = await machine.Serve("http://0.0.0.0:0");

        server.Address.Should().StartWith("http://0.0.0.0:");
    }

    private static Action Refusing(params (string Name, string Value)[] settings) =>
        () => PlainHttp.Refuse(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(
                setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build());
}
