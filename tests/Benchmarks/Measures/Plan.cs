using System.Globalization;
using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Benchmarks.Subjects;

namespace ShopSocially.Loyalty.Benchmarks.Measures;

/// <summary>
/// What is measured, in groups whose members are compared and so stand next to each other in every
/// round; and the ratios that come of it.
/// </summary>
internal sealed class Plan
{
    public const string Ceiling = "bare ceiling";
    public const string CommitEach = "one commit per request";
    public const string Server = "this server";
    public const string ServerOfSmall = "this server, small program";
    public const string Acts = "acts in process";
    public const string Award = "award";
    public const string GetUser = "get user";

    private const string Page = "transactions page";
    private const int Few = 64;
    private const int Many = 256;
    private const int Readers = 45;
    private const int Writers = 19;

    private static readonly int[] _otherConnections = [1, 8];

    private readonly Field _field;
    private readonly Options _options;
    private readonly List<IReadOnlyList<Series>> _groups = [];

    public Plan(Field field, Options options)
    {
        (_field, _options) = (field, options);
        List<Ratio> awards = [.. Awards()], reads = [.. Reads()];

        // In the order in which they were asked for.
        Ratios =
        [
            .. awards[..3], .. reads[..2], awards[3], .. Lists(), reads[2], awards[4], .. Mixed(),
        ];
        if (!options.IsQuick)
        {
            AddTheRest();
        }
    }

    public IReadOnlyList<IReadOnlyList<Series>> Groups => _groups;

    public IReadOnlyList<Ratio> Ratios { get; }

    /// <summary>Coupon codes that a whole run can issue, at the most.</summary>
    public static int CodesFor(Options options)
    {
        const int MostPerSecond = 15_000;
        const int MostPerSecondAmongOthers = 3000;
        var seconds = 1 + (options.Rounds * options.Seconds);
        return seconds * (MostPerSecondAmongOthers + (options.IsQuick ? 0 : MostPerSecond));
    }

    private IEnumerable<Ratio> Awards()
    {
        var echo = Of(_field.Ceiling, Ceiling, new(Award, Few));
        var each = Of(_field.CommitEach, CommitEach, new(Award, Few));
        var server = Of(_field.Server, Server, new(Award, Few));
        var acts = InProcess(Few);
        var echoOfMany = Of(_field.Ceiling, Ceiling, new(Award, Many));
        var serverOfMany = Of(_field.Server, Server, new(Award, Many));
        Add(echo, server, each, acts);
        Add(echoOfMany, serverOfMany);
        yield return PerSecond(
            "durable awards/s, 64 connections, all rules on, ÷ the form-echo ceiling",
            new(0.14, 0.30), server, echo);
        yield return PerSecond("the same ÷ one commit per request", new(3.5, 6), server, each);
        yield return PerSecond(
            "the same ÷ the same SQL in process in groups of 64", new(0.5, 0.9), server, acts);
        yield return PerSecond(
            "awards at 256 connections ÷ form echo at 256",
            new(0.13, 0.24), serverOfMany, echoOfMany);
        yield return new Ratio(
            "p99 of awards at 64 connections ÷ p99 of one commit per request",
            new(0.3, 0.1, IsCeiling: true), server, each)
        {
            By = reading => reading.P99Milliseconds,
        };
    }

    private IEnumerable<Ratio> Reads()
    {
        var stored = Of(_field.Ceiling, Ceiling, new("user", Few));
        var user = Of(_field.Server, Server, new("user", Few));
        var ofSmall = Of(_field.ServerOfSmall, ServerOfSmall, new("user", Few));
        var page = Of(
            _field.Server, Server, new("transactions", Few) { Query = _field.Large.Query() });
        Add(stored, user, ofSmall, page);
        yield return PerSecond(
            Text($"get user/s, 64 connections, {_field.Large.Members:N0} members, ÷ stored JSON"),
            new(0.40, 0.65), user, stored);
        yield return PerSecond(
            Text($"get user/s, {_field.Large.Transactions:N0} transactions ÷ ")
            + Text($"{_field.Small.Transactions:N0}"),
            new(0.9, 1.0), user, ofSmall);
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

    private IEnumerable<Ratio> Mixed()
    {
        var alone = Of(_field.Server, Server, new("user", Readers));
        var mixed = new Series(Server, "get user beside 30 % writes", Readers)
        {
            Take = cancellation => ReadBesideWrites(cancellation),
        };
        Add(alone, mixed);
        yield return new Ratio(
            "a mixed run (70 % reads, 30 % writes): read p99 ÷ read p99 without writes",
            new(3, 1.5, IsCeiling: true), mixed, alone)
        {
            By = reading => reading.P99Milliseconds,
        };
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
            Of(_field.Server, Server, new("deduct", Few)),
            Of(_field.Server, Server, new("mixed", Few)));
    }

    private async Task<Reading> ReadBesideWrites(CancellationToken cancellation)
    {
        _field.Touch(_field.Server);
        var wrk = new Wrk(_field.Large, _options.Seconds);
        var writing = wrk.Run(_field.Server.Address, new("writes", Writers), cancellation);
        var read = await wrk.Run(_field.Server.Address, new("user", Readers), cancellation);
        var written = await writing;
        return read with
        {
            Errors = read.Errors + written.Errors,
            WritesBesidePerSecond = written.PerSecond,
        };
    }

    private Series Of(Child child, string subject, Order order) =>
        new(subject, Name(order.Script), order.Connections)
        {
            Take = async cancellation =>
            {
                var shop = child == _field.ServerOfSmall ? _field.Small : _field.Large;
                _field.Touch(child);
                var before = child.ProcessorTime;
                var reading = await new Wrk(shop, _options.Seconds)
                    .Run(child.Address, order, cancellation);
                return reading with
                {
                    ProcessorMicrosecondsPerRequest = reading.Requests == 0
                        ? null
                        : (child.ProcessorTime - before).TotalMicroseconds / reading.Requests,
                };
            },
        };

    private Series InProcess(int callers) => new(Acts, Award, callers)
    {
        Take = cancellation =>
            _field.AwardInProcess(callers, _options.Seconds, cancellation),
    };

    private Series List(string what, string query) =>
        Of(_field.Server, Server, new("transactions", 1) { Query = query }) with { What = what };

    private void Add(params IReadOnlyList<Series> group) => _groups.Add(group);

    private static Ratio PerSecond(string what, Bar bar, Series of, Series over) =>
        new(what, bar, of, over) { By = reading => reading.PerSecond };

    private static Ratio Cost(string what, Series of, Series over) =>
        new(what, new(1.5, 1.0, IsCeiling: true), of, over)
        {
            By = reading => reading.MeanMilliseconds,
        };

    private static string Name(string script) => script switch
    {
        "user" => GetUser,
        "transactions" => Page,
        _ => script,
    };

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
