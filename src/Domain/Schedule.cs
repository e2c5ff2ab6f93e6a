namespace ShopSocially.Loyalty.Domain;

/// <summary>Points that lapse together.</summary>
/// <param name="At">The start of a day in the program's zone: they are valid until then.</param>
public readonly record struct Lapse(DateTimeOffset At, long Points);

/// <summary>
/// What of a member's points lapses when (ledger.md, section 5): the sum of what can still be
/// spent of all lots, by the instant until which they are valid. It has at most as many parts as
/// there are days on which points lapse, however many lots there are.
/// </summary>
public sealed class Schedule : IEquatable<Schedule>
{
    private readonly Lapse[] _lapses;

    private Schedule(Lapse[] lapses) => _lapses = lapses;

    public static Schedule Empty { get; } = new([]);

    /// <summary>The sum of what lapses, in whatever order it is given.</summary>
    public static Schedule Of(params IEnumerable<Lapse> lapses)
    {
        Lapse[] given = [.. lapses];
        if (IsSum(given))
        {
            return given.Length == 0 ? Empty : new(given);
        }

        Lapse[] sums =
        [
            .. from lapse in given
               group lapse.Points by lapse.At into together
               orderby together.Key
               select new Lapse(together.Key, together.Sum()) into sum
               where sum.Points != 0
               select sum,
        ];
        return sums.Length == 0 ? Empty : new(sums);
    }

    /// <summary>Soonest first, each instant once.</summary>
    public IReadOnlyList<Lapse> Lapses => _lapses;

    /// <summary>This schedule when one of the lots has changed; itself when nothing has.</summary>
    /// <param name="before">What lapsed of the lot; null for nothing.</param>
    /// <param name="after">What lapses of it now; null for nothing.</param>
    public Schedule Replace(Lapse? before, Lapse? after)
    {
        if (before == after)
        {
            return this;
        }

        var without = before is { } gone ? Add(gone with { Points = -gone.Points }) : this;
        return after is { } come ? without.Add(come) : without;
    }

    public bool Equals(Schedule? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _lapses.AsSpan().SequenceEqual(other._lapses));

    public override bool Equals(object? obj) => Equals(obj as Schedule);

    public override int GetHashCode() =>
        _lapses.Length == 0 ? 0 : HashCode.Combine(_lapses.Length, _lapses[0], _lapses[^1]);

    public override string ToString() => _lapses.Length == 0
        ? "nothing"
        : string.Join(", ", _lapses.Select(lapse => $"{lapse.Points} at {lapse.At:O}"));

    private static bool IsSum(Lapse[] lapses)
    {
        for (var i = 0; i < lapses.Length; i++)
        {
            if (lapses[i].Points == 0 || (i > 0 && lapses[i - 1].At >= lapses[i].At))
            {
                return false;
            }
        }

        return true;
    }

    private Schedule Add(Lapse lapse)
    {
        var place = Array.FindIndex(_lapses, other => other.At >= lapse.At);
        place = place < 0 ? _lapses.Length : place;
        var next = place;
        if (place < _lapses.Length && _lapses[place].At == lapse.At)
        {
            lapse = lapse with { Points = lapse.Points + _lapses[place].Points };
            next++;
        }

        // Of a span, a part is no copy.
        var lapses = _lapses.AsSpan();
        ReadOnlySpan<Lapse> sum = lapse.Points == 0 ? [] : [lapse];
        Lapse[] sums = [.. lapses[..place], .. sum, .. lapses[next..]];
        return sums.Length == 0 ? Empty : new(sums);
    }
}
