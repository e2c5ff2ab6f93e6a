namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>Nouns as tests begin with them; each test changes what it is about.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static readonly Activity Fixed = new(
        "a1", "signed_up", "Signed up", "", ActivityType.Fixed, ApprovalMethod.Immediate, 50, 7,
        true, 0, true, "", null, null, Noon, Noon)
    {
        Cap = new(0, Interval.Lifetime),
    };

    public static readonly Activity Purchase =
        Fixed with { Type = ActivityType.BonusMultiplier, BonusMultiplier = 2 };

    public static readonly Redemption GiftCard = new(
        "r1", "gift_card", "Gift card", true, 100, "$5", "", "", null, new(2026, 12, 31),
        AssociatedLevels.Everyone, null, null, true, true, null, null, Noon, Noon);

    public static readonly Partner Partner = new("p1", "Acme", false, null, Noon);

    public static User User(UserStatus status = UserStatus.Active, Balance? balance = null)
    {
        return Email.TryParse("jane@shop.example", out var email)
            ? Domain.User.Enrol("u1", email, Partner, Noon) with
            {
                Status = status,
                Balance = balance ?? Balance.Nothing,
            }
            : throw new FormatException();
    }

    public static Level Level(
        string id, long minimum, LevelType type = LevelType.Period, decimal multiplier = 1) =>
        new(id, id, id, "", type, 1, minimum, multiplier, true, Noon, Noon);

    /// <summary>An approved lot that never expires, of one point for each unit of value.</summary>
    public static Lot Lot(string id, long points, long used = 0, long deducted = 0) => new(
        id, "u1", LotState.Approved, points, used, deducted, 0, Noon, null, Calendar.Never, 0, true,
        null, 0, 0)
    {
        Price = new(points, 1, 1, Rounding.Floor),
    };
}
