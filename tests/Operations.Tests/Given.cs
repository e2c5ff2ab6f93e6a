using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>What tests put into a program before they begin, and what they ask of it.</summary>
internal static class Given
{
    public static readonly ActivityFields Purchase = new(
        "Purchase", "", ActivityType.BonusMultiplier, ApprovalMethod.Immediate, null, 1, true, null,
        null, null, null, null, null, null);

    public static readonly RedemptionFields GiftCard = new(
        "Gift card", true, 100, "$5", "", "", null, ["C1", "C2", "C3"], new(2099, 12, 31), null,
        null, null, null, null, null, null);

    public static readonly UserFields Nobody = new(
        null, null, null, null, null, null, null, null, null);

    public static Email Jane { get; } = Mail("jane@shop.example");

    public static Email Bob { get; } = Mail("bob@shop.example");

    public static Email Mail(string text) =>
        Email.TryParse(text, out var email) ? email : throw new FormatException(text);

    public static async Task<Activity> Activity(
        this LoyaltyHouse house, Partner partner, string id, ActivityFields? fields = null) =>
        (await house.Activities.Create(partner, (id, fields ?? Purchase)))
            .Value();

    public static async Task<Level> Level(
        this LoyaltyHouse house, Partner partner, string id, LevelFields fields) =>
        (await house.Levels.Create(partner, (id, fields))).Value();

    public static async Task<Redemption> Redemption(
        this LoyaltyHouse house, Partner partner, string id, RedemptionFields? fields = null) =>
        (await house.Redemptions.Create(partner, (id, fields ?? GiftCard)))
            .Value().Redemption;

    /// <summary>Points from the activity "purchase", immediate, made where it is missing.</summary>
    public static async Task<Awarded> Points(
        this LoyaltyHouse house, Partner partner, decimal points, string? orderId = null)
    {
        await house.Activities.Create(partner, ("purchase", Purchase));
        var request = new AwardRequest(Jane, "purchase", points, orderId);
        return (await house.Award.Run(partner, request)).Value();
    }

    public static User Find(this LoyaltyHouse house, Partner partner, Email email) =>
        house.Database.Read(session =>
            session.Users.Find(partner.Number, Storage.UserKey.Of(email)))!;

    /// <summary>Who was last active on a day, as lists show them.</summary>
    public static IEnumerable<Email> ActiveOn(
        this LoyaltyHouse house, Partner partner, DateOnly day)
    {
        var (from, until) = (partner.Calendar.StartOf(day), partner.Calendar.EndOf(day));
        return house.Database.Read(session =>
            session.Users.ListActive(partner.Number, new(from, until, 0, 100)))
            .Items.Select(user => user.Email);
    }

    public static Lot Lot(this LoyaltyHouse house, Partner partner, string awardId) =>
        house.Database.Read(session => session.Lots.Find(partner.Number, awardId))!;

    public static Transaction Line(this LoyaltyHouse house, Partner partner, string id) =>
        house.Database.Read(session => session.Transactions.Find(partner.Number, id))!;

    public static T Value<T>(this Outcome<T> outcome) =>
        outcome.Granted(out var value, out var refused)
            ? value
            : throw new InvalidOperationException($"It was refused: {refused.Reason}.");

    public static Refusal? Reason<T>(this Outcome<T> outcome) =>
        outcome.Granted(out _, out var refused) ? null : refused.Reason;
}
