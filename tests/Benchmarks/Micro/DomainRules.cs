using BenchmarkDotNet.Attributes;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Benchmarks.Micro;

/// <summary>The rules that stand in every award and every redeem.</summary>
[MemoryDiagnoser]
public class DomainRules
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly Partner _partner = new("p1", "Acme", false, null, _noon);
    private readonly Standing _standing = Standing.From(2026) with { PeriodPoints = 1200 };
    private readonly Ladder _ladder = new(
    [
        Level("bronze", LevelType.Period, 0, 1),
        Level("silver", LevelType.Period, 1000, 1.25m),
        Level("gold", LevelType.Lifetime, 10_000, 1.5m),
    ]);

    private Award _award = null!;
    private Price _price = null!;
    private List<Lot> _lots = [];

    [GlobalSetup]
    public void Load()
    {
        var activity = new Activity(
            "a1", "made_a_purchase", "Purchase", "", ActivityType.BonusMultiplier,
            ApprovalMethod.Immediate, 0, 2, true, 12, true, "", null, null, _noon, _noon)
        {
            Cap = new(0, Interval.Lifetime),
        };
        _price = new(59.90m, 2, 1.25m, Rounding.Floor);
        _award = new(
            _partner.Terms, activity, Member(), _ladder.PlaceOf(_standing), 59.90m, false, 0);
        _lots = [.. Enumerable.Range(0, 20).Select(Lot)];
    }

    [Benchmark]
    public bool Decide_an_award() => _award.Decide().Granted(out _, out _);

    [Benchmark]
    public long? Price_an_award() => _price.Points;

    /// <summary>Ten lots of ten points, of the twenty that there are.</summary>
    [Benchmark]
    public int Take_100_points_from_a_wallet() => Wallet.TakeAll(_lots, 100).Count;

    [Benchmark]
    public Place Place_a_member_on_the_ladder() => _ladder.PlaceOf(_standing);

    private User Member() => Email.TryParse("jane@shop.example", out var email)
        ? User.Enrol("u1", email, _partner, _noon)
        : throw new FormatException();

    private static Level Level(string id, LevelType type, long points, decimal multiplier) =>
        new(id, id, id, "", type, 1, points, multiplier, true, _noon, _noon);

    private static Lot Lot(int number) => new(
        $"l{number}", "u1", LotState.Approved, 10, 0, 0, 0, _noon, null, Calendar.Never, 0, true,
        null, 0, 0)
    {
        Price = new(10, 1, 1, Rounding.Floor),
    };
}
