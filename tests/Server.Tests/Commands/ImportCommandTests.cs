using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>The commands <c>export</c> and <c>import</c>: a program moves house.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task A_program_moves_from_a_running_server_to_another_and_serves_there()
    {
        var server = await Begin();
        await Award(server, "order-1");
        await server.Program("acme", "acme-key").Post(
            "redeem", ("user_email", "bob@example.com"), ("redemption_id", "card"));

        var exported = await _machine.Run("export", "--to", "acme.ndjson");
        var here = await _machine.Run("verify");
        await server.Stop();
        _machine.Use("elsewhere.db");
        var imported = await _machine.Run("import", "acme.ndjson");
        var there = await _machine.Run("verify");

        exported.Output.Trim().Should().StartWith("Exported 1 program, ");
        exported.ExitCode.Should().Be(0, exported.Error);
        imported.ExitCode.Should().Be(0, imported.Error);
        imported.Output.Should().EndWith(
            $" there already, 0 errors{Environment.NewLine}").And.Contain("Imported 1 program: ");
        there.Should().Be(here);
        imported.Output.Should().StartWith(here.Output.Split(Environment.NewLine)[0]);
        var again = (await _machine.Serve()).Program("acme", "acme-key");
        var user = await again.Get("users/bob@example.com");
        user.Number("available_points").Should().Be(9);
        var replayed = await again.Award(
            "bob@example.com", "signed_up", ("order_id", "order-1"));
        replayed.Headers.Contains("Idempotent-Replayed").Should().BeTrue();
        (await again.Award("bob@example.com", "signed_up")).Success.Should().BeTrue();
        (await again.Post(
            "redeem", ("user_email", "bob@example.com"), ("redemption_id", "card")))
            .Text("coupon_code").Should().Be("C2");
    }

    [Fact]
    public async Task It_arrives_beside_a_running_server_which_knows_it_when_it_is_whole()
    {
        var server = await Begin();
        await Award(server, "order-1");
        await _machine.Run("export", "--to", "acme.ndjson", "--partner", "acme");
        await server.Stop();
        _machine.Use("elsewhere.db");
        _machine.Set("Bootstrap__PartnerId", "other");
        server = await _machine.Serve();
        var lines = await File.ReadAllLinesAsync(_machine.File("acme.ndjson"));
        await File.WriteAllLinesAsync(_machine.File("cut.ndjson"), lines[..^2]);

        var cut = await _machine.Run("import", "cut.ndjson");
        var early = await server.Program("acme", "acme-key").Get("users/bob@example.com");
        var listed = await _machine.Run("partners", "list");
        var rotated = await _machine.Run("partners", "rotate-key", "acme");
        var whole = await _machine.Run("import", "acme.ndjson");
        var late = await server.Program("acme", "acme-key").Get("users/bob@example.com");

        cut.ExitCode.Should().Be(1);
        cut.Error.Should().Contain(
            $"line {lines.Length - 1}: the file is cut off within program acme; ");
        early.Reason.Should().Be("authentication failure");
        listed.Output.Should().Contain("(arriving)");
        rotated.Error.Should().Contain("is still arriving");
        whole.ExitCode.Should().Be(0, whole.Error);
        whole.Output.Should().Contain(": 0 rows added, ");
        late.Success.Should().BeTrue();
    }

    [Fact]
    public async Task A_dry_run_keeps_nothing_and_a_broken_file_is_no_success()
    {
        var server = await Begin();
        await Award(server, "order-1");
        await _machine.Run("export", "--to", "acme.ndjson");
        await server.Stop();
        _machine.Use("elsewhere.db");
        var text = await File.ReadAllTextAsync(_machine.File("acme.ndjson"));
        await File.WriteAllTextAsync(
            _machine.File("broken.ndjson"),
            text.Replace("\"points\":19,", "\"points\":\"many\","));

        var dry = await _machine.Run("import", "acme.ndjson", "--dry-run");
        var listed = await _machine.Run("partners", "list");
        var broken = await _machine.Run("import", "broken.ndjson");
        var missing = await _machine.Run("import", "nothing.ndjson");

        dry.ExitCode.Should().Be(0, dry.Error);
        dry.Output.Should().Contain("Would import 1 program: ").And.Contain("program acme: ");
        listed.Output.Should().BeEmpty();
        broken.ExitCode.Should().Be(1);
        broken.Error.Should().MatchRegex(
            "line [0-9]+: transaction.line.points: is of another type");
        missing.ExitCode.Should().Be(1);
        missing.Error.Should().Contain("nothing.ndjson").And.NotContain("Unhandled");
    }

    [FileFact]
    public async Task A_server_cannot_hear_the_standard_input_of_a_command()
    {
        await Begin();

        var ended = await _machine.Run("import", "-");

        ended.ExitCode.Should().Be(1);
        ended.Error.Should().Contain("name a file");
    }

    private async Task<RunningServer> Begin()
    {
        _machine.Set("Bootstrap__PartnerId", "acme");
        _machine.Set("Bootstrap__ApiKey", "acme-key");
        var server = await _machine.Serve();
        var program = server.Program("acme", "acme-key");
        await program.Activity("signed_up", ("points_per_activity", "19"));
        await program.Redemption("card", 10, "C1", "C2");
        return server;
    }

    private static async Task Award(RunningServer server, string orderId)
    {
        var answer = await server.Program("acme", "acme-key").Award(
            "bob@example.com", "signed_up", ("order_id", orderId));
        answer.Success.Should().BeTrue();
    }
}
