using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>The command <c>partners</c>, run beside a server on the same database.</summary>
public sealed class PartnersCommandTests : IDisposable
{
    private const int Patience = 50_000;

    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task A_program_that_was_created_opens_a_server_that_runs_already()
    {
        var server = await _machine.Serve();

        var acme = await Create("--name", "Acme");

        acme.Id.Should().MatchRegex("^[0-9a-f]{32}$");
        acme.Key.Should().MatchRegex("^[0-9a-f]{64}$");
        (await server.Program(acme.Id, acme.Key).Get("activities")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task The_list_has_each_program_with_its_settings_and_no_key()
    {
        var acme = await Create("--name", "Acme");
        var test = await Create(
            "--name", "Acme test", "--sandbox", "--time-zone", "Europe/Berlin",
            "--rounding", "nearest", "--returns-when-spent", "refuse",
            "--enroll-on-award", "false", "--period-start-month", "4");

        (await List()).Should().Equal(
            $"{acme.Id}  Acme  time-zone=UTC rounding=floor returns-when-spent=within_balance "
            + "enroll-on-award=true period-start-month=1",
            $"{test.Id}  Acme test (sandbox)  time-zone=Europe/Berlin rounding=nearest "
            + "returns-when-spent=refuse enroll-on-award=false period-start-month=4");
    }

    [Fact]
    public async Task A_rotated_key_is_dead_within_a_second_and_the_new_one_opens_at_once()
    {
        var acme = await Create("--name", "Acme");
        var server = await _machine.Serve();
        var old = server.Program(acme.Id, acme.Key);
        (await old.Get("levels")).Success.Should().BeTrue();

        var rotated = Read(await _machine.Run("partners", "rotate-key", acme.Id));

        rotated.Id.Should().Be(acme.Id);
        (await server.Program(rotated.Id, rotated.Key).Get("levels")).Success.Should().BeTrue();
        (await Until(_ => old.Get("levels"), answer => !answer.Success, Patience)).Reason
            .Should().Be("authentication failure");
    }

    [Fact]
    public async Task A_setting_holds_in_a_moment_and_the_others_stay()
    {
        var acme = await Create("--name", "Acme", "--time-zone", "Europe/Berlin");
        var server = await _machine.Serve();
        var program = server.Program(acme.Id, acme.Key);
        await program.Activity("signed_up", ("points_per_activity", "10"));

        var set = await _machine.Run("partners", "set", acme.Id, "--enroll-on-award", "false");

        set.ExitCode.Should().Be(0, set.Error);
        set.Output.Should().Contain("time-zone=Europe/Berlin").And.Contain("enroll-on-award=false");
        var refused = await Until(
            asked => program.Award($"bob{asked}@example.com", "signed_up"),
            answer => !answer.Success,
            OwnPlace.IsServer ? Patience : 1);
        refused.Reason.Should().Be("Invalid User");
    }

    [Fact]
    public async Task A_value_that_makes_no_sense_is_said_and_changes_nothing()
    {
        var acme = await Create("--name", "Acme");
        var before = await List();

        foreach (var (reason, setting) in new (string, string[])[]
        {
            ("no time zone", ["--time-zone", "Mars/Olympus"]),
            ("'up'", ["--rounding", "up"]),
            ("'never'", ["--returns-when-spent", "never"]),
            ("'maybe'", ["--enroll-on-award", "maybe"]),
            ("from 1 to 12, not '13'", ["--period-start-month", "13"]),
            ("from 1 to 12, not 'x'", ["--period-start-month", "x"]),
        })
        {
            var refused = await _machine.Run(["partners", "set", acme.Id, .. setting]);
            refused.ExitCode.Should().NotBe(0, reason);
            refused.Error.Should().Contain(reason).And.NotContain("Unhandled");
        }

        (await List()).Should().Equal(before);
    }

    [Fact]
    public async Task A_program_has_a_name()
    {
        var create = await _machine.Run("partners", "create");

        create.ExitCode.Should().NotBe(0);
        create.Error.Should().Contain("--name");
        (await List()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("rotate-key", "nobody")]
    [InlineData("set", "nobody", "--enroll-on-award", "false")]
    public async Task An_unknown_program_is_said(params string[] command)
    {
        await Create("--name", "Acme");

        var ended = await _machine.Run(["partners", .. command]);

        ended.ExitCode.Should().NotBe(0);
        ended.Error.Trim().Should().Be("No program has the partner-id 'nobody'.");
    }

    private async Task<(string Id, string Key)> Create(params string[] options) =>
        Read(await _machine.Run(["partners", "create", .. options]));

    /// <summary>Asks until the answer is as it should be, or patience ends.</summary>
    private static async Task<Answer> Until(
        Func<int, Task<Answer>> ask, Predicate<Answer> isReached, int most)
    {
        var answer = await ask(0);
        for (var asked = 1; asked < most && !isReached(answer); asked++)
        {
            answer = await ask(asked);
        }

        return answer;
    }

    private async Task<string[]> List() => (await _machine.Run("partners", "list")).Output.Split(
        '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Exactly the two lines that create and rotate-key promise.</summary>
    private static (string Id, string Key) Read(Ended command)
    {
        command.ExitCode.Should().Be(0, command.Error);
        var lines = command.Output.TrimEnd().Split('\n');
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("partner-id: ");
        lines[1].Should().StartWith("api-key: ");
        return (lines[0]["partner-id: ".Length..], lines[1]["api-key: ".Length..]);
    }
}
