using FluentAssertions;
using ShopSocially.Loyalty.Places;
using ShopSocially.Loyalty.Server.Commands;
using Spectre.Console;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>The command <c>verify</c>: what it prints, and its exit codes.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private const string Change = "UPDATE users SET available_points = available_points + 7";

    private readonly Machine _machine = new();
    private RunningServer? _server;

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task A_sound_ledger_is_said_in_a_line_beside_a_running_server()
    {
        await Award();

        var ended = await _machine.Run("verify");

        ended.ExitCode.Should().Be(0, ended.Error);
        ended.Error.Should().BeEmpty();
        Lines(ended).Should().HaveCount(2);
        Lines(ended)[0].Should().MatchRegex("^program acme: 1 member, 1 transaction; points: "
            + "19 available, 0 pending, 0 redeemed, 0 owed; digest [0-9a-f]{64}$");
        Lines(ended)[1].Should().Be("1 program, 1 member, 1 transaction: no breach");
    }

    [Fact]
    public async Task Another_row_is_another_digest_and_several_programs_have_one_together()
    {
        await Award();
        var first = await _machine.Run("verify");
        (await _machine.Run("verify")).Should().Be(first, "nothing has changed");

        await _machine.Run("partners", "create", "--name", "Other");
        var second = await _machine.Run("verify");
        Ask("UPDATE users SET first_name = 'Bob'");
        var third = await _machine.Run("verify");

        Lines(second)[0].Should().Be(Lines(first)[0]);
        Lines(second)[2].Should().StartWith("all programs: 1 member, 1 transaction; points: 19 ");
        Lines(second)[3].Should().StartWith("2 programs, ");
        Lines(third)[0].Should().NotBe(Lines(first)[0]);
        Lines(third)[1].Should().Be(Lines(second)[1]);
        Lines(third)[2].Should().NotBe(Lines(second)[2]);
    }

    [Fact]
    public async Task Nothing_at_all_is_sound()
    {
        await _machine.Run("partners", "list");

        var ended = await _machine.Run("verify");

        ended.ExitCode.Should().Be(0, ended.Error);
        ended.Output.Trim().Should().Be("0 programs, 0 members, 0 transactions: no breach");
    }

    [FileFact]
    public async Task A_database_that_is_not_there_is_no_success_and_is_not_made()
    {
        var ended = await _machine.Run("verify");

        ended.ExitCode.Should().Be(1);
        ended.Error.Should().Contain("unable to open database file").And.NotContain("Unhandled");
        File.Exists(_machine.File("loyalty.db")).Should().BeFalse();
    }

    public static TheoryData<string, string> Damages => new()
    {
        {
            "DROP TABLE returns",
            OwnPlace.IsServer ? "\"returns\" does not exist" : "no such table: returns"
        },
        { "DELETE FROM migrations WHERE version > 1", "is of version 1" },
        { "UPDATE partners SET time_zone = 'Mars/Base'", "Mars/Base" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_ledger_that_cannot_be_read_is_said_in_a_line(string damage, string reason)
    {
        await Award();
        await _server!.Stop();
        Ask(damage);

        var ended = await _machine.Run("verify");

        ended.ExitCode.Should().Be(1);
        ended.Error.Should().Contain(reason).And.NotContain("Unhandled");
    }

    [Fact]
    public async Task A_breach_is_printed_with_its_ids_and_is_no_success()
    {
        var (partnerId, userId) = await Award();
        Ask(Change);

        foreach (var command in new string[][] { ["verify"], ["verify", "--partner", partnerId] })
        {
            var ended = await _machine.Run(command);

            ended.ExitCode.Should().Be(1);
            ended.Error.Should().BeEmpty();
            Lines(ended)[..2].Should().Equal(
                $"program {partnerId}, user {userId}: has 26 available points, her rows say 19",
                $"program {partnerId}: its members have 26 available points, its rows 19");
            Lines(ended)[2].Should().StartWith($"program {partnerId}: 1 member, ");
            Lines(ended)[3].Should().Be("1 program, 1 member, 1 transaction: 2 breaches");
        }
    }

    [Fact]
    public async Task Another_programs_breach_is_none_of_the_one_that_is_named()
    {
        await Award();
        Ask(Change);
        var created = await _machine.Run("partners", "create", "--name", "Other");
        var other = created.Output.Split('\n')[0]["partner-id: ".Length..].Trim();

        var ended = await _machine.Run("verify", "--partner", other);

        ended.ExitCode.Should().Be(0, ended.Output);
        Lines(ended)[0].Should().StartWith($"program {other}: 0 members, 0 transactions; ");
        Lines(ended)[1..].Should().Equal("1 program, 0 members, 0 transactions: no breach");
    }

    [Fact]
    public async Task An_unknown_program_is_said_and_is_no_success()
    {
        await _machine.Run("partners", "list");

        var ended = await _machine.Run("verify", "--partner", "nobody");

        ended.ExitCode.Should().Be(1);
        ended.Error.Trim().Should().Be("No program has the partner-id 'nobody'.");
        ended.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_person_at_a_terminal_sees_how_far_it_is()
    {
        var screen = new StringWriter();

        var exitCode = VerifyCommand.Show(new Terminal(screen).Open(), onlooker =>
        {
            onlooker.OnProgress(new(1, 3, 4, 30, 0));
            onlooker.OnBreach(new("program p1", "says so"));
            return new(1, 4, 4, 40, 1);
        });

        exitCode.Should().Be(1);
        screen.ToString().Should().Contain("Members").And.Contain("75%").And.Contain("says so");
        screen.ToString().Should().EndWith($"1 breach{Environment.NewLine}");
    }

    [Fact]
    public void So_many_breaches_are_printed_and_all_are_counted()
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(written) });

        VerifyCommand.Show(console, onlooker =>
        {
            for (var i = 1; i <= 1234; i++)
            {
                onlooker.OnBreach(new($"user {i}", "is wrong"));
            }

            return new(1, 1234, 1234, 0, 1234);
        });

        var lines = written.ToString().TrimEnd().Split(Environment.NewLine);
        lines[999].Should().Be("user 1000: is wrong");
        lines[1000].Should().StartWith("1000 breaches are printed");
        lines.Should().HaveCount(1002);
        lines[1001].Should().EndWith("1234 breaches");
    }

    private static string[] Lines(Ended ended) =>
        ended.Output.TrimEnd().Split(Environment.NewLine);

    /// <summary>19 points for a member of a program that a server has made.</summary>
    private async Task<(string PartnerId, string UserId)> Award()
    {
        _machine.Set("Bootstrap__PartnerId", "acme");
        _machine.Set("Bootstrap__ApiKey", "acme-key");
        _server = await _machine.Serve();
        var program = _server.Program("acme", "acme-key");
        await program.Activity("signed_up", ("points_per_activity", "19"));
        var answer = await program.Award("bob@example.com", "signed_up");
        answer.Success.Should().BeTrue();
        return ("acme", Ask("SELECT id FROM users"));
    }

    /// <summary>Asks the database, or changes it behind the server's back.</summary>
    private string Ask(string sql)
    {
        using var past = OwnPlace.Connect(_machine.Place);
        using var command = past.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string ?? "";
    }

    /// <summary>A screen that a person looks at.</summary>
    private sealed class Terminal(TextWriter screen) : IAnsiConsoleOutput
    {
        public TextWriter Writer => screen;

        public bool IsTerminal => true;

        public int Width => 120;

        public int Height => 40;

        public IAnsiConsole Open() => AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = this,
        });

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
