using System.Globalization;
using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Subjects;

namespace ShopSocially.Loyalty.Benchmarks.Measures;

/// <summary>
/// What is measured, in groups whose members are compared and so stand next to each other in every
/// round; and the ratios that come of it.
/// </summary>
internal abstract class Plan(Field field, Options options)
{
    public const string Award = "award";
    public const string GetUser = "get user";

    protected const string Ceiling = "bare ceiling";
    protected const string Server = "this server";
    protected const int Few = 64;
    protected const int Many = 256;

    private readonly List<IReadOnlyList<Series>> _groups = [];

    public IReadOnlyList<IReadOnlyList<Series>> Groups => _groups;

    public IReadOnlyList<Ratio> Ratios { get; protected init; } = [];

    protected Options Options => options;

    /// <summary>Coupon codes that a whole run can issue, at the most.</summary>
    public static int CodesFor(Options options)
    {
        const int MostPerSecond = 15_000;
        const int MostPerSecondAmongOthers = 3000;
        var seconds = 1 + (options.Rounds * options.Seconds);
        return seconds * (MostPerSecondAmongOthers + (options.IsQuick ? 0 : MostPerSecond));
    }

    protected void Add(params IReadOnlyList<Series> group) => _groups.Add(group);

    protected Series Of(Child child, string subject, Order order) =>
        InTurn([child], subject, order);

    /// <summary>Another of several of the same each time.</summary>
    protected Series InTurn(IReadOnlyList<Child> children, string subject, Order order)
    {
        var times = 0;
        return new(subject, Name(order.Script), order.Connections)
        {
            Take = async cancellation =>
            {
                var child = children[times++ % children.Count];
                field.Touch(child);
                var before = child.ProcessorTime;
                var reading = await new Wrk(field.ShopOf(child), options.Seconds)
                    .Run(child.Address, order, cancellation);
                return WithProcessor(reading, child.ProcessorTime - before);
            },
        };
    }

    protected static Reading WithProcessor(Reading reading, TimeSpan taken) => reading with
    {
        ProcessorMicrosecondsPerRequest = reading.Requests == 0
            ? null
            : taken.TotalMicroseconds / reading.Requests,
    };

    protected static Ratio PerSecond(string what, Bar bar, Series of, Series over) =>
        new(what, bar, of, over) { By = reading => reading.PerSecond };

    protected static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);

    private static string Name(string script) => script switch
    {
        "user" => GetUser,
        "transactions" => "transactions page",
        "reads" => "get user, each timed",
        "mixed" => "get user among 30 % writes",
        _ => script,
    };
}
