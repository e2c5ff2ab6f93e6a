using System.Text.RegularExpressions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>No rule and no SQL asks what time it is; ids and chance come from outside.</summary>
public sealed class ClockTests
{
    private static readonly Regex SystemClock =
        new(@"\bDateTime(Offset)?\s*[.]\s*(Now|UtcNow|Today)\b|\bEnvironment[.]TickCount");

    private static readonly Regex Watch = new(@"\bStopwatch\b");

    /// <summary>It bounds how long a commit may take in further acts; no act sees it.</summary>
    private const string Writer = "src/Storage/Engines/Writer.cs";

    private static readonly Regex SystemProvider = new(@"\bTimeProvider\s*[.]\s*System\b");

    private static readonly Regex Provider = new(@"\bTimeProvider\b");

    private static readonly Regex Chance =
        new(@"\bGuid[.](NewGuid|CreateVersion7)\b|\bRandom[.]Shared\b|\bnew\s+Random\s*[(]");

    private static readonly Regex SqlClock = new(
        @"\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\b(datetime|strftime|julianday|unixepoch)\s*[(]"
        + @"|\b(date|time)\s*[(]\s*'|\bnow\s*[(]\s*[)]|'now'",
        RegexOptions.IgnoreCase);

    /// <summary>Where the real clock is chosen or wrapped; only these may name it.</summary>
    private static readonly string[] ClockIsChosen =
        ["src/Server/Program.cs", "src/Server/Commands/", "src/Server/Http/Sandbox/"];

    [Fact]
    public void Nothing_reads_the_system_clock() => Finding.ExpectNone(
        InCode(SystemClock, "src"),
        "Take `now` as an argument, or in Server from the TimeProvider that is injected.");

    [Fact]
    public void Only_Server_and_the_writer_hold_a_stopwatch() => Finding.ExpectNone(
        InCode(Watch, Rooms.Domain, Rooms.Storage, Rooms.Operations)
            .Where(found => found.Path != Writer),
        "Measure in Server, around the call.");

    [Fact]
    public void The_real_clock_is_chosen_in_one_place() => Finding.ExpectNone(
        InCode(SystemProvider, "src").Where(found => !ClockIsChosen.Any(found.Path.StartsWith)),
        "Ask for a TimeProvider in the constructor; only Program.cs chooses the real one.");

    [Fact]
    public void Domain_and_Storage_know_no_clock() => Finding.ExpectNone(
        InCode(Provider, Rooms.Domain, Rooms.Storage),
        "Take `now` as a DateTimeOffset argument; Operations asks the clock.");

    [Fact]
    public void Domain_and_Storage_make_no_ids_and_throw_no_dice() => Finding.ExpectNone(
        InCode(Chance, Rooms.Domain, Rooms.Storage),
        "Make the id in Operations and hand it in.");

    [Fact]
    public void No_SQL_asks_what_time_it_is() => Finding.ExpectNone(
        Sql.All.SelectMany(sql => sql.Find(SqlClock)),
        "Pass the instant as a parameter, in milliseconds since 1970.");

    private static IEnumerable<Finding> InCode(Regex pattern, params string[] folders) =>
        SourceTree.CSharp(folders).SelectMany(file => file.Find(pattern, file.CSharp.Code));
}
