using System.Globalization;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>
/// What the programs offer: the demo's kinds of activities, levels and redemption option, with a
/// plain activity that has no cap, so that no award is refused, and an option that anybody can pay.
/// </summary>
internal static class Catalogue
{
    public const string SignedUp = "signed_up";
    public const string Visited = "visited_the_shop";
    public const string Purchased = "made_a_purchase";
    public const string Reviewed = "reviewed_a_product";
    public const string CentOff = "a_cent_off";

    private static readonly LevelFields[] _levels =
    [
        new("Bronze", "", LevelType.Period, 1, 0, 1, true),
        new("Silver", "", LevelType.Period, 2, 1000, 1.25m, true),
        new("Gold", "", LevelType.Lifetime, 1, 10_000, 1.5m, true),
    ];

    private static readonly RedemptionFields _option = new(
        "A cent off", true, 1, "$0.01", "", "", "", null, new(2099, 12, 31), null, null, null,
        null, null, null, null);

    /// <summary>Makes a program, with coupon codes enough for its history.</summary>
    public static async Task<KeyedPartner> Create(House house, DateTimeOffset now, int codes)
    {
        var made = Granted(await house.Get<SavePartner>().Create(
            new(SavePartner.NewId(), "Benchmark", IsSandbox: false, null, now), ApiKey.Create()));
        var (partner, activities) = (made.Partner, house.Get<SaveActivity>());
        Granted(await activities.Create(partner, (SignedUp, Fixed(1000, 0))));
        Granted(await activities.Create(partner, (Visited, Fixed(10, 12))));
        Granted(await activities.Create(partner, (Purchased, Fixed(0, 12) with
        {
            Type = ActivityType.BonusMultiplier,
            BonusMultiplier = 2,
        })));
        Granted(await activities.Create(partner, (Reviewed, Fixed(50, 2) with
        {
            ApprovalMethod = ApprovalMethod.Monthly,
            MaxAwardFrequency = 1,
            MaxAwardFrequencyInterval = Interval.Day,
        })));
        foreach (var level in _levels)
        {
            Granted(await house.Get<SaveLevel>().Create(
                partner, (level.Name!.ToLowerInvariant(), level)));
        }

        Granted(await house.Get<SaveRedemption>().Create(
            partner, (CentOff, _option with { GiftcardCouponCodes = Codes("H", codes) })));
        return made;
    }

    /// <summary>Codes for redeems to come, in place of those that are left.</summary>
    public static async Task Stock(House house, Partner partner, int codes) =>
        Granted(await house.Get<SaveRedemption>().Change(
            partner, (CentOff, _option with { GiftcardCouponCodes = Codes("L", codes) })));

    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public static T Granted<T>(Outcome<T> outcome) => outcome.Granted(out var value, out var no)
        ? value
        : throw new InvalidOperationException($"The benchmarks' act was refused: {no.Reason}.");

    private static ActivityFields Fixed(long points, int months) => new(
        $"{points} points", "", ActivityType.Fixed, ApprovalMethod.Immediate, points, 1, true,
        months, true, null, null, null, 0, Interval.Lifetime);

    private static List<string> Codes(string series, int count) =>
        [.. Enumerable.Range(1, count).Select(
            n => string.Create(CultureInfo.InvariantCulture, $"{series}-{n:0000000}"))];
}
