using ShopSocially.Loyalty.Operations.Tests.Model;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>What was answered to a deed: a refusal, or what it shows.</summary>
internal sealed record Answer(
    string? Refusal, LineView? Line, LotView? Lot, MemberView? Member, bool IsReplayed);

/// <summary>The same program as the model's, in a real house: does deeds, and reads back.</summary>
internal sealed class RealProgram(LoyaltyHouse house, Domain.Partner partner, Shop shop)
{
    private readonly RealViews _views = new(house, partner, shop);

    public static async Task<RealProgram> Create(
        LoyaltyHouse house, Shop shop, DateTimeOffset start)
    {
        house.Now = start;
        var partner = await house.CreateProgram(shop.Terms());
        foreach (var activity in shop.Activities)
        {
            (await house.Activities.Create(partner, (activity.Id, activity.Fields()))).Value();
        }

        foreach (var level in shop.Levels)
        {
            (await house.Levels.Create(partner, (level.Id, level.Fields()))).Value();
        }

        foreach (var option in shop.Options)
        {
            (await house.Redemptions.Create(partner, (option.Id, option.Fields()))).Value();
        }

        return new(house, partner, shop);
    }

    public async Task<Answer> Do(Deed deed)
    {
        house.Now = deed.At;
        return deed switch
        {
            Waited => Answered<bool>(true, _ => _views.Nothing),
            Sweeping => Answered<long>(
                await house.Settle.Run(partner), _ => _views.Nothing),
            Awarding awarding => Answered(await Award(awarding), Show),
            Moving moving => Answered(await Move(moving), Show),
            Redeeming redeeming => Answered(
                await house.Redeem.Run(
                    partner, (Translation.Email(redeeming.Member), redeeming.Option)),
                Show),
            Deducting deducting => Answered(
                await house.Deduct.Run(
                    partner,
                    new(Translation.Email(deducting.Member), "Why not", deducting.Points)),
                Show),
            Returning returning => Answered(
                await house.Return.Run(partner, (returning.Order, returning.Amount)), Show),
            Placing placing => await Update(
                placing.Member, Given.Nobody with { LevelId = placing.Level }),
            Blocking blocking => await Update(
                blocking.Member, Given.Nobody with { Status = StatusOf(blocking) }),
            LevelChanging changing => Answered(
                await house.Levels.Change(partner, (changing.Level.Id, changing.Level.Fields())),
                _ => _views.Nothing),
            ActivityChanging changing => Answered(
                await house.Activities.Change(
                    partner, (changing.Activity.Id, changing.Activity.Fields())),
                _ => _views.Nothing),
            _ => throw new ArgumentException($"What is a {deed.GetType().Name}?"),
        };
    }

    public Task<ProgramView> Read(DateTimeOffset now) => _views.Read(now);

    private Task<Domain.Outcome<Awarded>> Award(Awarding deed) => house.Award.Run(
        partner,
        new(Translation.Email(deed.Member), deed.Activity, deed.Passed, deed.Order));

    private Task<Domain.Outcome<Domain.Entry>> Move(Moving deed) => house.Move.Run(
        partner, (_views.IdOf(deed.Line), deed.To.Status()));

    private async Task<Answer> Update(string member, UserFields fields)
    {
        var key = UserKey.Of(Translation.Email(member));
        return Answered(await house.UpdateUser.Run(partner, (key, fields)), Show);
    }

    private static Domain.UserStatus StatusOf(Blocking deed) =>
        deed.IsBlocked ? Domain.UserStatus.Blocked : Domain.UserStatus.Active;

    private static Answer Answered<T>(Domain.Outcome<T> outcome, Func<T, Answer> show) =>
        outcome.Granted(out var value, out var refused)
            ? show(value)
            : new(refused.Reason.ToString(), null, null, null, false);

    private Answer Show(Awarded awarded) => new(
        null, _views.View(awarded.Transaction), null, _views.View(awarded.User),
        awarded.IsReplayed);

    private Answer Show(Spent spent) => new(
        null, _views.View(spent.Transaction), null, _views.View(spent.User), false);

    private Answer Show(Domain.Entry entry) => new(
        null,
        _views.View(entry.Transaction),
        _views.FindLot(entry),
        null,
        false);

    private Answer Show(Domain.User user) =>
        new(null, null, null, _views.View(user), false);
}
