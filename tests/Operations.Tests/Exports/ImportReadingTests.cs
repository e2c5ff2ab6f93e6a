using System.Text;
using FluentAssertions;
using ShopSocially.Loyalty.Operations.Exports;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests.Exports;

/// <summary>Files that are no export, or have been one.</summary>
public sealed class ImportReadingTests : IDisposable
{
    private const string Header =
        """{"export":{"format":"loyalty-export","version":1,"schema":9}}""";

    private const string Level =
        """
        {"level":{"id":"1","level_id":"a","name":"a","description":"","type":"period","position":1,
        "minimum_points":0,"bonus_multiplier":"1","is_active":true,
        "created_at":"2026-01-31T12:00:00.000Z","updated_at":"2026-01-31T12:00:00.000Z"}}
        """;

    private const string End = """{"export_end":{"programs":0}}""";

    private readonly Removal _removal = new();

    public void Dispose() => _removal.Dispose();

    [Theory]
    [InlineData("line 1: there is none; an export begins with its header")]
    [InlineData("line 1: is no JSON, or is cut off", "")]
    [InlineData("line 1: is no JSON, or is cut off", "Dear diary")]
    [InlineData("line 1: an export begins with its header, the line export", Level)]
    [InlineData("line 1: export.format: is none of ours",
        """{"export":{"format":"diary","version":1,"schema":9}}""", End)]
    [InlineData("line 1: export.version: was written by a newer server; this one reads versions "
        + "up to 1", """{"export":{"format":"loyalty-export","version":2,"schema":9}}""", End)]
    [InlineData("line 2: export: the header is there twice", Header, Header, End)]
    [InlineData("line 2: the file is cut off: an export ends with the line export_end", Header)]
    [InlineData("line 2: level: no program has begun", Header, Level, Level, End)]
    [InlineData("line 2: export_end.programs: 0 were in the file", Header,
        """{"export_end":{"programs":1}}""")]
    [InlineData("line 3: nothing follows the line export_end", Header, End, Level)]
    [InlineData("line 2: diary: is unknown", Header, """{"diary":{}}""", End)]
    public async Task It_is_said_what_is_wrong(string error, params string[] lines)
    {
        await _removal.Import(string.Concat(
            lines.Select(line => line.Replace("\n", "") + "\n")));

        _removal.Errors.Should().Equal(error);
    }

    [Fact]
    public async Task A_line_twice_is_refused_where_it_stands()
    {
        await _removal.Furnished();
        var lines = _removal.Export().TrimEnd().Split('\n');
        foreach (var kind in new[]
        {
            "level", "activity", "coupon", "redemption", "member", "transaction", "allocation",
            "return", "replay",
        })
        {
            using var removal = new Removal();
            var number = Array.FindIndex(lines, line => line.StartsWith($"{{\"{kind}\""));

            await removal.Import(string.Join(
                '\n', [.. lines[..number], lines[number], .. lines[number..]]));

            removal.Errors[0].Should().StartWith($"line {number + 2}: {kind}: ");
            removal.Errors.Should().HaveCount(2, "and the program is not whole");
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_and_the_rest_is_read()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header + "\n{\"level\":\""), 0xFF, (byte)'"',
            (byte)'}', (byte)'\n', .. Encoding.UTF8.GetBytes(End)];

        await _removal.Import(bytes);

        _removal.Errors.Should().Equal("line 2: is no UTF-8");
    }

    [Fact]
    public async Task So_many_errors_are_enough()
    {
        var nonsense = string.Concat(Enumerable.Repeat("nonsense\n", 2000));

        var imported = await _removal.Import(Header + "\n" + nonsense);

        imported.Errors.Should().Be(ImportPrograms.MostErrors);
        imported.Lines.Should().Be(ImportPrograms.MostErrors + 1);
        _removal.Errors[^1].Should().EndWith("so many errors are enough; the rest is not read");
    }
}
