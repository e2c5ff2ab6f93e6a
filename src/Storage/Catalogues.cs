using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>
/// What every act asks of a program and its merchant seldom changes, kept in memory as it was read:
/// its settings, levels, activities and options, each when it is first asked for.
/// </summary>
/// <param name="version">The program's version of which that is.</param>
internal sealed class Catalogue(long version)
{
    public long Version { get; } = version;

    public Partner? Partner { get; set; }

    public Ladder? Ladder { get; set; }

    public Dictionary<string, Activity> Activities { get; } = [];

    public Dictionary<string, Redemption> Redemptions { get; } = [];
}

/// <summary>
/// The catalogues that a session keeps. Each transaction asks once for a program's version, which
/// rises with every change of what is kept, by whomever; so nothing old is ever taken for new.
/// </summary>
internal sealed class Catalogues(Session session)
{
    /// <summary>Programs kept at most; past it, all are read anew.</summary>
    private const int Most = 1000;

    private readonly Dictionary<long, Catalogue> _kept = [];
    private (long Program, Catalogue Catalogue)? _current;

    /// <summary>Whether the act has changed one.</summary>
    public bool IsChanged { get; private set; }

    private const string FindVersionSql =
        """
        SELECT version
        FROM partners
        WHERE number = @Program
        """;

    /// <summary>
    /// What is kept of a program. The first to ask in a transaction that writes holds the program
    /// until its end: of all processes, one writes to it at a time, so that its transactions are
    /// numbered in the order of time, without a gap.
    /// </summary>
    public Catalogue Of(long program)
    {
        if (_current is { } current && current.Program == program)
        {
            return current.Catalogue;
        }

        session.Hold(program);
        var version = session.Value<long?>(
            session.Holding(FindVersionSql), new { Program = program });
        var catalogue = version is null ? new(0) : Of(program, version.Value);
        _current = (program, catalogue);
        return catalogue;
    }

    /// <summary>What is kept of a program's version; null when nothing is.</summary>
    public Catalogue? Known(long program, long version) =>
        _kept.GetValueOrDefault(program) is { } known && known.Version == version ? known : null;

    private const string ChangeSql =
        """
        UPDATE partners
        SET version = version + 1
        WHERE number = @Program
        """;

    /// <summary>Says that what is kept of a program is about to change, or just has.</summary>
    public void Change(long program)
    {
        session.Hold(program);
        session.Run(ChangeSql, new { Program = program });
        _kept.Remove(program);
        _current = (program, new(0));
        IsChanged = true;
    }

    /// <summary>Begins a transaction, to which versions may have changed.</summary>
    public void Begin() => _current = null;

    /// <summary>Begins an act: only others of its transaction can have changed one.</summary>
    public void BeginAct()
    {
        if (IsChanged)
        {
            (_current, IsChanged) = (null, false);
        }
    }

    /// <summary>Forgets what may have been read of changes that are being undone.</summary>
    public void Undo()
    {
        _kept.Clear();
        (_current, IsChanged) = (null, false);
    }

    private Catalogue Of(long program, long version)
    {
        if (Known(program, version) is { } known)
        {
            return known;
        }

        if (_kept.Count == Most)
        {
            _kept.Clear();
        }

        return _kept[program] = new(version);
    }
}
