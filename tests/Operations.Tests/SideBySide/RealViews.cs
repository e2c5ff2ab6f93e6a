using FluentAssertions;
using ShopSocially.Loyalty.Operations.Tests.Model;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>What src shows of a program, in the model's views.</summary>
internal sealed class RealViews(LoyaltyHouse house, Domain.Partner partner, Shop shop)
{
    private const string IdsSql =
        """
        SELECT id
        FROM transactions
        WHERE program = @Program
        ORDER BY id
        """;

    private const string GiftsSql =
        """
        SELECT transaction_id, lot_id, points
        FROM allocations
        WHERE program = @Program
        ORDER BY transaction_id, lot_id
        """;

    private const string OptionsSql =
        """
        SELECT r.redemption_id, r.is_active, c.code
        FROM redemptions AS r
        LEFT JOIN coupons AS c
            ON c.program = r.program AND c.redemption_id = r.redemption_id
        WHERE r.program = @Program
        ORDER BY r.id, c.position
        """;

    private static readonly Stretch Everything =
        new(DateTimeOffset.UnixEpoch, Domain.Calendar.Never, 0, 100_000);

    // Ids increase with time: the first is the model's line 1.
    private List<string> _ids = [];
    private Dictionary<string, string> _names = [];
    private int _reads;
    private (long Version, DateTimeOffset At, ProgramView View)? _seen;

    public Answer Nothing { get; } = new(null, null, null, null, false);

    /// <summary>The id of a line; one that no line has, for 0.</summary>
    public string IdOf(int number)
    {
        if (number > _ids.Count)
        {
            _ids = [.. house.Rows<string>(IdsSql, partner)];
        }

        return number == 0 ? new string('0', 24) : _ids[number - 1];
    }

    public async Task<ProgramView> Read(DateTimeOffset now)
    {
        // Nobody has written anything, and no time has passed.
        if (_seen is { } seen && seen.Version == house.Version && seen.At == now)
        {
            return seen.View;
        }

        // One member by herself, which settles only her, and then all.
        var key = UserKey.Of(Translation.Email(Shops.Members[_reads++ % Shops.Members.Length]));
        await house.Reads.Member((partner, key), now, (_, user) => user);
        var view = await house.Reads.Program(partner, now, session => Read(session, now));
        _seen = (house.Version, now, view);
        return view;
    }

    public MemberView View(Domain.User user) => View(user, default, "");

    public LineView View(Domain.Transaction line) => new(
        NumberOf(line.Id),
        NameOf(line.UserId),
        Enum.Parse<Kind>(line.Type.ToString()),
        Enum.Parse<Status>(line.Status.ToString()),
        line.Points,
        line.CreatedAt,
        line.UpdatedAt,
        line.ApprovedAt,
        line.AutoApprovalAt,
        line.ApprovedBy,
        line.ActivityId,
        line.OrderId,
        line.RedemptionId,
        line.CouponCode,
        line.Reason,
        line.Debt);

    public LotView View(Domain.Lot lot) => new(
        NumberOf(lot.Id),
        lot.PointsUsed,
        lot.PointsDeducted,
        lot.PointsExpired,
        lot.Remaining,
        lot.ApprovedAt,
        lot.ExpiresAt,
        lot.ValidUntil == Domain.Calendar.Never ? null : lot.ValidUntil,
        lot.ReturnedAmount,
        lot.ReturnedPoints);

    /// <summary>The lot of an award that is listed, by its own row; null for other lines.</summary>
    public LotView? FindLot(Domain.Entry entry) =>
        house.Database.Read(session => FindLot(session, entry));

    private LotView? FindLot(Session session, Domain.Entry entry)
    {
        var lot = session.Lots.Find(partner.Number, entry.Transaction.Id);
        entry.Lot.Should().Be(lot is null ? null : new Domain.LotPoints(
            lot.State,
            lot.PointsUsed,
            lot.PointsDeducted,
            lot.PointsExpired,
            lot.Remaining,
            lot.ExpiresAt,
            lot.QualifiedPoints));
        return lot is null ? null : View(lot);
    }

    private ProgramView Read(Session session, DateTimeOffset now)
    {
        var users = session.Users.ListEnrolled(partner.Number, Everything).Items
            .OrderBy(user => user.Id, StringComparer.Ordinal)
            .ToList();
        var entries = session.Entries.List(partner.Number, new(Everything, [], null)).Items
            .OrderBy(entry => entry.Transaction.Id, StringComparer.Ordinal)
            .ToList();
        _ids = entries.ConvertAll(entry => entry.Transaction.Id);
        _names = users.ToDictionary(user => user.Id, user => Translation.Name(user.Email));
        users.ForEach(user => session.Entries
            .List(partner.Number, user, new(Everything, [], null)).Items.Reverse()
            .Should().Equal(
                entries.Where(entry => entry.Transaction.UserId == user.Id),
                IsSameTransaction,
                "a member's list has all of hers"));
        var ladder = session.Levels.Ladder(partner.Number);
        return new(
            users.ConvertAll(user => View(
                user, user.PlaceOn(ladder, partner.PeriodOf(now)), Schedule(user))),
            entries.ConvertAll(entry => View(entry.Transaction)),
            [.. entries.Select(entry => FindLot(session, entry)).OfType<LotView>()],
            ReadGifts(),
            ReadOptions());
    }

    private static bool IsSameTransaction(Domain.Entry one, Domain.Entry other) =>
        one.Transaction == other.Transaction;

    private List<GiftView> ReadGifts() =>
    [
        .. house.Rows<(string Line, string Lot, long Points)>(GiftsSql, partner)
            .Select(row => new GiftView(NumberOf(row.Line), NumberOf(row.Lot), row.Points)),
    ];

    private MemberView View(Domain.User user, Domain.Place place, string schedule) => new(
        Translation.Name(user.Email),
        user.Balance.AvailablePoints,
        user.Balance.PendingPoints,
        user.Balance.RedeemedPoints,
        user.Balance.Debt,
        place.Period?.LevelId ?? "",
        place.Lifetime?.LevelId ?? "",
        user.IsBlocked,
        user.LastActivityAt,
        user.ActiveSince is { } since ? partner.Calendar.DayOf(since) : null,
        user.LastAward?.AwardedAt,
        user.LastAward?.AwardedPoints ?? 0,
        user.LastAward?.AwardedFor ?? "",
        schedule);

    private string Schedule(Domain.User user) => string.Join(
        ", ",
        user.Schedule.Lapses.Select(part =>
            $"{shop.Clock.Day(part.At.AddMilliseconds(-1)):O}: {part.Points}"));

    private List<OptionView> ReadOptions() =>
    [
        .. house.Rows<(string Id, bool IsActive, string? Code)>(OptionsSql, partner)
            .GroupBy(row => (row.Id, row.IsActive), row => row.Code)
            .Select(option => new OptionView(
                option.Key.Id, option.Key.IsActive, string.Join(' ', option))),
    ];

    private int NumberOf(string id)
    {
        if (!_ids.Contains(id))
        {
            _ids = [.. house.Rows<string>(IdsSql, partner)];
        }

        return _ids.IndexOf(id) + 1;
    }

    private string NameOf(string userId)
    {
        if (!_names.ContainsKey(userId))
        {
            _names = house.Database.Read(
                session => session.Users.ListEnrolled(partner.Number, Everything).Items)
                .ToDictionary(user => user.Id, user => Translation.Name(user.Email));
        }

        return _names[userId];
    }
}
