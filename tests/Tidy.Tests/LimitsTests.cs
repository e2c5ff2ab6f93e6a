using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Lines, files, members and parameter lists that a reader can hold in mind.</summary>
public sealed class LimitsTests
{
    private const int MostColumns = 100;
    private const int MostLines = 400;
    private const int MostMemberLines = 60;
    private const int MostParameters = 4;

    [Fact]
    public void No_line_is_longer_than_a_hundred_columns() => Finding.ExpectNone(
        from file in SourceTree.Written(".cs", ".sql")
        where !file.IsGenerated
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        let columns = line.Text.EnumerateRunes().Count()
        where columns > MostColumns
        select new Finding(file.Path, line.Number, $"{columns} columns"),
        $"A line has at most {MostColumns} columns; break it, or name a part of it.");

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines() => Finding.ExpectNone(
        from file in SourceTree.Files("src", ".cs", ".cshtml", ".razor", ".sql")
            .Concat(SourceTree.Files("migrations", ".sql"))
        where !file.IsGenerated && file.Lines.Length > MostLines
        select new Finding(file.Path, MostLines + 1, $"{file.Lines.Length} lines"),
        $"A file has at most {MostLines} lines; give one of its nouns a file of its own.");

    [Fact]
    public void No_member_is_longer_than_sixty_lines() => Finding.ExpectNone(
        from file in SourceTree.CSharp("src")
        where !file.IsGenerated
        from member in file.Declarations
        where !member.IsType && member.Lines > MostMemberLines
        select new Finding(file.Path, member.FirstLine, $"{member.Name}: {member.Lines} lines"),
        $"A member has at most {MostMemberLines} lines; give its steps names of their own.");

    [Fact]
    public void No_method_takes_more_than_four_parameters() => Finding.ExpectNone(
        from file in SourceTree.CSharp(Rooms.Domain, Rooms.Storage, Rooms.Operations)
        from member in file.Declarations
        where member.Parameters > MostParameters
        select new Finding(
            file.Path, member.FirstLine, $"{member.Name}: {member.Parameters} parameters"),
        $"A method takes at most {MostParameters} parameters; make a record of those that "
        + "belong together.");
}
