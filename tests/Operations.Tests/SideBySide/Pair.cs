using ShopSocially.Loyalty.Operations.Tests.Model;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>
/// The model and src, side by side: does each deed in both, and says where they differ.
/// </summary>
internal sealed class Pair(LoyaltyHouse house, RealProgram real, Shop shop)
{
    private readonly List<Deed> _history = [];
    private readonly List<string> _story = [];
    private readonly HashSet<string> _seen = [];

    public IReadOnlyList<Deed> History => _history;

    /// <summary>What was answered and became of lines: plans should try everything.</summary>
    public IReadOnlySet<string> Seen => _seen;

    /// <summary>What the model makes of all that was done.</summary>
    public World World { get; private set; } = World.After(shop, []);

    /// <summary>What was done, and what the model expected to be answered.</summary>
    public string Story => string.Join('\n', _story);

    public static async Task<Pair> Begin(LoyaltyHouse house, Shop shop, DateTimeOffset start) =>
        new(house, await RealProgram.Create(house, shop, start), shop);

    /// <summary>Carries out a plan until the two differ.</summary>
    /// <returns>The differences; none when the two agree to the end.</returns>
    public static async Task<(Pair Pair, IReadOnlyList<string> Differences)> Run(
        LoyaltyHouse house, Plan plan)
    {
        var (shop, now) = Shops.Of(plan.Setting);
        var pair = await Begin(house, shop, now);
        foreach (var step in plan.Steps)
        {
            var deed = new Resolver(shop, pair.History, pair.World).Resolve(step, now);
            now = deed.At;
            var differences = await pair.Do(deed);
            if (differences.Count > 0)
            {
                return (pair, differences);
            }
        }

        return (pair, await pair.Do(new Waited(now)));
    }

    /// <summary>Does a deed in both.</summary>
    /// <returns>What src answered or shows otherwise than the model.</returns>
    public async Task<IReadOnlyList<string>> Do(Deed deed)
    {
        _history.Add(deed);
        World = World.After(shop, _history);
        var expected = Expected(deed);
        Note(deed, expected);
        See(deed, expected);
        var version = house.Version;
        var differences = new Differences();
        var actual = await real.Do(deed);
        differences.Add("the answer's refusal", expected.Refusal, actual.Refusal);
        differences.Add("the answer's replay", expected.IsReplayed, actual.IsReplayed);
        differences.Add("the answer's line", expected.Line, actual.Line);
        differences.Add("the answer's lot", expected.Lot, actual.Lot);
        differences.Add("the answer's member", expected.Member, actual.Member);
        if (actual.Refusal is not null)
        {
            differences.Add("the file after a refusal", version, house.Version);
        }

        if (!deed.IsUnseen)
        {
            Compare(World.View(), await real.Read(deed.At), differences);
        }

        return differences.All;
    }

    private void See(Deed deed, Answer expected)
    {
        _seen.Add(expected.Refusal ?? deed.GetType().Name);
        _seen.UnionWith(World.Lines.Select(line => $"{line.Status}"));
        _seen.UnionWith(expected.Member is { Debt: > 0 } ? ["debt"] : []);
    }

    /// <summary>As "4. 2026-01-31T10:00:00.000Z Redeeming ann hat: Redeemed 5 in line 2".</summary>
    private void Note(Deed deed, Answer expected)
    {
        var words = deed.GetType().GetProperties()
            .Where(of => of.Name is not (nameof(Deed.At) or nameof(Deed.IsUnseen)))
            .Select(of => $"{of.GetValue(deed) ?? "-"}")
            .Prepend($"{deed.At.UtcDateTime:O} {deed.GetType().Name}");
        var answer = expected.Refusal
            ?? (expected.Line is { } line
                ? $"{line.Status} {line.Points} in line {line.Number}"
                : "done");
        var unseen = deed.IsUnseen ? ", unseen" : "";
        _story.Add($"{_history.Count}. {string.Join(' ', words)}: {answer}{unseen}");
    }

    private static void Compare(
        ProgramView expected, ProgramView actual, Differences differences)
    {
        differences.AddAll("member", expected.Members, actual.Members);
        differences.AddAll("line", expected.Lines, actual.Lines);
        differences.AddAll("lot", expected.Lots, actual.Lots);
        differences.AddAll("allocation", expected.Gifts, actual.Gifts);
        differences.AddAll("option", expected.Options, actual.Options);
    }

    /// <summary>The model's answer. Levels and schedules are read, not answered.</summary>
    private Answer Expected(Deed deed)
    {
        var (refusal, number, isReplayed) = World.Last;
        var line = number == 0 ? null : World.ViewLine(number);
        var isMove = deed is Moving;
        var name = line is not null ? line.Member
            : deed is Placing placing ? placing.Member
            : deed is Blocking blocking ? blocking.Member
            : null;
        var member = refusal is not null || isMove || name is null
            ? null
            : World.ViewMember(name) with { PeriodLevel = "", LifetimeLevel = "", Schedule = "" };
        var lot = isMove && line is { Kind: Kind.Award } ? World.ViewLot(number) : null;
        return new(refusal, line, lot, member, isReplayed);
    }
}
