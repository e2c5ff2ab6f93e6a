using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>SQL is one text for both engines, written out, and lives in Storage.</summary>
public sealed class SqlTests
{
    private static readonly Regex OneEngineOnly = new(
        @"\bREPLACE\s+INTO\b|\bINSERT\s+OR\b|\blast_insert_rowid\b|\bFOR\s+UPDATE\b"
        + @"|\bAUTOINCREMENT\b|\b(?-i:(BIG|SMALL)?SERIAL)\b|\bILIKE\b|\bIN\s+@\w+|[$]\d",
        RegexOptions.IgnoreCase);

    private static readonly Regex Star =
        new(@"\b(SELECT|RETURNING)\s+((DISTINCT|ALL)\s+)?(\w+[.])?[*]", RegexOptions.IgnoreCase);

    private static readonly Regex ColumnType =
        new(@"\b(REAL|FLOAT|DOUBLE|TIMESTAMP|TIMESTAMPTZ|DATETIME)\b(?!\s*[(])");

    private static readonly Regex Verb = new(@"\b(SELECT|INSERT|UPDATE)\s|\bDELETE\s+FROM\b");

    private static readonly Regex Borrowed = new(
        @"^[ \t]*(global\s+)?using\s+(static\s+)?(Dapper|System[.]Data)\b",
        RegexOptions.Multiline);

    [Fact]
    public void Every_statement_is_spoken_by_both_engines() => Finding.ExpectNone(
        Sql.ForBothEngines.SelectMany(sql => sql.Find(OneEngineOnly)),
        "Use what both speak: ON CONFLICT, RETURNING, a version column to hold a row, ids of "
        + "our own, a lowered column, @Name; what must differ goes to Storage/Engines.");

    [Fact]
    public void Columns_are_listed_and_never_starred() => Finding.ExpectNone(
        Sql.All.SelectMany(sql => sql.Find(Star)),
        "Name the columns in the order of the record.");

    [Fact]
    public void No_column_is_a_float_or_an_engines_own_date() => Finding.ExpectNone(
        from sql in Sql.ForBothEngines
        where sql.File.EndsWith(".sql")
        from found in sql.Find(ColumnType)
        select found,
        "Points and instants are BIGINT (milliseconds since 1970), amounts TEXT or BIGINT.");

    [Fact]
    public void Nothing_is_interpolated_into_SQL() => Finding.ExpectNone(
        from file in SourceTree.CSharp("src")
        from literal in file.CSharp.Literals
        where literal.IsInterpolated && Verb.IsMatch(literal.Says)
        select Found(file, literal),
        "Write the statement out in a const raw string, and pass values as @Name.");

    [Fact]
    public void Nothing_is_concatenated_to_SQL() => Finding.ExpectNone(
        from file in SourceTree.CSharp("src")
        from literal in file.CSharp.Literals
        where Sql.IsStatement(literal) && IsJoined(file.CSharp.Code, literal)
        select Found(file, literal),
        "Write the statement out in one const raw string.");

    [Fact]
    public void Only_Storage_speaks_SQL() => Finding.ExpectNone(
        (from file in OutsideStorage
         from literal in file.CSharp.Literals
         where Sql.IsStatement(literal)
         select Found(file, literal))
        .Concat(OutsideStorage.SelectMany(file => file.Find(Borrowed, file.CSharp.Code))),
        "Put the statement above a method of its table's file in Storage, and call that.");

    private static IEnumerable<SourceFile> OutsideStorage =>
        SourceTree.CSharp(Rooms.Domain, Rooms.Operations, Rooms.Server);

    private static Finding Found(SourceFile file, Literal literal) =>
        new(file.Path, Sql.LineOf(file, literal), literal.Says.Trim().Split('\n')[0].Trim());

    private static bool IsJoined(string code, Literal literal) =>
        code[literal.Until..].TrimStart().StartsWith('+')
        || code[..literal.Start].TrimEnd() is [.., '+'] or [.., '+', '='];
}
