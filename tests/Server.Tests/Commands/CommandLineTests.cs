using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>The program as a person starts it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Address = @"(?m)^Listening on http://127\.0\.0\.1:\d+$";

    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task The_first_start_shows_a_demo_whose_three_lines_work_when_pasted()
    {
        var server = await _machine.Serve();
        var printed = await server.ReadTo("/scalar");

        var lines = printed.Where(line => line.StartsWith("curl ", StringComparison.Ordinal))
            .ToList();
        lines.Should().HaveCount(3);
        var award = await CurlLine.Paste(lines[0]);
        award.GetProperty("data").GetProperty("points").GetInt64().Should().Be(119);
        var user = await CurlLine.Paste(lines[1]);
        user.GetProperty("data").GetProperty("available_points").GetInt64().Should().Be(119);
        var redeem = await CurlLine.Paste(lines[2]);
        redeem.GetProperty("data").GetProperty("coupon_code").GetString().Should().Be("DEMO-001");
    }

    [Fact]
    public async Task The_database_lies_where_the_person_stands_and_not_beside_the_source()
    {
        var ended = await _machine.DotnetRun("partners", "list");

        ended.Should().Be(new Ended(0, "", ""));
        File.Exists(_machine.File("loyalty.db")).Should().BeTrue();
    }

    [Fact]
    public async Task A_later_start_prints_the_address_and_what_keeps_the_database_where()
    {
        await (await _machine.Serve()).Stop();

        var printed = await (await _machine.Serve()).Stop();

        printed.Split('\n').Should().HaveCount(2);
        printed.Should().MatchRegex(Address).And.MatchRegex(OwnPlace.IsServer
            ? @"PostgreSQL [0-9.]+(:| keeps) [^ ]+:\d+/loyalty_[0-9a-f]+\."
            : @"SQLite 3\.[0-9.]+(:| keeps) .*loyalty\.db");
    }

    [Fact]
    public async Task Told_to_end_it_answers_what_it_has_read_and_leaves_no_log_behind()
    {
        var server = await _machine.Serve();
        var demo = await server.Demo();
        var calls = Enumerable.Range(0, 32).Select(number => demo.Post(
            "award",
            ("user_email", $"m{number}@example.com"), ("activity_id", "made_a_purchase"),
            ("points_passed", "10"))).ToList();
        await Task.WhenAny(calls);

        var exitCode = await server.Terminate();

        exitCode.Should().Be(0);
        Directory.GetFiles(_machine.Folder).Select(Path.GetFileName)
            .Should().BeEquivalentTo(
                OwnPlace.IsServer ? [] : (string[])["loyalty.db", "loyalty.db.lock"]);
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);
        var answered = calls.Count(call => call.IsCompletedSuccessfully);
        answered.Should().BePositive();
        var verified = await _machine.Run("verify");
        verified.Output.Should().Contain("no breach");
        var sum = verified.Output.TrimEnd().Split(Environment.NewLine)[^1];
        int.Parse(sum.Split(", ")[2].Split(' ')[0], null)
            .Should().BeGreaterThanOrEqualTo(answered);
    }

    [Fact]
    public async Task A_start_that_could_not_listen_has_not_used_up_the_demo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var failed = await _machine.Run($"--Urls=http://{other.LocalEndpoint}");
        var server = await _machine.Serve();

        Refused(failed, "address already in use");
        (await server.ReadTo("/scalar")).Should().Contain(line => line.Contains("api-key: "));
    }

    [Fact]
    public async Task Bootstrap_settings_create_their_program_and_no_demo()
    {
        _machine.Set("Bootstrap__PartnerId", "acme");
        _machine.Set("Bootstrap__ApiKey", "acme-key");
        _machine.Set("Bootstrap__Sandbox", "true");

        var server = await _machine.Serve();

        (await server.Program("acme", "acme-key").Get("levels")).Success.Should().BeTrue();
        var programs = (await _machine.Run("partners", "list")).Output.Trim().Split('\n');
        programs.Should().ContainSingle().Which.Should().StartWith("acme  Bootstrap (sandbox)");
        (await server.Stop()).Should().NotContain("demo");
    }

    [Theory]
    [InlineData("--Bootstrap:ApiKey=")]
    [InlineData("--bootstrap:apikey=")]
    [InlineData("--Kestrel:Certificates:Default:Password=")]
    public async Task A_secret_among_the_arguments_is_refused_and_not_repeated(string argument)
    {
        var refused = await _machine.Run(
            "--Urls=http://127.0.0.1:0", "--Bootstrap:PartnerId=acme", argument + "s3cret-of-acme");

        Refused(refused, "belongs into the environment");
        refused.Error.Should().NotContain("s3cret");
    }

    [Fact]
    public async Task A_bootstrap_program_that_is_there_keeps_its_key()
    {
        _machine.Set("Bootstrap__PartnerId", "acme");
        _machine.Set("Bootstrap__ApiKey", "first");
        await (await _machine.Serve()).Stop();

        _machine.Set("Bootstrap__ApiKey", "second");
        var server = await _machine.Serve();

        (await server.Program("acme", "first").Get("levels")).Success.Should().BeTrue();
        (await server.Program("acme", "second").Get("levels")).Reason
            .Should().Be("authentication failure");
    }

    [Theory]
    [InlineData("Bootstrap__PartnerId", "acme", "Bootstrap:ApiKey go together")]
    [InlineData("Bootstrap__ApiKey", "acme-key", "Bootstrap:ApiKey go together")]
    [InlineData("Database__ConnectionString", " ", "Database:ConnectionString is not set")]
    [InlineData("Database__ConnectionString", "Bogus=1", "bogus")]
    [InlineData("Database__Engine", "Oracle", "is SQLite or PostgreSQL, not 'Oracle'")]
    [InlineData("Sweep__IntervalSeconds", "soon", "Sweep:IntervalSeconds is a whole number")]
    [InlineData("Urls", "bogus", "Invalid url: 'bogus'")]
    public async Task A_setting_that_makes_no_sense_is_said_in_a_line(
        string name, string value, string reason)
    {
        _machine.Set("Urls", "http://127.0.0.1:0");
        _machine.Set(name, value);

        Refused(await _machine.Run(), reason);
    }

    [FileFact]
    public async Task A_file_that_cannot_be_made_is_said_in_a_line()
    {
        _machine.Use("no/such.db");

        Refused(await _machine.Run(), "unable to open database");
    }

    [ServerFact]
    public async Task A_server_that_is_not_there_is_said_in_a_line()
    {
        _machine.Set(
            "Database__ConnectionString", "Host=127.0.0.1;Port=1;Username=x;Database=y");

        Refused(await _machine.Run(), "127.0.0.1:1");
    }

    [FileTheory]
    [InlineData("partners", "list")]
    [InlineData("--Urls=http://127.0.0.1:0")]
    public async Task A_file_that_is_no_database_is_left_as_it_is(params string[] command)
    {
        var text = string.Concat(Enumerable.Repeat("Dear diary, ", 1000));
        await File.WriteAllTextAsync(_machine.File("loyalty.db"), text);

        Refused(await _machine.Run(command), "file is not a database");

        (await File.ReadAllTextAsync(_machine.File("loyalty.db"))).Should().Be(text);
    }

    [Theory]
    [InlineData("bogus", "bogus")]
    [InlineData("--hlep", "--hlep")]
    [InlineData("bogus", "partners", "bogus")]
    [InlineData("extra", "partners", "list", "extra")]
    [InlineData("--bogus", "partners", "create", "--name", "Acme", "--bogus")]
    public async Task What_is_unknown_is_named_and_nothing_is_done(
        string unknown, params string[] command)
    {
        Refused(await _machine.Run(command), $"'{unknown}'; try --help");

        Directory.GetFiles(_machine.Folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("partners")]
    [InlineData("create", "partners")]
    [InlineData("--sandbox", "partners", "create")]
    [InlineData("List the programs", "partners", "list")]
    [InlineData("<partner-id>", "partners", "rotate-key")]
    [InlineData("--enroll-on-award", "partners", "set")]
    [InlineData("--partner <partner-id>", "verify")]
    public async Task Help_is_everywhere(string tells, params string[] command)
    {
        var help = await _machine.Run([.. command, "--help"]);

        help.ExitCode.Should().Be(0);
        help.Error.Should().BeEmpty();
        help.Output.Should().Contain("Usage:").And.Contain(tells);
    }

    /// <summary>A clear word on the error stream, no stack trace, no success.</summary>
    private static void Refused(Ended command, string reason)
    {
        command.ExitCode.Should().NotBe(0);
        command.Error.Should().Contain(reason).And.NotContain("Unhandled");
        command.Output.Should().BeEmpty();
    }
}
