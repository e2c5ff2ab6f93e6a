using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Benchmarks.Subjects;

namespace ShopSocially.Loyalty.Benchmarks.Measures;

/// <summary>What is measured where databases are files.</summary>
internal sealed class FilePlan : Plan
{
    private const string CommitEach = "one commit per request";
    private const string Contending = "one connection per request";
    private const string ServerOfLarge = "this server, large program";
    private const string ServerOfSmall = "this server, small program";
    private const string Acts = "acts in process";

    private static readonly int[] _otherConnections = [1, 8];

    private readonly FileField _field;

    public FilePlan(FileField field, Options options)
        : base(field, options)
    {
        _field = field;
        List<Ratio> awards = [.. Awards()], reads = [.. Reads()];

        // In the order in which they were asked for.
        Ratios =
        [
            .. awards[..4], .. reads[..2], awards[4], .. Lists(), reads[2], .. awards[5..],
            Mixed(),
        ];
        if (!options.IsQuick)
        {
            AddTheRest();
        }
    }

    private IEnumerable<Ratio> Awards()
    {
        var echo = Of(_field.Ceiling, Ceiling, new(Award, Few));
        var each = Of(_field.CommitEach, CommitEach, new(Award, Few));
        var contending = Of(_field.Contending, Contending, new(Award, Few));
        var server = Of(_field.Server, Server, new(Award, Few));
        var acts = InProcess(Few);
        var echoOfMany = Of(_field.Ceiling, Ceiling, new(Award, Many));
        var serverOfMany = Of(_field.Server, Server, new(Award, Many));
        Add(echo, server, each, acts, contending);
        Add(echoOfMany, serverOfMany);
        yield return PerSecond(
            "durable awards/s, 64 connections, all rules on, ÷ the form-echo ceiling",
            new(0.14, 0.30), server, echo);
        yield return PerSecond("the same ÷ one commit per request", new(3.5, 6), server, each);
        yield return PerSecond(
            "the same ÷ one connection and one commit per request",
            new(3.5, 6), server, contending);
        yield return PerSecond(
            "the same ÷ the same SQL in process in groups of 64", new(0.5, 0.9), server, acts);
        yield return PerSecond(
            "awards at 256 connections ÷ form echo at 256",
            new(0.13, 0.24), serverOfMany, echoOfMany);
        yield return P99(
            "p99 of awards at 64 connections ÷ p99 of one commit per request",
            new(0.3, 0.1, IsCeiling: true), server, each);
        yield return P99(
            "the same ÷ p99 of one connection and one commit per request",
            new(0.3, 0.1, IsCeiling: true), server, contending);
    }

    private IEnumerable<Ratio> Reads()
    {
        var stored = Of(_field.Ceiling, Ceiling, new("user", Few));
        var user = Of(_field.Server, Server, new("user", Few));
        var ofLarge = InTurn(_field.ServersOfLarge, ServerOfLarge, new("user", Few));
        var ofSmall = InTurn(_field.ServersOfSmall, ServerOfSmall, new("user", Few));
        var page = Of(
            _field.Server, Server, new("transactions", Few) { Query = _field.Large.Query() });
        Add(stored, user, page);

        // Each time another pair: all of them each round.
        foreach (var _ in _field.ServersOfSmall)
        {
            Add(ofLarge, ofSmall);
        }

        yield return PerSecond(
            Text($"get user/s, 64 connections, {_field.Large.Members:N0} members, ÷ stored JSON"),
            new(0.40, 0.65), user, stored);
        yield return PerSecond(
            Text($"get user/s, {_field.Large.Transactions:N0} transactions ÷ ")
            + Text($"{_field.Small.Transactions:N0}"),
            new(0.9, 1.0), ofLarge, ofSmall);
        yield return PerSecond(
            Text($"transactions page/s in a range of {_field.Large.Transactions:N0} rows ÷ ")
            + "stored JSON",
            new(0.20, 0.40), page, stored);
    }

    private IEnumerable<Ratio> Lists()
    {
        const int Page4000 = 3999 * Shop.PageSize;
        var lastPage = (_field.Large.Transactions - 1) / Shop.PageSize * Shop.PageSize;
        var start = Math.Min(Page4000, lastPage);
        var far = (start / Shop.PageSize) + 1;
        var month = List("1 month, page 1", _field.Large.Query(months: 1, start: 0));
        var all = List("24 months, page 1", _field.Large.Query(start: 0));
        var farPage = List(Text($"24 months, page {far:N0}"), _field.Large.Query(start: start));
        Add(month, all, farPage);
        yield return Cost("list cost, 24 months ÷ 1 month", all, month);
        yield return Cost(
            Text($"list cost, page {far:N0}{(start < Page4000 ? " (the last)" : "")} ÷ page 1"),
            farPage, all);
    }

    private Ratio Mixed()
    {
        var alone = Of(_field.Server, Server, new("reads", Few));
        var mixed = Of(_field.Server, Server, new("mixed", Few));
        Add(alone, mixed);
        return P99(
            "a mixed run (70 % reads, 30 % writes): read p99 ÷ read p99 without writes",
            new(3, 1.5, IsCeiling: true), mixed, alone);
    }

    /// <summary>What no ratio needs, and whoever reads the table wants to know.</summary>
    private void AddTheRest()
    {
        Add([Of(_field.CommitEach, CommitEach, new(Award, Many))]);
        Add(
            Of(_field.Ceiling, Ceiling, new("user", Many)),
            Of(_field.Server, Server, new("user", Many)));
        foreach (var connections in _otherConnections)
        {
            Add(
                Of(_field.Ceiling, Ceiling, new(Award, connections)),
                Of(_field.Server, Server, new(Award, connections)),
                Of(_field.CommitEach, CommitEach, new(Award, connections)));
            Add(
                Of(_field.Ceiling, Ceiling, new("user", connections)),
                Of(_field.Server, Server, new("user", connections)));
        }

        Add(
            InProcess(1),
            Of(_field.Server, Server, new("redeem", Few)),
            Of(_field.Server, Server, new("deduct", Few)));
    }

    private Series InProcess(int callers) => new(Acts, Award, callers)
    {
        Take = cancellation =>
            _field.AwardInProcess(callers, Options.Seconds, cancellation),
    };

    private Series List(string what, string query) =>
        Of(_field.Server, Server, new("transactions", 1) { Query = query }) with { What = what };

    private static Ratio P99(string what, Bar bar, Series of, Series over) =>
        new(what, bar, of, over) { By = reading => reading.P99Milliseconds };

    private static Ratio Cost(string what, Series of, Series over) =>
        new(what, new(1.5, 1.0, IsCeiling: true), of, over)
        {
            By = reading => reading.MeanMilliseconds,
        };
}
