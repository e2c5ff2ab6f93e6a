namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>A member's lots, on which one return after the other is booked.</summary>
/// <param name="lots">Those whose id begins with "order" are the order's awards.</param>
internal sealed class ReturnBooks(IEnumerable<Lot> lots)
{
    private readonly Dictionary<string, Lot> _lots = lots.ToDictionary(lot => lot.Id);

    private long _points;
    private long _debt;
    private long _given;

    /// <summary>Whether points are what was really taken, and no lot gave too much.</summary>
    public bool AddsUp => _points == _given + _debt && _lots.Values.All(
        lot => lot.Remaining >= 0 && lot.ReturnedPoints >= 0 && lot.ReturnedPoints <= lot.Points);

    public decimal ValueLeft => ReturnPlan.ValueLeft(OfOrder);

    private IEnumerable<Lot> OfOrder => _lots.Values
        .Where(lot => lot.Id.StartsWith("order", StringComparison.Ordinal))
        .OrderBy(lot => lot.Id, StringComparer.Ordinal);

    private IEnumerable<Lot> Spendable => _lots.Values
        .Where(lot => lot.AvailablePoints > 0)
        .OrderBy(lot => lot.Points)
        .ThenBy(lot => lot.Id, StringComparer.Ordinal);

    /// <summary>Returns so much that some value is left; true if there is nothing to do.</summary>
    public bool ReturnDownTo(ReturnPolicy policy, decimal left) =>
        ValueLeft - left <= 0 || Return(policy, ValueLeft - left);

    /// <summary>False when the return was refused.</summary>
    public bool Return(ReturnPolicy policy, decimal amount)
    {
        if (!ReturnPlan.Decide(policy, OfOrder, amount, Spendable).Granted(out var plan, out _))
        {
            return false;
        }

        foreach (var share in plan.Own.Concat(plan.Others))
        {
            _lots[share.Lot.Id] = _lots[share.Lot.Id].Deduct(share.Points);
        }

        foreach (var part in plan.Parts)
        {
            _lots[part.AwardId] = _lots[part.AwardId].Return(part);
        }

        _points += plan.Points;
        _debt += plan.Debt;
        _given += plan.Own.Concat(plan.Others).Sum(share => share.Points);
        return true;
    }

    /// <summary>Whether the same was taken and nothing is left, there as here.</summary>
    public bool IsLike(ReturnBooks other) =>
        (_points, _debt, ValueLeft) == (other._points, other._debt, other.ValueLeft)
        && ValueLeft == 0;

    public override string ToString() =>
        $"{_points} points, {_given} given, {_debt} debt, {ValueLeft} left";
}
