namespace ShopSocially.Loyalty.Domain;

/// <summary>A member's allocations and returns, summed up by lot and by line.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, BookedLine> _lines = [];
    private readonly Dictionary<string, long> _taken = [];
    private readonly Dictionary<string, (long Redeemed, long Deducted)> _given = [];
    private readonly Dictionary<string, long> _returnedBy = [];
    private readonly Dictionary<string, (decimal Amount, long Points)> _returnedOf = [];

    public Tally(Books books)
    {
        foreach (var line in books.Lines)
        {
            _lines.Add(line.Line.Id, line);
        }

        foreach (var allocation in books.Allocations)
        {
            Add(allocation);
        }

        foreach (var booked in books.Returns)
        {
            Add(booked);
        }
    }

    /// <summary>Whether an award is one of the member's own.</summary>
    public bool HasAward(string id) => _lines.TryGetValue(id, out var line) && line.Lot is not null;

    /// <summary>What a line took of all lots.</summary>
    public long Taken(Transaction line) => _taken.GetValueOrDefault(line.Id);

    /// <summary>What a lot gave to redeems, and to deducts.</summary>
    public (long Redeemed, long Deducted) Given(Lot lot) => _given.GetValueOrDefault(lot.Id);

    /// <summary>What a deduct booked as returned on all awards.</summary>
    public long ReturnedBy(Transaction line) => _returnedBy.GetValueOrDefault(line.Id);

    /// <summary>What returns that were not rejected took back of an award.</summary>
    public (decimal Amount, long Points) ReturnedOf(Lot lot) =>
        _returnedOf.GetValueOrDefault(lot.Id);

    private void Add(Allocation allocation)
    {
        var (transactionId, lotId, points) = allocation;
        _taken[transactionId] = _taken.GetValueOrDefault(transactionId) + points;
        var (redeemed, deducted) = _given.GetValueOrDefault(lotId);
        _given[lotId] = Find(transactionId)?.Type == TransactionType.Redeem
            ? (redeemed + points, deducted)
            : (redeemed, deducted + points);
    }

    private void Add(BookedReturn booked)
    {
        var (transactionId, part) = booked;
        _returnedBy[transactionId] = _returnedBy.GetValueOrDefault(transactionId) + part.Points;
        if (Find(transactionId)?.Status != PointsStatus.Rejected)
        {
            var (amount, points) = _returnedOf.GetValueOrDefault(part.AwardId);
            _returnedOf[part.AwardId] = (amount + part.Amount, points + part.Points);
        }
    }

    private Transaction? Find(string id) => _lines.GetValueOrDefault(id)?.Line;
}
