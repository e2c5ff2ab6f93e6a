using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Full and bare records, as tests write them down.</summary>
internal static class Some
{
    public const long Program = 1;

    public static readonly DateTimeOffset At =
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddMilliseconds(789);

    public static readonly Partner Partner = new("p1", "Acme", true, At, At, Program)
    {
        Terms = new("Europe/Berlin", Rounding.Nearest, ReturnPolicy.AllowNegative, false, 7),
    };

    public static readonly Activity Activity = new(
        "a1", "purchase", "Purchase", "It's 100% \"fun\"", ActivityType.BonusMultiplier,
        ApprovalMethod.Monthly, 50, 1.25m, true, 12, true, "Terms\nand more", "img", "url", At,
        At.AddDays(1))
    {
        Cap = new(3, Interval.Week),
    };

    public static readonly Level Level = new(
        "l1", "gold", "Gold", "Rich", LevelType.Lifetime, 2, 1_000, 1.5m, true, At, At.AddDays(1));

    public static readonly Redemption Redemption = new(
        "r1", "gift_card", "Gift card", true, 100, "$5", "Card", "Terms", "How", new(2099, 12, 31),
        AssociatedLevels.Everyone, "img", "<b>", false, false, "Subject", "<i>", At, At.AddDays(1));

    public static readonly Price Price = new(10.25m, 2, 1.1m, Rounding.Ceiling);

    public static Email Mail(string text) =>
        Email.TryParse(text, out var email) ? email : throw new FormatException(text);

    public static User User(string id, string email, string? uid = null) => new(
        id, Mail(email), uid, "Jane", "Doe", Gender.Female, "img", "Deutsch", UserStatus.Blocked,
        At, At.AddDays(1), At.AddDays(2), At.AddDays(2), At.AddDays(9),
        Schedule.Of(new Lapse(At.AddDays(9), 5), new Lapse(Calendar.Never, 6)))
    {
        Standing = new(500, 2026, 300, 200, null, 10, null, 20),
        Balance = new(-7, 40, 60, 7),
        LastAward = new(At.AddDays(2), 40, "Purchase"),
    };

    public static Transaction Award(string id, string userId) =>
        Transaction.Of(TransactionType.Award, id, userId, At) with
        {
            Points = 23,
            ActivityId = "purchase",
            ActivityName = "Purchase",
        };

    public static Lot Lot(string id, string userId) => new(
        id, userId, LotState.Approved, 23, 5, 4, 3, At, At.AddMonths(1), At.AddMonths(1).AddDays(1),
        1, true, 10.25m, 1.5m, 2)
    {
        Price = Price,
    };

    /// <summary>
    /// Adds a line with what it refers to, and where it is an award, its lot, to its member's
    /// history.
    /// </summary>
    public static void Add(this Session session, Transaction line, long program = Program)
    {
        session.Offer(line, program);
        var number = line.Type == TransactionType.Award
            ? session.Transactions.Add(program, line, Lot(line.Id, line.UserId))
            : session.Transactions.Add(program, line);
        session.Histories.Add(program, line.UserId, number);
    }

    /// <summary>Adds what a line refers to, where the program does not offer it yet.</summary>
    public static void Offer(this Session session, Transaction line, long program = Program)
    {
        if (line.ActivityId is { } activity)
        {
            session.Activities.Add(
                program, Activity with { Id = $"of {activity}", ActivityId = activity });
        }

        if (line.RedemptionId is { } option)
        {
            session.Redemptions.Add(
                program, Redemption with { Id = $"of {option}", RedemptionId = option });
        }
    }

    /// <summary>A program with a member called "u1".</summary>
    public static Task Begin(this Store store) => store.Write(session =>
    {
        session.Partners.Add(Partner, "hash");
        session.Partners.Add(Partner with { Id = "p2" }, "hash");
        session.Users.Add(Program, User("u1", "jane@shop.example", "jane"));
    });
}
