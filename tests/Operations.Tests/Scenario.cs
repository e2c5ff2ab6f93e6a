using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>
/// A program whose members do at random what members and merchants do, at advancing instants;
/// after each act, what it answered is held against the books before and after it.
/// </summary>
internal sealed class Scenario(LoyaltyHouse house, Partner partner, int seed)
{
    public const string GiftCard = "gift_card";
    private const long Price = 60;

    private static readonly string[] Activities =
        ["at_once", "by_hand", "unqualified", "in_two_years"];

    private static readonly string[] CouponCodes = ["C1", "C2", "C3", "C4", "C5", "C6"];

    private static readonly Email[] Members = [Given.Jane, Given.Bob];

    private static readonly Dictionary<PointsStatus, PointsStatus[]> Moves = new()
    {
        [PointsStatus.Pending] = [PointsStatus.Approved, PointsStatus.Rejected],
        [PointsStatus.AutoApproved] = [PointsStatus.Rejected],
        [PointsStatus.Approved] = [PointsStatus.Rejected],
        [PointsStatus.Rejected] = [PointsStatus.Approved],
        [PointsStatus.PendingDeduction] = [PointsStatus.Deducted, PointsStatus.Rejected],
    };

    private readonly Random _random = new(seed);
    private readonly List<string> _breaches = [];
    private readonly List<string> _story = [];
    private Books _before = null!;
    private Books _after = null!;
    private long _version;

    public DateTimeOffset Now { get; private set; } = LoyaltyHouse.Noon;

    /// <summary>What did not hold of an act, and what does not hold of the books.</summary>
    public IEnumerable<string> Breaches => _breaches.Concat(house.Breaches(partner));

    /// <summary>How many acts were granted.</summary>
    public int Granted { get; private set; }

    public string Story => $"Seed {seed}, {partner.Terms}\n{string.Join('\n', _story)}";

    public bool IsOwing => _before.Users.Any(user => user.Balance.Debt > 0);

    public async Task Begin()
    {
        await house.Activity(partner, Activities[0]);
        await house.Activity(
            partner, Activities[1], Given.Purchase with { ApprovalMethod = ApprovalMethod.Manual });
        await house.Activity(
            partner, Activities[2], Given.Purchase with { QualifiedPoints = false });
        await house.Activity(
            partner, Activities[3], Given.Purchase with { PointsExpirationPeriod = 48 });
        await house.Level(partner, "bronze", new("", "", LevelType.Period, 1, 0, 1, true));
        await house.Level(partner, "silver", new("", "", LevelType.Period, 2, 150, 1.5m, true));
        await house.Level(partner, "star", new("", "", LevelType.Lifetime, 1, 400, 2, true));
        await house.Redemption(partner, GiftCard, Given.GiftCard with
        {
            AllowedRedeemPoints = Price,
            GiftcardCouponCodes = CouponCodes,
        });
        _before = _after = Books.Read(house, partner, GiftCard);
        _version = house.Version;
    }

    public async Task Act()
    {
        Now = Now.AddMilliseconds(_random.Next(3) == 0 ? 0 : _random.NextInt64(2_000_000_000));
        await house.Settle.Run(partner, Now);
        _before = _after = Books.Read(house, partner, GiftCard);
        _version = house.Version;
        await (_random.Next(100) switch
        {
            < 40 => Award(),
            < 55 => Move(),
            < 65 => Redeem(),
            < 75 => Deduct(),
            < 95 => Return(),
            _ => Block(),
        });
        _before = _after;
    }

    private async Task Award()
    {
        var (email, activity) = (Any(Members), Any(Activities));
        var order = _random.Next(4) == 0 ? null : $"order-{_random.Next(6)}";
        var amount = _random.Next(1, 20_000) / 100m;
        var multiplier = Multiplier(email);
        var outcome = await house.At(Now).Award.Run(partner, new(email, activity, amount, order));
        Note($"award {email.Text} {activity} {amount} {order}", outcome);
        if (outcome.Granted(out var awarded, out _) && !awarded.IsReplayed)
        {
            var points = (long)Math.Floor(amount * multiplier);
            Expect(awarded.Transaction.Points == points, $"{points} points at {multiplier}");
            ExpectMove(awarded.User.Id, points);
        }
    }

    private async Task Move()
    {
        if (_before.Entries.Count == 0)
        {
            return;
        }

        var line = Any(_before.Entries).Transaction;
        var next = Any([PointsStatus.Approved, PointsStatus.Rejected, PointsStatus.Deducted]);
        var outcome = await house.At(Now).Move.Run(partner, (line.Id, next));
        Note($"move {line.Type} {line.Id} from {line.Status} to {next}", outcome);
        var isSaidAgain = line.Status == next
            || (next == PointsStatus.Approved && line.ApprovedBy is not null
                && line.Status is PointsStatus.Exhausted);
        var isAllowed = isSaidAgain
            || (Moves.TryGetValue(line.Status, out var moves) && moves.Contains(next)
                && (line.Type == TransactionType.Award || line.Status != PointsStatus.Rejected));
        Expect(outcome.Reason() is null == isAllowed, "the table of section 3");
    }

    private async Task Redeem()
    {
        var email = Any(Members);
        var outcome = await house.At(Now).Redeem.Run(partner, (email, GiftCard));
        Note($"redeem {email.Text}", outcome);
        Expect(
            outcome.Reason() is null == (MaySpend(email, Price) && _before.CodesLeft.Count > 0),
            "a redeem needs points and a code");
        ExpectSpend(outcome);
    }

    private async Task Deduct()
    {
        var email = Any(Members);
        var user = _before.Users.FirstOrDefault(user => user.Email == email);
        var all = user?.Balance.AvailablePoints ?? 0;
        var points = all > 0 && _random.Next(3) > 0 ? all : _random.Next(1, 150);
        var outcome = await house.At(Now).Deduct.Run(partner, new(email, "Why not", points));
        Note($"deduct {points} of {email.Text}", outcome);
        Expect(outcome.Reason() is null == MaySpend(email, points), "a deduct needs points");
        ExpectSpend(outcome);
    }

    private async Task Return()
    {
        var order = $"order-{_random.Next(6)}";
        decimal? amount = _random.Next(3) == 0 ? null : _random.Next(1, 12_000) / 100m;
        var outcome = await house.At(Now).Return.Run(partner, (order, amount));
        Note($"return {amount} of {order}", outcome);
        foreach (var user in _after.Users)
        {
            var made = _after.LinesOf(user.Id)
                .ExceptBy(_before.LinesOf(user.Id).Select(line => line.Id), line => line.Id)
                .Where(line => line.Type == TransactionType.Deduct);
            ExpectMove(user.Id, -made.Sum(line => line.Points));
        }
    }

    private async Task Block()
    {
        var email = Any(Members);
        var status = Any([UserStatus.Active, UserStatus.Active, UserStatus.Blocked]);
        var fields = Given.Nobody with { Status = status };
        var outcome = await house.At(Now).UpdateUser.Run(
            partner, (Storage.UserKey.Of(email), fields));
        Note($"make {email.Text} {status}", outcome);
    }

    /// <summary>Reads the books after an act, which a refusal must not have changed.</summary>
    private void Note<T>(string act, Outcome<T> outcome)
    {
        _story.Add($"{Now:O} {act}: {outcome.Reason()?.ToString() ?? "done"}");
        if (outcome.Reason() is null)
        {
            Granted++;
            _after = Books.Read(house, partner, GiftCard);
            Expect(_after.Codes.Order().SequenceEqual(CouponCodes), "each code is issued or left");
        }

        Expect(outcome.Reason() is null == (house.Version != _version), "a refusal undoes all");
        _version = house.Version;
    }

    private void ExpectSpend(Outcome<Spent> outcome)
    {
        if (outcome.Granted(out var spent, out _))
        {
            var line = spent.Transaction;
            var expected = _before.Spend(line.UserId, line.Points)
                .OrderBy(share => share.LotId, StringComparer.Ordinal);
            Expect(_after.Allocations[line.Id].SequenceEqual(expected), "lots in their order");
            ExpectMove(line.UserId, -line.Points);
        }
    }

    /// <summary>What a member has, pending points included, moves by what is answered.</summary>
    private void ExpectMove(string userId, long points)
    {
        var (then, now) = (Sum(_before.BalanceOf(userId)), Sum(_after.BalanceOf(userId)));
        Expect(now - then == points, $"{points} points move {then} to {now}");

        static long Sum(Balance balance) => balance.AvailablePoints + balance.PendingPoints;
    }

    private void Expect(bool holds, string what)
    {
        if (!holds)
        {
            _breaches.Add(what);
        }
    }

    private bool MaySpend(Email email, long points) =>
        _before.Users.FirstOrDefault(user => user.Email == email) is { IsBlocked: false } user
        && _before.BalanceOf(user.Id).AvailablePoints >= points;

    /// <summary>The larger multiplier of the levels reached by then.</summary>
    private decimal Multiplier(Email email)
    {
        if (_before.Users.FirstOrDefault(user => user.Email == email) is not { } user)
        {
            return 1;
        }

        var period = partner.PeriodOf(Now);
        var isSilver = _before.Qualifying(user.Id, period) >= 150
            || _before.Qualifying(user.Id, period - 1) >= 150;
        return _before.Qualifying(user.Id) >= 400 ? 2 : isSilver ? 1.5m : 1;
    }

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
