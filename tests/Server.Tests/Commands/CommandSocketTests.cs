using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>Commands that are typed while a server uses the database.</summary>
public sealed class CommandSocketTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [FileFact]
    public async Task A_second_server_says_why_it_does_not_start()
    {
        await _machine.Serve();

        var second = await _machine.Run("--Urls=http://127.0.0.1:0");

        second.ExitCode.Should().Be(1);
        second.Error.Should().Contain("another process uses").And.Contain("loyalty.db.lock");
        second.Output.Should().NotContain("Listening");
    }

    [FileFact]
    public async Task After_a_server_was_killed_the_next_one_starts_and_hears_commands()
    {
        await (await _machine.Serve()).Stop();
        File.Exists(_machine.File("loyalty.db.sock")).Should().BeTrue("it was killed");

        await _machine.Serve();

        (await _machine.Run("partners", "list")).Output.Should().Contain("Demo (sandbox)");
    }

    [FileFact]
    public async Task The_running_server_does_what_is_typed_and_knows_it_at_once()
    {
        var server = await _machine.Serve();

        var created = await _machine.Run("partners", "create", "--name", "Größe 37");
        var id = After(created, "partner-id: ");
        var first = server.Program(id, After(created, "api-key: "));
        (await first.Get("levels")).Success.Should().BeTrue();
        var rotated = await _machine.Run("partners", "rotate-key", id);

        (await first.Get("levels")).Reason.Should().Be("authentication failure");
        var second = server.Program(id, After(rotated, "api-key: "));
        (await second.Get("levels")).Success.Should().BeTrue();
        (await _machine.Run("partners", "list")).Output.Should().Contain("Größe 37");
    }

    [Fact]
    public async Task What_is_refused_there_is_refused_here()
    {
        await _machine.Serve();

        var unknown = await _machine.Run("partners", "set", "nobody");

        unknown.Should().Be(new Ended(
            1, "", $"No program has the partner-id 'nobody'.{Environment.NewLine}"));
    }

    [FileFact]
    public async Task Only_the_owner_of_the_server_can_call_it()
    {
        await _machine.Serve();

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_machine.File("loyalty.db.sock"))
                .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [FileTheory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("{\"Arguments\":null}\n")]
    [InlineData("[]\n")]
    public async Task Who_says_something_else_hinders_nobody(string text)
    {
        await _machine.Serve();
        using (var socket = Call())
        {
            await socket.ConnectAsync(
                new UnixDomainSocketEndPoint(_machine.File("loyalty.db.sock")));
            await socket.SendAsync(Encoding.UTF8.GetBytes(text));
        }

        (await _machine.Run("partners", "list")).ExitCode.Should().Be(0);
    }

    [FileFact]
    public async Task Who_says_nothing_keeps_nobody_waiting()
    {
        await _machine.Serve();
        var silent = Enumerable.Range(0, 5).Select(_ => Call()).ToList();
        foreach (var socket in silent)
        {
            await socket.ConnectAsync(
                new UnixDomainSocketEndPoint(_machine.File("loyalty.db.sock")));
        }

        var ended = await _machine.Run("partners", "list");

        ended.ExitCode.Should().Be(0);
        silent.Should().OnlyContain(
            socket => !socket.Poll(0, SelectMode.SelectRead), "nobody was hung up on");
        silent.ForEach(socket => socket.Dispose());
    }

    private static Socket Call() =>
        new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private static string After(Ended ended, string words) =>
        ended.Output.Split('\n').Single(line => line.StartsWith(words, StringComparison.Ordinal))
            [words.Length..].Trim();
}
