using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>
/// No statement that an award, a redeem, a return or a read runs walks through all of a program,
/// or sorts what it finds: it costs the same in a large program as in a small one.
/// </summary>
public sealed partial class PlansTests(Store store) : IClassFixture<Store>
{
    /// <summary>Statements that are about a whole program, each with the reason.</summary>
    private static readonly Dictionary<string, string> OfAll = new()
    {
        ["Activities.ListSql"] = "lists a catalogue",
        ["Levels.ListSql"] = "lists a catalogue",
        ["Redemptions.ListSql"] = "lists a catalogue",
        ["Partners.ListSql"] = "lists the programs",
        ["Partners.ListDueSql"] = "asks each program",
        ["Partners.CountDueMembersSql"] = "asks each program",
        ["Partners.LagSql"] = "asks each program",
        ["Partners.NewestAtSql"] = "is asked when a sandbox's clock is turned",
        ["Coupons.PutBackSql"] = "resets a sandbox",
    };

    /// <summary>Statements that go straight to the newest row of a program.</summary>
    private static readonly HashSet<string> OfTheNewest =
    [
        "Transactions.FindNewestSql", "Transactions.FindStretchSql",
    ];

    /// <summary>Statements that sort a few rows, each with the reason.</summary>
    private static readonly Dictionary<string, string> Sorting = new()
    {
        ["Transactions.ListAwardsOfOrderSql"] = "sorts the awards of one order",
    };

    public static TheoryData<string> Statements => [.. Names];

    private static IEnumerable<string> Names =>
        from table in typeof(Session).Assembly.GetTypes()
        where table != typeof(Ledger) && table.Namespace == typeof(Session).Namespace
        from text in table.GetFields(BindingFlags.NonPublic | BindingFlags.Static)
        where text.IsLiteral && StatementName().IsMatch(text.Name)
        let name = $"{table.Name}.{text.Name}"
        where !OfAll.ContainsKey(name)
        select name;

    [FileTheory]
    [MemberData(nameof(Statements))]
    public void It_goes_straight_to_its_rows(string statement)
    {
        var plan = Plan(statement);

        plan.Should().NotContain(step => WholeTable().IsMatch(step)
            && !(OfTheNewest.Contains(statement) && Newest().IsMatch(step)));
    }

    [FileTheory]
    [MemberData(nameof(Statements))]
    public void It_finds_its_rows_in_their_order(string statement)
    {
        var plan = Plan(statement);

        plan.Any(step => step.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal))
            .Should().Be(Sorting.ContainsKey(statement));
    }

    [FileTheory]
    [InlineData("Users.CountEnrolledSql")]
    [InlineData("Users.CountActiveSql")]
    public void Members_are_counted_without_a_look_at_their_rows(string statement) =>
        Plan(statement).Should().ContainSingle().Which.Should().Contain("USING COVERING INDEX");

    /// <summary>The engine must not take a stretch of time for less than a member has.</summary>
    [FileTheory]
    [InlineData("Entries.CountOfUserSql")]
    [InlineData("Entries.ListOfUserSql")]
    [InlineData("Transactions.CountAwardsSql")]
    public void It_looks_only_at_lines_of_its_member(string statement) =>
        Plan(statement).Should().ContainSingle(
            step => step.Contains("h USING PRIMARY KEY (program=? AND user_id=? AND number>"));

    /// <summary>An index that only the books' verification would use costs every award.</summary>
    [FileFact]
    public void Every_index_is_used_by_a_statement()
    {
        var steps = Names.SelectMany(Plan).ToList();

        store.Rows<string>(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
            .Should().NotBeEmpty().And.OnlyContain(
                index => steps.Any(step => step.Contains($"INDEX {index} (")));
    }

    private IReadOnlyList<string> Plan(string statement)
    {
        _ = store.Database;
        var (table, name) = (statement.Split('.')[0], statement.Split('.')[1]);
        return store.Plan(
            typeof(Session).Assembly.GetType($"{typeof(Session).Namespace}.{table}")!, name);
    }

    /// <summary>Only resets of sandboxes clear tables.</summary>
    [GeneratedRegex("^(?!Clear).*Sql$")]
    private static partial Regex StatementName();

    /// <summary>A scan of a table, or an index of which only the program is used.</summary>
    [GeneratedRegex(@"^SCAN (?!CONSTANT ROW|[0-9]+-ROW VALUES|counted|due)|[(]program=[?][)]$")]
    private static partial Regex WholeTable();

    /// <summary>The largest of a column in an index of which it is the next column.</summary>
    [GeneratedRegex("COVERING INDEX transactions_by_(number|time) [(]program=[?][)]$")]
    private static partial Regex Newest();
}
