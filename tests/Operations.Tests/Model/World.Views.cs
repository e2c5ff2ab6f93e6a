namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>What the world looks like from outside.</summary>
internal sealed partial class World
{
    public ProgramView View() => new(
        _members.ConvertAll(View),
        _lines.ConvertAll(View),
        _lines.FindAll(line => line.Kind == Kind.Award).ConvertAll(ViewLot),
        ViewGifts(),
        [.. _shop.Options.Select(View)]);

    public LineView ViewLine(int number) => View(_lines[number - 1]);

    public MemberView ViewMember(string name) => View(Find(name)!);

    /// <summary>What can be spent; 0 for nobody.</summary>
    public long Available(string name) => Find(name) is { } member ? Available(member) : 0;

    private MemberView View(Member member) => new(
        member.Name,
        Available(member),
        Pending(member),
        Redeemed(member),
        Debt(member),
        Held(member, isPeriod: true)?.Id ?? "",
        Held(member, isPeriod: false)?.Id ?? "",
        member.IsBlocked,
        member.LastActivity,
        member.LastActivity is { } at ? _shop.Clock.Day(at) : null,
        member.LastAward?.Created,
        member.LastAward?.Points ?? 0,
        member.LastAward?.Activity!.Id ?? "",
        Schedule(member));

    private LineView View(Line line) => new(
        line.Number,
        line.Member.Name,
        line.Kind,
        line.Status,
        line.Points,
        line.Created,
        line.Updated,
        line.Approved,
        line.AutoApproval,
        line.IsMovedByHand ? "api" : null,
        line.Activity?.Id,
        line.Order,
        line.Option,
        line.Code,
        line.Reason,
        Owed(line));

    public LotView ViewLot(int number) => ViewLot(_lines[number - 1]);

    private LotView ViewLot(Line award) => new(
        award.Number,
        Used(award),
        Deducted(award),
        award.Expired,
        Left(award),
        award.FirstApproved,
        award.Expiry,
        award.ValidUntil,
        ReturnedValue(award),
        ReturnedPoints(award));

    private List<GiftView> ViewGifts() =>
    [
        .. _gifts.GroupBy(gift => (Line: gift.To.Number, Lot: gift.From.Number))
            .Select(gifts => new GiftView(
                gifts.Key.Line, gifts.Key.Lot, gifts.Sum(gift => gift.Points)))
            .OrderBy(gift => gift.Line)
            .ThenBy(gift => gift.Lot),
    ];

    /// <summary>An option that has issued its last code has paused itself.</summary>
    private OptionView View(OptionTerms option)
    {
        var codes = CodesLeft(option);
        return new(option.Id, codes.Count > 0, string.Join(' ', codes));
    }

    private long Redeemed(Member member)
    {
        var sum = 0L;
        foreach (var line in _lines)
        {
            if (line.Member == member && line.Kind == Kind.Redeem)
            {
                sum += line.Points;
            }
        }

        return sum;
    }

    private string Schedule(Member member)
    {
        var days = new SortedDictionary<DateOnly, long>();
        foreach (var line in _lines)
        {
            if (line.Member == member && line is { IsOpen: true, Expiry: { } expiry }
                && Left(line) > 0)
            {
                var day = _shop.Clock.Day(expiry);
                days[day] = days.GetValueOrDefault(day) + Left(line);
            }
        }

        return string.Join(", ", days.Select(entry => $"{entry.Key:O}: {entry.Value}"));
    }
}
