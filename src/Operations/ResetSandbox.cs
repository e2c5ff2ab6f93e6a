using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Empties a sandbox program (ledger.md, section 8): its members, their transactions and its clock,
/// and where everything is asked for, its activities, redemptions and levels. Its key stays.
/// </summary>
public sealed class ResetSandbox(Clock clock)
{
    /// <param name="partner">A sandbox.</param>
    /// <param name="everything">Whether activities, redemptions and levels go as well.</param>
    /// <param name="cancellation">Drops the reset while it has not begun.</param>
    public Task<Outcome<Partner>> Run(
        Partner partner, bool everything, CancellationToken cancellation = default) =>
        clock.Write<Partner>(
            partner, (session, program, _) => Run(session, program, everything), cancellation);

    private static Partner Run(Session session, Partner partner, bool everything)
    {
        if (!partner.IsSandbox)
        {
            throw new InvalidOperationException("Only a sandbox can be emptied.");
        }

        if (everything)
        {
            session.Coupons.Clear(partner.Number);
        }
        else
        {
            Restock(session, partner);
        }

        session.Replays.Clear(partner.Number);
        session.Returns.Clear(partner.Number);
        session.Lots.Clear(partner.Number);
        session.Histories.Clear(partner.Number);
        session.Transactions.Clear(partner.Number);
        session.Users.Clear(partner.Number);
        if (everything)
        {
            session.Activities.Clear(partner.Number);
            session.Redemptions.Clear(partner.Number);
            session.Levels.Clear(partner.Number);
        }

        session.Partners.TurnClock(partner.Number, null);
        return partner with { ClockAt = null };
    }

    /// <summary>
    /// Puts issued codes back in front of those that are left; an option that had paused itself
    /// with its last code is open again.
    /// </summary>
    private static void Restock(Session session, Partner partner)
    {
        var soldOut = session.Redemptions.List(partner.Number)
            .Where(option => !option.IsActive
                && session.Coupons.Next(partner.Number, option.RedemptionId) is null)
            .ToList();
        session.Coupons.PutBack(partner.Number);
        foreach (var option in soldOut.Where(
            option => session.Coupons.Next(partner.Number, option.RedemptionId) is not null))
        {
            session.Redemptions.Change(partner.Number, option with { IsActive = true });
        }
    }
}
