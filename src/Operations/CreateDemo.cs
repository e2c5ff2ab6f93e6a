using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Makes the sandbox program that a first start shows: three activities, a redemption option with
/// coupon codes, and three levels.
/// </summary>
public sealed class CreateDemo(Database database, Ids ids)
{
    public const string PurchaseActivity = "made_a_purchase";
    public const string SignUpActivity = "signed_up";
    public const string ReviewActivity = "reviewed_a_product";
    public const string GiftCard = "five_dollars_off";

    /// <summary>Null when there is a program already: then this is no first start.</summary>
    public async Task<KeyedPartner?> Run(DateTimeOffset now)
    {
        if (database.Read(session => session.Partners.List().Count) > 0)
        {
            return null;
        }

        var apiKey = ApiKey.Create();
        var partner = new Partner(SavePartner.NewId(), "Demo", IsSandbox: true, null, now);
        var outcome = await database.Write<KeyedPartner>(session =>
        {
            var added = session.Partners.Add(partner, ApiKey.Hash(apiKey));
            AddActivities(session, added.Number, now);
            AddLevels(session, added.Number, now);
            AddRedemption(session, added, now);
            return new KeyedPartner(added, apiKey);
        });
        return outcome.Granted(out var made, out _) ? made : null;
    }

    private void AddActivities(Session session, long program, DateTimeOffset now)
    {
        session.Activities.Add(program, new(
            ids.Next(), SignUpActivity, "Signed up", "50 points for joining the program",
            ActivityType.Fixed, ApprovalMethod.Immediate, 50, 1, true, 0, true, "", null, null,
            now, now)
        {
            Cap = new(1, Interval.Lifetime),
        });
        session.Activities.Add(program, new(
            ids.Next(), PurchaseActivity, "Made a purchase", "2 points for every dollar spent",
            ActivityType.BonusMultiplier, ApprovalMethod.Immediate, 0, 2, true, 12, true, "", null,
            null, now, now)
        {
            Cap = new(0, Interval.Lifetime),
        });
        session.Activities.Add(program, new(
            ids.Next(), ReviewActivity, "Reviewed a product", "50 points after a month",
            ActivityType.Fixed, ApprovalMethod.Monthly, 50, 1, true, 2, false, "", null, null, now,
            now)
        {
            Cap = new(1, Interval.Day),
        });
    }

    private void AddLevels(Session session, long program, DateTimeOffset now)
    {
        session.Levels.Add(program, new(
            ids.Next(), "bronze", "Bronze", "Where every member begins", LevelType.Period, 1, 0, 1,
            true, now, now));
        session.Levels.Add(program, new(
            ids.Next(), "silver", "Silver", "From 1000 points in a year", LevelType.Period, 2, 1000,
            1.25m, true, now, now));
        session.Levels.Add(program, new(
            ids.Next(), "gold", "Gold", "From 10000 points, for life", LevelType.Lifetime, 1, 10000,
            1.5m, true, now, now));
    }

    private void AddRedemption(Session session, Partner partner, DateTimeOffset now)
    {
        session.Redemptions.Add(partner.Number, new(
            ids.Next(), GiftCard, "$5 off", true, 100, "$5", "Five dollars off the next order",
            "One code an order.", "Enter the code at the checkout.",
            partner.Calendar.DayOf(now).AddYears(10), AssociatedLevels.Everyone, null, null, true,
            true, null, null, now, now));
        var codes = Enumerable.Range(1, 100).Select(n => $"DEMO-{n:000}").ToList();
        session.Coupons.Replace(partner.Number, GiftCard, codes);
    }
}
