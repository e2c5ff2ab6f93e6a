namespace ShopSocially.Loyalty.Operations.Tests.Model;

/// <summary>
/// The reference model of ledger.md: what a program's history comes to. It is made anew for each
/// question by going through everything that was ever done, from the beginning, in plain loops.
/// </summary>
internal sealed partial class World
{
    private readonly Shop _shop;
    private readonly List<Member> _members = [];
    private readonly List<Line> _lines = [];
    private readonly List<Gift> _gifts = [];
    private readonly List<Booking> _bookings = [];
    private readonly List<ActivityTerms> _activities;
    private readonly List<LevelTerms> _levels;
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    private World(Shop shop)
    {
        _shop = shop;
        _activities = [.. shop.Activities];
        _levels = [.. shop.Levels];
    }

    /// <summary>What was answered to the newest deed.</summary>
    public Reply Last { get; private set; } = Reply.Done;

    public IReadOnlyList<Line> Lines => _lines;

    public IReadOnlyList<ActivityTerms> Activities => _activities;

    public IReadOnlyList<LevelTerms> Levels => _levels;

    /// <summary>The world right after the newest deed of a history.</summary>
    public static World After(Shop shop, IEnumerable<Deed> history)
    {
        var world = new World(shop);
        foreach (var deed in history)
        {
            world.LetTimePass(deed.At);
            world.Last = world.Do(deed);
            world.LetTimePass(deed.At);
        }

        return world;
    }

    private Reply Do(Deed deed) => deed switch
    {
        Waited or Sweeping => Reply.Done,
        Awarding awarding => Award(awarding),
        Moving moving => Move(moving),
        Redeeming redeeming => Redeem(redeeming),
        Deducting deducting => Deduct(deducting),
        Returning returning => Return(returning),
        Placing placing => Place(placing),
        Blocking blocking => Block(blocking),
        LevelChanging changing => Change(changing.Level),
        ActivityChanging changing => Change(changing.Activity),
        _ => throw new ArgumentException($"What is a {deed.GetType().Name}?"),
    };

    /// <summary>
    /// Lets everything happen that is due, each at its own instant, in order of instants and then
    /// of lines. What fell due later than its date happens at once (ledger.md, section 4).
    /// </summary>
    private void LetTimePass(DateTimeOffset until)
    {
        while (NextDue(until) is { } line)
        {
            var due = DueAt(line)!.Value;
            _now = due > _now ? due : _now;
            Happen(line);
        }

        _now = until;
    }

    /// <summary>When time alone changes something next, if ever.</summary>
    public DateTimeOffset? NextDueAt => _lines.Min(DueAt);

    private Line? NextDue(DateTimeOffset until)
    {
        Line? next = null;
        var nextAt = DateTimeOffset.MaxValue;
        foreach (var line in _lines)
        {
            if (DueAt(line) is { } due && due <= until)
            {
                var at = due > _now ? due : _now;
                (next, nextAt) = at < nextAt ? (line, at) : (next, nextAt);
            }
        }

        return next;
    }

    /// <summary>When time alone changes a line; null when it does not.</summary>
    private DateTimeOffset? DueAt(Line line) => line.Status switch
    {
        Status.Pending or Status.PendingDeduction => line.AutoApproval,
        _ when line.IsOpen && line.ValidUntil is { } end && Left(line) > 0 => end,
        _ => null,
    };

    private void Happen(Line line)
    {
        switch (line.Status)
        {
            case Status.Pending:
                Approve(line);
                break;
            case Status.PendingDeduction:
                SetStatus(line, Status.Deducted);
                break;
            default:
                Expire(line);
                break;
        }
    }

    private void SetStatus(Line line, Status status)
    {
        if (line.Status != status)
        {
            line.Status = status;
            line.Updated = _now;
        }
    }

    private Member? Find(string name)
    {
        foreach (var member in _members)
        {
            if (member.Name == name)
            {
                return member;
            }
        }

        return null;
    }

    private Reply Block(Blocking deed)
    {
        if (Find(deed.Member) is not { } member)
        {
            return Reply.No("InvalidUser");
        }

        member.IsBlocked = deed.IsBlocked;
        return Reply.Done;
    }

    private Reply Change(ActivityTerms activity)
    {
        _activities[_activities.FindIndex(known => known.Id == activity.Id)] = activity;
        return Reply.Done;
    }

    private Reply Change(LevelTerms level)
    {
        _levels[_levels.FindIndex(known => known.Id == level.Id)] = level;
        return Reply.Done;
    }
}
