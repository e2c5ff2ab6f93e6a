using ShopSocially.Loyalty.Benchmarks.Load;
using ShopSocially.Loyalty.Benchmarks.Subjects;

namespace ShopSocially.Loyalty.Benchmarks.Measures;

/// <summary>What is measured where databases are in a cluster.</summary>
internal sealed class ClusterPlan : Plan
{
    private const string Statements = "the statements alone (pgbench)";
    private const string Two = "two instances";

    private static readonly int[] _otherConnections = [1, 8];

    private readonly ClusterField _field;

    public ClusterPlan(ClusterField field, Options options)
        : base(field, options)
    {
        _field = field;
        Ratios = [.. Awards(), Reads()];
        if (!options.IsQuick)
        {
            AddTheRest();
        }
    }

    private IEnumerable<Ratio> Awards()
    {
        var statements = Alone(Few);
        var server = Of(_field.Server, Server, new(Award, Few));
        var two = new Series(Two, Award, Few) { Take = AwardByTwo };
        Add(statements, server, two);
        yield return PerSecond(
            "durable awards/s, 64 connections, all rules on, ÷ pgbench of the same statements",
            new(0.4, 0.8), server, statements);
        yield return PerSecond(
            "awards/s of two instances, 32 connections each, ÷ one with 64",
            new(null, 1.8), two, server);
    }

    private Ratio Reads()
    {
        var stored = Of(_field.Ceiling, Ceiling, new("user", Few));
        var user = Of(_field.Server, Server, new("user", Few));
        Add(stored, user);
        return PerSecond(
            Text($"get user/s, 64 connections, {_field.Large.Members:N0} members, ÷ stored JSON"),
            new(0.20, 0.50), user, stored);
    }

    /// <summary>What no ratio needs, and whoever reads the table wants to know.</summary>
    private void AddTheRest()
    {
        Add(Of(_field.Ceiling, Ceiling, new(Award, Few)));
        Add(Of(_field.Server, Server, new(Award, Many)));
        Add(
            Of(_field.Ceiling, Ceiling, new("user", Many)),
            Of(_field.Server, Server, new("user", Many)));
        foreach (var connections in _otherConnections)
        {
            Add(Alone(connections), Of(_field.Server, Server, new(Award, connections)));
            Add(
                Of(_field.Ceiling, Ceiling, new("user", connections)),
                Of(_field.Server, Server, new("user", connections)));
        }

        Add(
            Of(_field.Server, Server, new("redeem", Few)),
            Of(_field.Server, Server, new("deduct", Few)),
            Of(_field.Server, Server, new("mixed", Few)));
    }

    private Series Alone(int clients) => new(Statements, Award, clients)
    {
        Take = cancellation => _field.Statements.Run(clients, Options.Seconds, cancellation),
    };

    private async Task<Reading> AwardByTwo(CancellationToken cancellation)
    {
        Child[] both = [_field.Server, _field.Second];
        var before = Taken();
        var wrk = new Wrk(_field.Large, Options.Seconds) { AtATime = both.Length };
        var order = new Order(Award, Few / both.Length);
        var readings = await Task.WhenAll(
            both.Select(child => wrk.Run(child.Address, order, cancellation)));
        return WithProcessor(Reading.Together(readings[0], readings[1]), Taken() - before);

        TimeSpan Taken() => both.Aggregate(
            TimeSpan.Zero, (sum, child) => sum + child.ProcessorTime);
    }
}
