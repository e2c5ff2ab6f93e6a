using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>
/// No statement that an award, a redeem, a return or a read runs walks through all of a program:
/// it costs the same in a large program as in a small one.
/// </summary>
public sealed partial class PlansTests : IDisposable
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

    private readonly Store _store = new();

    public static TheoryData<string> Statements =>
        [.. from table in typeof(Session).Assembly.GetTypes()
            where table != typeof(Ledger)
            from text in table.GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            where text.IsLiteral && StatementName().IsMatch(text.Name)
            let name = $"{table.Name}.{text.Name}"
            where !OfAll.ContainsKey(name)
            select name];

    public void Dispose() => _store.Dispose();

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task It_goes_straight_to_its_rows(string statement)
    {
        await _store.Begin();
        var (table, name) = (statement.Split('.')[0], statement.Split('.')[1]);

        var plan = _store.Plan(
            typeof(Session).Assembly.GetType($"{typeof(Session).Namespace}.{table}")!, name);

        plan.Should().NotContain(step => WholeTable().IsMatch(step));
    }

    /// <summary>Only resets of sandboxes clear tables.</summary>
    [GeneratedRegex("^(?!Clear).*Sql$")]
    private static partial Regex StatementName();

    /// <summary>A scan of a table, or an index of which only the program is used.</summary>
    [GeneratedRegex(@"^SCAN (?!CONSTANT ROW|counted|due)|[(]partner_id=[?][)]$")]
    private static partial Regex WholeTable();
}
