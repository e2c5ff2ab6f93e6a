using ShopSocially.Loyalty.Operations.Tests.Model;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>Makes a deed of a step, by what there is when its turn comes.</summary>
internal sealed class Resolver(Shop shop, IReadOnlyList<Deed> history, World world)
{
    private static readonly decimal?[] Amounts =
        [10, 100, 33.33m, 1, 250, 49.99m, 0.5m, 20, 7.25m, 1000, 0.01m, null];

    private static readonly long[] Spends = [1, 5, 20, 33, 60, 150];

    private static readonly decimal[] Multipliers = [1, 0.5m, 2, 1.25m, 0.01m];

    private static readonly long[] Minimums = [0, 50, 100, 100, 300, 700];

    // Most is done with one member, so that much comes together.
    private static readonly string[] Members = ["ann", "bob", "ann", "ann", "cat", "ann", "bob"];

    public Deed Resolve(Step step, DateTimeOffset now) =>
        DeedOf(step, now) with { IsUnseen = step.IsUnseen };

    private Deed DeedOf(Step step, DateTimeOffset now) => step.Verb switch
    {
        Verb.Wait => new Waited(new Waiting(shop, world, now).Until(step)),
        Verb.Award => Award(step, now),
        Verb.AwardAgain => AwardAgain(step, now),
        Verb.Move => Move(step, now),
        Verb.Redeem => new Redeeming(now, MemberOf(step.A), OptionOf(step.B)),
        Verb.Deduct => new Deducting(now, MemberOf(step.A), SpendOf(step)),
        Verb.Return => Return(step, now),
        Verb.Place => new Placing(now, MemberOf(step.A), LevelOf(step.B)),
        Verb.Block => new Blocking(now, MemberOf(step.A), step.B % 2 == 1),
        Verb.ChangeLevel => new LevelChanging(now, Change(Any(world.Levels, step.A), step)),
        Verb.ChangeActivity =>
            new ActivityChanging(now, Change(Any(world.Activities, step.A), step)),
        Verb.Sweep => new Sweeping(now),
        _ => throw new ArgumentException($"What is {step.Verb}?"),
    };

    private Awarding Award(Step step, DateTimeOffset now) => new(
        now,
        MemberOf(step.A),
        step.B == 99 ? "unknown" : Any(world.Activities, step.B).Id,
        Any(Amounts, step.C),
        step.D % 10 is < 6 and var order ? $"o{order}" : null);

    private Awarding AwardAgain(Step step, DateTimeOffset now)
    {
        var awards = history.OfType<Awarding>().Where(deed => deed.Order is not null).ToList();
        if (awards.Count == 0)
        {
            return Award(step, now);
        }

        var again = Any(awards, step.A) with { At = now };
        return step.B % 3 == 0 ? again with { Passed = Any(Amounts, step.C) } : again;
    }

    /// <summary>Mostly a line that waits for somebody, and a status that it may have.</summary>
    private Moving Move(Step step, DateTimeOffset now)
    {
        if (world.Lines.Count == 0 || step.A == 99)
        {
            return new(now, 0, Status.Approved);
        }

        var waiting = world.Lines.Where(line =>
            line.Status is Status.Pending or Status.PendingDeduction or Status.Rejected).ToList();
        var line = Any(step.C % 4 == 0 || waiting.Count == 0 ? world.Lines : waiting, step.A);
        var isYes = step.B % 2 == 0;
        var to = line.Status switch
        {
            _ when step.D % 8 == 0 => (Status)(step.B % 10),
            Status.PendingDeduction => isYes ? Status.Deducted : Status.Rejected,
            Status.AutoApproved or Status.Approved => Status.Rejected,
            _ => isYes ? Status.Approved : Status.Rejected,
        };
        return new(now, line.Number, to);
    }

    private long SpendOf(Step step)
    {
        var available = Math.Max(1, world.Available(MemberOf(step.A)));
        return step.B % 4 switch
        {
            0 or 1 => available,
            2 => available + 1,
            _ => Any(Spends, step.C),
        };
    }

    private Returning Return(Step step, DateTimeOffset now)
    {
        var orders = world.Lines
            .Where(line => line is { Kind: Kind.Award, Order: not null })
            .Select(line => line.Order!)
            .Distinct()
            .ToList();
        if (orders.Count == 0 || step.A == 99)
        {
            return new(now, "unknown", null);
        }

        var open = orders.FindAll(order => world.ValueLeft(order) > 0);
        var order = Any(step.D % 8 == 0 || open.Count == 0 ? orders : open, step.A);
        var left = world.ValueLeft(order);
        decimal? amount = (step.B % 8) switch
        {
            < 3 => null,
            3 => left,
            4 => left + 0.01m,
            5 => Math.Round(left / 2, 2),
            6 => 0.01m,
            _ => Any(Amounts, step.C),
        };
        return new(now, order, amount > 0 ? amount : null);
    }

    private string LevelOf(int number) => (number % 8) switch
    {
        < 5 and var level => world.Levels[level].Id,
        5 or 6 => "none",
        _ => "unknown",
    };

    private static LevelTerms Change(LevelTerms level, Step step) => (step.B % 3) switch
    {
        0 => level with { IsActive = !level.IsActive },
        1 => level with { Minimum = Any(Minimums, step.C) },
        _ => level with { Multiplier = Any(Multipliers, step.C) },
    };

    private static ActivityTerms Change(ActivityTerms activity, Step step) => (step.B % 5) switch
    {
        0 => activity with { IsActive = !activity.IsActive },
        1 => activity with { Months = new[] { 0, 1, 2, 12 }[step.C % 4] },
        2 => activity with { Multiplier = Any(Multipliers, step.C) },
        3 => activity with { Qualifies = !activity.Qualifies },
        _ => activity with { Approval = (Approval)(step.C % 3) },
    };

    private string OptionOf(int number) =>
        number == 99 ? "unknown" : Any(shop.Options, number).Id;

    private static string MemberOf(int number) => Any(Members, number);

    private static T Any<T>(IReadOnlyList<T> of, int number) => of[number % of.Count];
}
