using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>
/// Programs whose members wait: each was awarded 10 points at noon of 31 January, that are approved
/// at noon of 28 February and lapse at the end of 28 March.
/// </summary>
internal static class Waiting
{
    public static readonly DateTimeOffset ApprovedAt = new(2026, 2, 28, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset LapsedAt = new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);

    private static readonly Stretch All =
        new(DateTimeOffset.UnixEpoch, Calendar.Never, 0, 100_000);

    public static Email Member(int number) => Given.Mail($"{number}@shop.example");

    /// <summary>A program with so many members, the first of them awarded first.</summary>
    public static async Task<Partner> CreateWaiting(
        this LoyaltyHouse house, int members, DateTimeOffset? clockAt = null)
    {
        house.Now = LoyaltyHouse.Noon;
        var draft = new Partner(
            SavePartner.NewId(), "Acme", clockAt is not null, clockAt, LoyaltyHouse.Noon);
        var partner = (await house.Partners.Create(draft, ApiKey.Create())).Value().Partner;
        await house.Activity(partner, "monthly", Given.Purchase with
        {
            ApprovalMethod = ApprovalMethod.Monthly,
            PointsExpirationPeriod = 1,
        });
        for (var number = 0; number < members; number++)
        {
            var request = new AwardRequest(Member(number), "monthly", 10, null);
            (await house.Award.Run(partner, request)).Value();
        }

        return partner;
    }

    /// <summary>Turns a program's clock, and settles nothing.</summary>
    public static async Task<Partner> Turn(
        this LoyaltyHouse house, Partner partner, DateTimeOffset? clockAt) =>
        (await house.Database.Write<Partner>(session =>
        {
            session.Partners.TurnClock(partner.Number, clockAt);
            return partner with { ClockAt = clockAt };
        })).Value();

    /// <summary>A program's awards as they stand, oldest first.</summary>
    public static IReadOnlyList<Transaction> Awards(this LoyaltyHouse house, Partner partner) =>
        [.. house.Database.Read(session =>
                session.Entries.List(partner.Number, new(All, [], null)).Items)
            .Select(entry => entry.Transaction)
            .Reverse()];

    /// <summary>Makes every change of a member's row fail.</summary>
    public static void Forbid(this LoyaltyHouse house, Partner partner, Email email) =>
        _ = house.Rows<int>(
            OwnPlace.IsServer
                ? $"""
                CREATE FUNCTION forbid() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'forbidden'; END $$;
                CREATE TRIGGER forbidden BEFORE UPDATE ON users FOR EACH ROW
                WHEN (OLD.program = {partner.Number} AND OLD.email_fold = '{email.Fold}')
                EXECUTE FUNCTION forbid()
                """
                : $"""
                CREATE TRIGGER forbidden BEFORE UPDATE ON users
                WHEN old.program = {partner.Number} AND old.email_fold = '{email.Fold}'
                BEGIN SELECT RAISE(ABORT, 'forbidden'); END
                """,
            partner).Count();
}
