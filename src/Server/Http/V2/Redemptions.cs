using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Redemption options, listed, one by one, created and changed.</summary>
public static class Redemptions
{
    /// <summary>Lists carry no coupon codes.</summary>
    public static IResult List(
        Caller caller, NoParameters asked, Database database, Settings settings)
    {
        var options = database.Read(session => session.Redemptions.List(caller.Partner.Number));
        return V2Answers.Data<IReadOnlyList<ListedRedemption>>(
            [.. options.Select(option => ListedRedemption.Of(option, caller.Partner, settings))]);
    }

    public static IResult Get(
        Caller caller, GetRedemptionParameters asked, Database database, Settings settings)
    {
        var partner = caller.Partner;
        var stocked = database.Read(session =>
            session.Redemptions.Find(partner.Number, asked.RedemptionId) is { } option
                ? new StockedRedemption(
                    option, session.Coupons.List(partner.Number, option.RedemptionId))
                : null);
        return stocked is null
            ? V2Answers.Refuse(Refusal.InvalidRedemptionId)
            : V2Answers.Data(RedemptionAnswer.Of(stocked, partner, settings));
    }

    public static async Task<IResult> Post(
        Caller caller,
        CreateRedemptionParameters asked,
        SaveRedemption saveRedemption,
        Settings settings,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => saveRedemption.Create(
                caller.Partner, (asked.RedemptionId, asked.ToFields()), cancellation),
            stocked => RedemptionAnswer.Of(stocked, caller.Partner, settings));
    }

    public static async Task<IResult> Put(
        Caller caller,
        UpdateRedemptionParameters asked,
        SaveRedemption saveRedemption,
        Settings settings,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => saveRedemption.Change(
                caller.Partner, (asked.RedemptionId, asked.ToFields()), cancellation),
            stocked => UpdatedRedemption.Of(
            RedemptionAnswer.Of(stocked, caller.Partner, settings)));
    }
}
