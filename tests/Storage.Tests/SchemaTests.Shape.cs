using System.Data.Common;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Npgsql;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>
/// What holds of every table that there is, so that none which is to come can be forgotten.
/// </summary>
public sealed class SchemaShapeTests(SchemaTests.Filled filled) : IClassFixture<SchemaTests.Filled>
{
    private static readonly Questions _ask = Questions.Own;

    /// <summary>Columns that are called like a reference, each with what it is.</summary>
    private static readonly Dictionary<string, string> NoReferences = new()
    {
        ["activities.activity_id"] = "the merchant's name of the row itself",
        ["levels.level_id"] = "the merchant's name of the row itself",
        ["redemptions.redemption_id"] = "the merchant's name of the row itself",
        ["transactions.order_id"] = "of the merchant's own books",
    };

    /// <summary>
    /// References of which the index has the program alone: what they refer to is taken away only
    /// by a sandbox's reset, and its program has no such rows any more by then.
    /// </summary>
    private static readonly string[] FoundByProgram =
    [
        "returns.award_id", "transactions.activity_id", "transactions.redemption_id",
        "users.lifetime_level_id", "users.period_level_id",
        .. OwnPlace.IsServer ? [] : (string[])["transactions.user_id"],
    ];

    /// <summary>Tables that do not refer to a program, each with what it is.</summary>
    private static readonly Dictionary<string, string> NoPrograms = new()
    {
        ["migrations"] = "the version of them all",
        ["partners"] = "the programs themselves",
        ["commits"] = "asked after a commit that may not have kept the program either",
    };

    /// <summary>Sums over rows, which may be below 0 or above what one row holds.</summary>
    private static readonly string[] Totals =
    [
        "users.available_points", "users.debt", "users.lifetime_level_points",
        "users.lifetime_points", "users.pending_points", "users.period_level_points",
        "users.period_points", "users.points_before", "users.redeemed_points",
    ];

    private static readonly string[] Words =
    [
        "approval_method", "gender", "max_award_frequency_interval", "returns_when_spent",
        "rounding", "state", "status", "type",
    ];

    [FileFact]
    public void Every_table_is_strict() => filled.Rows<string>($"{_ask.Tables} AND strict = 0")
        .Should().BeEmpty();

    [Fact]
    public void Every_table_but_that_of_migrations_is_of_a_program_that_there_is()
    {
        var references = filled.Rows<string>(_ask.References);

        foreach (var table in filled.Rows<string>(_ask.Tables).Except(NoPrograms.Keys))
        {
            references.Should().Contain($"{table}.program");
        }
    }

    [Fact]
    public void Whatever_is_called_by_an_id_is_there() => filled.Rows<string>(_ask.Columns)
        .Where(column => column.EndsWith("_id", StringComparison.Ordinal))
        .Except(filled.Rows<string>(_ask.References))
        .Should().BeEquivalentTo(NoReferences.Keys);

    [Fact]
    public void Every_reference_is_found_by_an_index() => filled.Rows<string>(_ask.Unindexed)
        .Should().BeEquivalentTo(FoundByProgram);

    [Fact]
    public void Every_row_is_told_from_others_by_a_key_that_begins_with_its_program()
    {
        var tables = filled.Rows<string>(_ask.Tables);

        tables.Should().HaveCountGreaterThan(10);
        filled.Rows<string>(_ask.Keys).Should().BeEquivalentTo(tables.Select(table => table switch
        {
            "migrations" => "migrations.version",
            "partners" => "partners.number",
            _ => $"{table}.program",
        }));
    }

    [Fact]
    public void All_points_of_a_row_are_bounded()
    {
        var points = filled.Rows<string>(_ask.Columns).Where(IsPoints).Except(Totals).ToList();

        points.Should().HaveCountGreaterThan(12);
        foreach (var column in points)
        {
            IsRefused(column, "-1").Should().BeTrue("{0} is not below 0", column);
            IsRefused(column, "1000000000000001").Should().BeTrue("{0} is at most 10^15", column);
        }
    }

    [Fact]
    public void Every_word_of_a_kind_is_one_that_is_known()
    {
        var kinds = filled.Rows<string>(_ask.Columns)
            .Where(column => Words.Contains(column.Split('.')[1])).ToList();

        kinds.Should().HaveCountGreaterThan(10);
        foreach (var column in kinds)
        {
            IsRefused(column, "'Unheard of'").Should().BeTrue("{0} has words of its own", column);
        }
    }

    private static bool IsPoints(string column)
    {
        var name = column.Split('.')[1];
        return name is "debt" or "remaining" || (name.Contains("points")
            && name is not ("points_expiration_period" or "qualified_points" or "points_passed"
                or "points_earning_url"));
    }

    /// <summary>Whether no row of a table takes a value; every table has one.</summary>
    private bool IsRefused(string column, string value)
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        try
        {
            filled.TryAfter($"UPDATE {table} SET {name} = {value}", "SELECT 1").Should().NotBe(0);
            return false;
        }
        catch (DbException fault)
        {
            return fault is SqliteException { SqliteErrorCode: 19 }
                or PostgresException { SqlState: PostgresErrorCodes.CheckViolation };
        }
    }
}
