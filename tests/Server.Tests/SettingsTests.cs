using FluentAssertions;
using Microsoft.Extensions.Configuration;
using ShopSocially.Loyalty.Storage;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Settings, as they are set, left out, and set to nonsense.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void A_sweep_that_nobody_set_runs_as_the_file_in_the_box_says()
    {
        var file = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();

        SweepIn().Should().Be(Settings.From(file).Sweep);
        SweepIn().Interval.Should().BePositive();
    }

    [Theory]
    [InlineData("0", "1", 0, 1)]
    [InlineData("86400", "1000", 86_400, 1000)]
    public void A_sweep_runs_as_it_is_set(
        string interval, string batch, int seconds, int members) =>
        SweepIn(("IntervalSeconds", interval), ("BatchSize", batch))
            .Should().Be(new SweepSettings(seconds, members));

    [Theory]
    [InlineData("IntervalSeconds", "-1")]
    [InlineData("IntervalSeconds", "86401")]
    [InlineData("IntervalSeconds", "1.5")]
    [InlineData("IntervalSeconds", "soon")]
    [InlineData("IntervalSeconds", "99999999999")]
    [InlineData("BatchSize", "0")]
    [InlineData("BatchSize", "1001")]
    [InlineData("BatchSize", "many")]
    public void A_sweep_that_makes_no_sense_is_named(string name, string value) =>
        FluentActions.Invoking(() => SweepIn((name, value)))
            .Should().Throw<StartException>()
            .WithMessage($"Sweep:{name} is a whole number from *, not '{value}'.");

    [Theory]
    [InlineData("", 24)]
    [InlineData("0", 0)]
    [InlineData("8760", 8760)]
    public void The_ledger_is_verified_as_often_as_it_is_set(string interval, int hours) =>
        SettingsIn(("Verify:IntervalHours", interval)).Verify
            .Should().Be(new VerifySettings(hours));

    [Fact]
    public void An_interval_of_verifications_that_makes_no_sense_is_named() =>
        FluentActions.Invoking(() => SettingsIn(("Verify:IntervalHours", "8761")))
            .Should().Throw<StartException>()
            .WithMessage("Verify:IntervalHours is a whole number from 0 to 8760, not '8761'.");

    [Theory]
    [InlineData("", "", 4096, 256)]
    [InlineData("1", "true", 1, 256)]
    [InlineData("1000000", "False", 1_000_000, 1)]
    public void Writes_queue_and_share_commits_as_they_are_set(
        string most, string group, int queued, int acts) =>
        SettingsIn(("Database:MostQueuedWrites", most), ("Database:GroupCommit", group)).Writing
            .Should().Be(new Writing(queued, acts));

    [Theory]
    [InlineData("MostQueuedWrites", "0", "a whole number from 1 to 1000000")]
    [InlineData("MostQueuedWrites", "1000001", "a whole number from 1 to 1000000")]
    [InlineData("MostQueuedWrites", "many", "a whole number from 1 to 1000000")]
    [InlineData("GroupCommit", "maybe", "true or false")]
    public void A_setting_of_writes_that_makes_no_sense_is_named(
        string name, string value, string sense) =>
        FluentActions.Invoking(() => SettingsIn(($"Database:{name}", value)))
            .Should().Throw<StartException>()
            .WithMessage($"Database:{name} is {sense}, not '{value}'.");

    [Fact]
    public void Limits_that_nobody_set_are_as_the_file_in_the_box_says()
    {
        var file = Settings.From(new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build());

        SettingsIn().Limits.Should().Be(file.Limits)
            .And.Be(new LimitSettings(10_000, 10, 10, 1024));
        SettingsIn().RateLimit.Should().Be(file.RateLimit)
            .And.Be(new RateLimitSettings(true, 50_000, 100_000));
    }

    [Fact]
    public void Limits_are_as_they_are_set()
    {
        var settings = SettingsIn(
            ("Limits:MostConnections", "1"), ("Limits:HeaderSeconds", "2"),
            ("Limits:BodySeconds", "3"), ("Limits:BodyBytesPerSecond", "4"),
            ("RateLimit:Enabled", "false"), ("RateLimit:PerSecond", "5"), ("RateLimit:Burst", "6"));

        settings.Limits.Should().Be(new LimitSettings(1, 2, 3, 4));
        settings.RateLimit.Should().Be(new RateLimitSettings(false, 5, 6));
    }

    [Theory]
    [InlineData("Limits:MostConnections", "0", "a whole number from 1 to 1000000")]
    [InlineData("Limits:HeaderSeconds", "0", "a whole number from 1 to 3600")]
    [InlineData("Limits:BodySeconds", "1", "a whole number from 2 to 3600")]
    [InlineData("Limits:BodyBytesPerSecond", "-1", "a whole number from 1 to 1000000")]
    [InlineData("RateLimit:PerSecond", "0", "a whole number from 1 to 1000000")]
    [InlineData("RateLimit:Burst", "1e4", "a whole number from 1 to 1000000")]
    [InlineData("RateLimit:Enabled", "on", "true or false")]
    public void A_limit_that_makes_no_sense_is_named(string name, string value, string sense) =>
        FluentActions.Invoking(() => SettingsIn((name, value)))
            .Should().Throw<StartException>().WithMessage($"{name} is {sense}, not '{value}'.");

    private static SweepSettings SweepIn(params (string Name, string Value)[] settings) =>
        SettingsIn([.. settings.Select(setting => ($"Sweep:{setting.Name}", setting.Value))]).Sweep;

    private static Settings SettingsIn(params (string Name, string Value)[] settings) =>
        Settings.From(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(
                setting => setting.Name, setting => (string?)setting.Value))
            .AddInMemoryCollection([new("Database:ConnectionString", "Data Source=any.db")])
            .Build());
}
