using System.Net;
using FluentAssertions;
using FluentAssertions.Execution;
using Xunit;
using static ShopSocially.Loyalty.Server.Tests.Ledger.Stories;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>Ledger, section 8: the clock of a sandbox program.</summary>
public sealed partial class Section08TestClockTests(LoyaltyServer server)
    : IClassFixture<LoyaltyServer>
{
    private const string Clock = "/v2/sandbox/clock";
    private const string Start = "2026-01-31T09:00:00Z";

    private static readonly No _notThere = new("not found", 600, HttpStatusCode.NotFound);
    private static readonly No _behind =
        new("The clock cannot be set before the program's newest row", 600);

    private static readonly No _tooFar = new(
        "The clock cannot be turned more than 10 years at once, nor past the year 3000", 600);

    [Fact]
    public async Task The_clock_is_shown_and_whether_it_is_frozen()
    {
        var running = await server.CreateProgram(isSandbox: true);
        var frozen = await server.Sandbox(Start);

        var answer = await frozen.Get(Clock);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Json.GetRawText().Should().Be(
            """{"data":{"now":"2026-01-31T09:00:00Z","frozen":true},"success":true}""");
        var data = (await running.Get(Clock)).Data;
        data.GetProperty("frozen").GetBoolean().Should().BeFalse();
        data.Text("now").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$");
    }

    [Theory]
    [InlineData("P35D", "UTC", Start, "2026-03-07T09:00:00Z")]
    [InlineData("P2M", "UTC", Start, "2026-03-31T09:00:00Z")]
    [InlineData("P1M", "UTC", Start, "2026-02-28T09:00:00Z")]
    [InlineData("P1M", "UTC", "2028-01-31T09:00:00Z", "2028-02-29T09:00:00Z")]
    [InlineData("P1Y", "UTC", "2028-02-29T09:00:00Z", "2029-02-28T09:00:00Z")]
    [InlineData("P10Y", "UTC", Start, "2036-01-31T09:00:00Z")]
    [InlineData("P2W", "UTC", Start, "2026-02-14T09:00:00Z")]
    [InlineData("PT1H", "UTC", Start, "2026-01-31T10:00:00Z")]
    [InlineData("P1M1DT1H1M1.5S", "UTC", Start, "2026-03-01T10:01:01.5Z")]
    [InlineData("PT0.001S", "UTC", Start, "2026-01-31T09:00:00.001Z")]
    [InlineData("PT0S", "UTC", Start, Start)]
    [InlineData("P1D", "America/New_York", "2026-03-07T12:00:00Z", "2026-03-08T11:00:00Z")]
    [InlineData("PT24H", "America/New_York", "2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("P1D", "America/New_York", "2026-03-07T07:30:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("P1D", "America/New_York", "2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("P1D", "Pacific/Apia", "2011-12-29T20:00:00Z", "2011-12-30T10:00:00Z")]
    public async Task Advance_turns_it_on_by_a_duration_on_the_programs_calendar(
        string duration, string zone, string from, string to)
    {
        var program = await server.Sandbox(from, In(zone));

        var turned = await program.Clock("advance", duration);

        turned.Data.ShouldSay(("now", to));
        turned.Data.GetProperty("frozen").GetBoolean().Should().BeTrue();
        (await program.Get(Clock)).Json.GetRawText().Should().Be(turned.Json.GetRawText());
    }

    [Theory]
    [InlineData("2026-02-01T09:00:00Z", "2026-02-01T09:00:00Z")]
    [InlineData("2026-02-01T09:00Z", "2026-02-01T09:00:00Z")]
    [InlineData("2026-02-01T09:00:00.5Z", "2026-02-01T09:00:00.5Z")]
    [InlineData("2026-02-01T09:00:00.999Z", "2026-02-01T09:00:00.999Z")]
    [InlineData("2026-02-01T09:00:00+02:00", "2026-02-01T07:00:00Z")]
    [InlineData("2026-02-01T09:00:00-11:30", "2026-02-01T20:30:00Z")]
    public async Task Now_stops_it_at_an_instant(string now, string shown)
    {
        var program = await server.Sandbox(Start);

        var turned = await program.Clock("now", now);

        turned.Data.ShouldSay(("now", shown));
        turned.Data.GetProperty("frozen").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Turning_a_running_clock_freezes_it_and_resume_follows_the_systems_again()
    {
        var program = await server.CreateProgram(isSandbox: true);

        var frozen = await program.Clock("advance", "P1D");
        frozen.Data.GetProperty("frozen").GetBoolean().Should().BeTrue();
        (await program.Get(Clock)).Text("now").Should().Be(frozen.Text("now"));

        var running = await program.Clock("resume", "true");
        running.Data.GetProperty("frozen").GetBoolean().Should().BeFalse();
        string.CompareOrdinal(running.Text("now"), frozen.Text("now")).Should().BeNegative();
        (await program.Get(Clock)).Data.GetProperty("frozen").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Before_it_answers_everything_due_in_between_has_happened_in_order()
    {
        var program = await server.Sandbox(Start);
        await program.Hundred(
            "monthly", ("approval_method", "monthly"), ("points_expiration_period", "2"));
        await program.Award(Ann, "monthly", ("order_id", "o-1")).Id();
        (await program.Points(Ann)).Should().Be((0, 100));

        await program.Clock("advance", "P28D");
        (await program.Points(Ann)).Should().Be((100, 0));
        await program.Return("o-1", "40").Id();
        await program.Clock("advance", "P2M1D");

        (await program.Points(Ann)).Should().Be((0, 0));
        (await program.Lines(Ann)).Select(line => line.Text("points_status"))
            .Should().Equal("deducted", "expired");
        (await program.Lines(Ann)).Select(line => line.Text("updated_time"))
            .Should().Equal("28-Mar-2026 09:00:00", "29-Apr-2026 00:00:00");
    }

    [Fact]
    public async Task It_may_go_back_to_the_newest_row_and_not_before_it()
    {
        var program = await server.Sandbox(Start);
        await program.At("2020-01-31T09:00:00Z");
        await program.Hundred("a", ("points_expiration_period", "1"));
        await program.Award(Ann, "a").Id();
        await program.At("2020-05-01T00:00:00Z");
        var before = await program.SaysAll(Ann);

        (await program.Clock("now", "2020-02-29T23:59:59.999Z")).ShouldBe(_behind, "now");
        (await program.Get(Clock)).Text("now").Should().Be("2020-05-01T00:00:00Z");
        await program.At("2020-03-01T00:00:00Z");

        (await program.SaysAll(Ann)).Should().Equal(before, "it lapsed at this instant");
    }

    [Fact]
    public async Task It_does_not_resume_where_the_systems_clock_is_before_the_newest_row()
    {
        var program = await server.CreateProgram(isSandbox: true);
        await program.Clock("advance", "P1D");
        await program.User(Ann);

        (await program.Clock("resume", "true")).ShouldBe(_behind, "resume");

        (await program.Get(Clock)).Data.GetProperty("frozen").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_turn_that_makes_no_sense_is_refused_and_changes_nothing()
    {
        (string Form, No No, string Blamed)[] table =
        [
            ("", No.MissingParameters, "advance now resume"),
            ("resume=false", No.MissingParameters, "advance now resume"),
            ("advance=", No.MissingParameters, "advance now resume"),
            ("unknown=P1D", No.MissingParameters, "advance now resume"),
            ("advance=P1D&now=2026-03-01T00:00:00Z", No.InvalidParameters, "advance now"),
            ("advance=P1D&resume=true", No.InvalidParameters, "advance resume"),
            ("now=2026-03-01T00:00:00Z&resume=true", No.InvalidParameters, "now resume"),
            ("advance=P1D&now=2026-03-01T00:00:00Z&resume=1",
                No.InvalidParameters, "advance now resume"),
            ("advance=35 days", No.InvalidParameters, "advance"),
            ("advance=P", No.InvalidParameters, "advance"),
            ("advance=-P1D", No.InvalidParameters, "advance"),
            ("advance=P1D&advance=P2D", No.InvalidParameters, "advance"),
            ("advance=nonsense&now=nonsense&resume=nonsense",
                No.InvalidParameters, "advance now resume"),
            ("now=2026-03-01", No.InvalidParameters, "now"),
            ("now=2026-02-30T00:00:00Z", No.InvalidParameters, "now"),
            ("now=tomorrow", No.InvalidParameters, "now"),
            ("resume=perhaps", No.InvalidParameters, "resume"),
            ("advance=P100Y", _tooFar, "advance"),
            ("advance=P1200M", _tooFar, "advance"),
            ("advance=P36525D", _tooFar, "advance"),
            ("advance=PT876600H", _tooFar, "advance"),
            ("advance=P10YT0.001S", _tooFar, "advance"),
            ("advance=P999999Y999999M999999W999999DT999999H", _tooFar, "advance"),
            ("now=2126-01-31T09:00:00Z", _tooFar, "now"),
            ("now=9999-12-31T23:59:59Z", _tooFar, "now"),
            ("now=2036-01-31T09:00:00.001Z", _tooFar, "now"),
            ("now=2026-01-31T08:59:59.999Z", _behind, "now"),
            ("now=1970-01-01T00:00:00Z", _behind, "now"),
        ];
        var program = await server.TwinShop(Start);
        await program.Award(Ann, "signed_up").Id();
        var before = await program.SaysAll(Ann);

        using var scope = new AssertionScope();
        foreach (var (form, no, blamed) in table)
        {
            var refused = await program.Send(HttpMethod.Post, Clock, ProgramClient.Raw(form));
            refused.ShouldBe(no, blamed.Split(' '), form);
            (await program.Get(Clock)).Data.ShouldSay(("now", Start));
        }

        (await program.SaysAll(Ann)).Should().Equal(before);
    }

    [Fact]
    public async Task Another_programs_clock_and_members_are_left_alone()
    {
        var (program, other) = (await server.TwinShop(Start), await server.TwinShop(Start));
        await program.Award(Ann, "bought", ("points_passed", "10")).Id();
        await other.Award(Ann, "bought", ("points_passed", "10")).Id();
        var before = await other.SaysAll(Ann);

        await program.Clock("advance", "P1Y");
        await program.Post("/v2/sandbox/reset", ("everything", "true"));

        (await other.Get(Clock)).Data.ShouldSay(("now", Start));
        (await other.SaysAll(Ann)).Should().Equal(before);
    }

    [Theory]
    [InlineData("GET", Clock, "")]
    [InlineData("POST", Clock, "advance=P1D")]
    [InlineData("POST", Clock, "advance=nonsense")]
    [InlineData("POST", Clock, "{")]
    [InlineData("POST", "/v2/sandbox/reset", "")]
    [InlineData("POST", "/v2/sandbox/reset", "everything=true")]
    [InlineData("PUT", Clock, "advance=P1D")]
    public async Task For_any_other_program_it_is_not_there(string method, string path, string form)
    {
        var program = await server.CreateProgram();
        await program.User(Ann);
        await program.Hundred("a");

        var answer = await program.Send(new(method), path, ProgramClient.Raw(form));

        answer.ShouldBe(_notThere);
        (await program.Get($"users/{Ann}")).Success.Should().BeTrue();
        (await program.Get("activities")).Data.GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData("GET", Clock)]
    [InlineData("POST", Clock)]
    [InlineData("POST", "/v2/sandbox/reset")]
    public async Task Without_the_programs_key_nothing_is_told_or_turned(string method, string path)
    {
        var program = await server.Sandbox(Start);
        await program.User(Ann);
        var stranger = new ProgramClient(server.Client, program.PartnerId, "wrong");
        using var request = new HttpRequestMessage(new(method), path);

        using var keyless = await server.Client.SendAsync(request);
        var wrong = await stranger.Send(new(method), path, ProgramClient.Raw("advance=P1D"));

        keyless.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await keyless.Content.ReadAsStringAsync()).Should().Contain("authentication missing");
        wrong.ShouldBe(new("authentication failure", 600, HttpStatusCode.Unauthorized));
        (await program.Get(Clock)).Data.ShouldSay(("now", Start));
        (await program.Get($"users/{Ann}")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task Advances_asked_for_at_once_add_up()
    {
        var program = await server.Sandbox(Start);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => program.Clock("advance", "P1D")));

        (await program.Get(Clock)).Text("now").Should().Be("2026-02-10T09:00:00Z");
    }
}
