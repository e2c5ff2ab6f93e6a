namespace ShopSocially.Loyalty.Domain;

/// <summary>What is known when an award is asked for, and the rule that decides it.</summary>
/// <param name="Terms">The program's settings.</param>
/// <param name="Activity">Null when the program has none of that id.</param>
/// <param name="User">Null when the e-mail is no member's.</param>
/// <param name="Place">The member's levels, or those that a new member would have.</param>
/// <param name="PointsPassed">Greater than 0; null when not passed.</param>
/// <param name="OrderIsTaken">Whether the order was awarded before for this activity.</param>
/// <param name="AwardsInWindow">Awards that count towards the activity's frequency cap.</param>
public sealed record Award(
    Terms Terms,
    Activity? Activity,
    User? User,
    Place Place,
    decimal? PointsPassed,
    bool OrderIsTaken,
    long AwardsInWindow)
{
    /// <summary>
    /// The price that the award is made at, or the first reason why there is none.
    /// </summary>
    public Outcome<Price> Decide()
    {
        var price = Activity?.PriceOf(PointsPassed, Place.Multiplier, Terms.Rounding);
        if (Activity is not null && price is null)
        {
            return new Refused(Refusal.MissingParameters, nameof(PointsPassed));
        }

        if (price is not null && !Fits(price))
        {
            return new Refused(Refusal.InvalidParameters, nameof(PointsPassed));
        }

        if (User is null && !Terms.EnrollOnAward)
        {
            return Refusal.InvalidUser;
        }

        if (User is { IsBlocked: true })
        {
            return Refusal.UserBlocked;
        }

        if (Activity is null || price is null)
        {
            return Refusal.InvalidActivityId;
        }

        return OrderIsTaken ? Refusal.DuplicateOrderId
            : !Activity.IsActive ? Refusal.ActivityPaused
            : Activity.Cap.IsReachedBy(AwardsInWindow) ? Refusal.AwardLimitExceeded
            : price;
    }

    /// <summary>
    /// An award of 0 points, or one that would burst the balance, is refused (ledger.md, 6).
    /// </summary>
    private bool Fits(Price price)
    {
        var balance = User?.Balance ?? Balance.Nothing;
        return price.Points is > 0 and var points
            && balance.AvailablePoints + balance.PendingPoints + points <= Price.MostPoints;
    }
}
