using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>
/// Every page and total of a program's list is what counting the rows one by one says.
/// </summary>
public sealed class SearchTests : IDisposable
{
    private static readonly PointsStatus[] _statuses = Enum.GetValues<PointsStatus>();

    private static readonly Dictionary<PointsStatus, PointsStatus[]> _moves = new()
    {
        [PointsStatus.Pending] =
        [
            PointsStatus.AutoApproved, PointsStatus.Approved, PointsStatus.Rejected,
            PointsStatus.AutoRejected,
        ],
        [PointsStatus.AutoApproved] = [PointsStatus.Exhausted, PointsStatus.Expired],
        [PointsStatus.PendingDeduction] = [PointsStatus.Deducted, PointsStatus.Rejected],
    };

    private static readonly TransactionType[] _types = Enum.GetValues<TransactionType>();

    private readonly Random _random = new(23);
    private readonly Store _store = new();

    /// <summary>What was written down, oldest first.</summary>
    private readonly List<Transaction> _lines = [];

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 40)]
    [InlineData(126, 40)]
    [InlineData(127, 40)]
    [InlineData(128, 40)]
    [InlineData(400, 150)]
    [InlineData(16_383 + 300, 400)]
    public async Task Any_filter_finds_the_same_as_a_look_at_every_line(int lines, int questions)
    {
        await Begin(lines);

        for (var question = 0; question < questions; question++)
        {
            var filter = NextFilter();
            var expected = Expected(filter).ToList();

            var page = _store.Read(session => session.Entries.List(Some.Program, filter));

            page.Total.Should().Be(expected.Count, "of {0}", filter);
            page.Items.Select(entry => entry.Transaction.Id).Should().Equal(
                expected.Skip((int)filter.Stretch.StartIndex).Take(filter.Stretch.Count), "{0}",
                filter);
        }

        _store.Read(session => session.Ledger.FindMisnumbered(Some.Program)).Should().BeNull();
        _store.Read(session => session.Ledger.ListMiscounted(Some.Program)).Should().BeEmpty();
    }

    private IEnumerable<string> Expected(TransactionFilter filter) =>
        from line in Enumerable.Reverse(_lines)
        where line.CreatedAt >= filter.Stretch.From && line.CreatedAt < filter.Stretch.Until
            && (filter.Statuses.Count == 0 || filter.Statuses.Contains(line.Status))
            && (filter.Type is null || line.Type == filter.Type)
        select line.Id;

    /// <summary>
    /// Any stretch, empty ones too, and any page, from the first to past the last.
    /// </summary>
    private TransactionFilter NextFilter()
    {
        DateTimeOffset[] ends = [NextEnd(DateTimeOffset.UnixEpoch), NextEnd(Calendar.Never)];
        var start = _random.Next(4) switch
        {
            0 => 0,
            1 => _random.Next(10),
            2 => _random.Next(_lines.Count + 1),
            _ => _random.Next(2 * (_lines.Count + 1)),
        };
        return new(
            new(ends.Min(), ends.Max(), start, _random.Next(2) == 0 ? 10 : _random.Next(1, 300)),
            [.. _random.GetItems(_statuses, _random.Next(4)).Distinct()],
            _random.Next(2) == 0 ? null : _types[_random.Next(_types.Length)]);
    }

    private DateTimeOffset NextEnd(DateTimeOffset otherwise) =>
        _lines.Count == 0 || _random.Next(3) == 0
            ? otherwise
            : _lines[_random.Next(_lines.Count)].CreatedAt.AddMilliseconds(_random.Next(-1, 2));

    /// <summary>Lines of all kinds, some of one instant, of which some have moved since.</summary>
    private async Task Begin(int lines)
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            var at = Some.At;
            for (var i = 0; i < lines; i++)
            {
                at = at.AddMilliseconds(_random.Next(4) / 2);
                var line = NextLine($"t{i:00000}", at);
                session.Add(line);
                _lines.Add(line);
            }

            for (var i = 0; i < lines / 2; i++)
            {
                Move(session, _random.Next(lines));
            }
        });
    }

    /// <summary>Mostly awards, and deducts only now and then.</summary>
    private Transaction NextLine(string id, DateTimeOffset at) => _random.Next(500) switch
    {
        < 5 => Transaction.Of(TransactionType.Deduct, id, "u1", at) with
        {
            Points = 23,
            Status = PointsStatus.PendingDeduction,
        },
        < 100 => Transaction.Of(TransactionType.Redeem, id, "u1", at) with { Points = 23 },
        _ => Some.Award(id, "u1") with { CreatedAt = at, UpdatedAt = at },
    };

    private void Move(Session session, int index)
    {
        if (_moves.TryGetValue(_lines[index].Status, out var next))
        {
            var moved = _lines[index] with { Status = next[_random.Next(next.Length)] };
            session.Transactions.Change(Some.Program, _lines[index], moved);
            _lines[index] = moved;
        }
    }
}
