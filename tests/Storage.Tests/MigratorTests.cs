using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>How a database comes to the newest version, or is refused.</summary>
public sealed class MigratorTests : IDisposable
{
    private const string Tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    private const string Versions = "SELECT version FROM migrations ORDER BY version";

    private static readonly string[] _shared = ["sql"];
    private static readonly string[] _both = ["postgres.sql", "sqlite.sql"];

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [FileFact]
    public void A_new_file_gets_every_table_and_says_its_version()
    {
        _ = _store.Database;

        _store.Rows<string>(Tables).Should().BeEquivalentTo(
            "partners", "users", "activities", "transactions", "allocations", "returns",
            "redemptions", "coupons", "levels", "tallies", "histories", "replays", "migrations");
        _store.Rows<long>(Versions).Should().StartWith([1]).And.OnlyHaveUniqueItems();
    }

    [FileFact]
    public async Task Opening_it_again_changes_nothing()
    {
        await _store.Begin();
        var before = _store.Rows<string>("SELECT sql FROM sqlite_schema ORDER BY name");
        var versions = _store.Rows<long>(Versions);
        _store.Close();

        _store.Read(session => session.Partners.List()).Should().Contain(Some.Partner);

        _store.Rows<string>("SELECT sql FROM sqlite_schema ORDER BY name").Should().Equal(before);
        _store.Rows<long>(Versions).Should().Equal(versions);
    }

    [Fact]
    public void A_database_of_a_newer_server_is_refused_and_says_why()
    {
        _ = _store.Database;
        _store.Close();
        _store.Run("INSERT INTO migrations (version, name) VALUES (999, '0999_future')");

        FluentActions.Invoking(() => _store.Database).Should()
            .Throw<InvalidOperationException>().WithMessage("*version 999*newer server*");
        _store.Run("DELETE FROM migrations WHERE version = 999");
        _store.Read(session => session.Partners.List()).Should().BeEmpty("it works as before");
    }

    [FileFact]
    public void A_step_that_fails_leaves_nothing_and_may_be_tried_again()
    {
        _store.Run("CREATE TABLE lots (somebody_elses TEXT)");

        FluentActions.Invoking(() => _store.Database).Should().Throw<InvalidOperationException>()
            .WithMessage("*lots already exists*");

        _store.Rows<string>(Tables).Should().BeEquivalentTo("migrations", "lots");
        _store.Rows<long>(Versions).Should().BeEmpty();
        _store.Run("DROP TABLE lots");
        _store.Read(session => session.Partners.List()).Should().BeEmpty();
    }

    [Fact]
    public void A_step_in_an_engines_own_words_is_taken_by_that_engine_alone()
    {
        var own = OwnPlace.IsServer ? "postgres.sql" : "sqlite.sql";
        var steps = typeof(Session).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(name => name["migrations/".Length..].Split('.'))
            .ToLookup(parts => parts[0], parts => string.Join('.', parts[1..]));

        _ = _store.Database;

        steps.Should().OnlyContain(step => step.SequenceEqual(_shared)
            || step.All(words => _both.Contains(words)));
        steps.Should().Contain(step => step.Count() == 2);
        _store.Rows<string>("SELECT name FROM migrations ORDER BY version").Should().Equal(steps
            .Where(step => step.Contains(own) || step.SequenceEqual(_shared))
            .Select(step => step.Key).Order(StringComparer.Ordinal));
    }
}
