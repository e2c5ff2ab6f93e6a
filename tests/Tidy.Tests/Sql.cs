using System.Text.RegularExpressions;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>A piece of SQL without its comments: a migration, or a string in src.</summary>
internal sealed record Sql(SourceFile File, int FirstLine, string Text)
{
    private static readonly Regex Statement = new(
        @"\bSELECT\s|\bINSERT\s+(OR\s+\w+\s+)?INTO\s|\bREPLACE\s+INTO\s|\bUPDATE\s+\S+\s+SET\b"
        + @"|\bDELETE\s+FROM\s|\bCREATE\s+(TABLE|UNIQUE|INDEX|VIEW)\b|\bALTER\s+TABLE\s");

    private static readonly Regex Comment = new("--[^\n]*");

    /// <summary>Every migration, every statement in src, and Storage's other raw strings.</summary>
    public static IEnumerable<Sql> All => Migrations.Concat(InCode);

    /// <summary>What must be spoken by both engines: not Engines, not 0007_x.sqlite.sql.</summary>
    public static IEnumerable<Sql> ForBothEngines => All.Where(sql =>
        !sql.File.IsBelow(Rooms.Engines)
        && !Regex.IsMatch(sql.File.Path, "[.](sqlite|postgres)[.]sql$"));

    private static IEnumerable<Sql> Migrations =>
        SourceTree.Files("", ".sql").Select(file => new Sql(file, 1, Strip(file.Text)));

    private static IEnumerable<Sql> InCode =>
        from file in SourceTree.CSharp("src")
        from literal in file.CSharp.Literals
        where IsStatement(literal) || (literal.IsRaw && file.IsBelow(Rooms.Storage))
        select new Sql(file, LineOf(file, literal), Strip(literal.Says));

    public static bool IsStatement(Literal literal) => Statement.IsMatch(literal.Says);

    public static int LineOf(SourceFile file, Literal literal) =>
        file.Text.AsSpan(0, literal.Start).Count('\n') + 1;

    public IEnumerable<Finding> Find(Regex pattern) => File.Find(pattern, Text, FirstLine);

    private static string Strip(string sql) => Comment.Replace(sql, "");
}
