using System.Runtime.InteropServices;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>What there was of a program when its import began.</summary>
internal enum Beginning
{
    /// <summary>Nothing: all of it is added.</summary>
    New,

    /// <summary>A part, from an import that did not come to its end: the rest is added.</summary>
    Continued,

    /// <summary>A part, which is compared, for nothing is to be written.</summary>
    Looked,

    /// <summary>All of a program that is in use: it is compared, and never changed.</summary>
    Live,
}

/// <summary>What came of a row.</summary>
/// <param name="IsAdded">Whether it was not there before.</param>
/// <param name="Problem">Why it is not there now; null when it is.</param>
internal readonly record struct Placed(bool IsAdded, string? Problem = null);

/// <summary>
/// A program on its way into a database. Until all of it is there, no key opens it and its clock
/// stands before all time, so that nobody calls it and nothing of it falls due.
/// </summary>
internal sealed class Arrival
{
    private const string NoKeyHash = "";

    private readonly Database _database;
    private readonly Partner _partner;
    private readonly Beginning _beginning;

    private Arrival(Database database, Partner partner, Beginning beginning) =>
        (_database, _partner, _beginning) = (database, partner, beginning);

    public Database Database => _database;

    /// <summary>Whether the program is in use, and so must be the same.</summary>
    public bool IsLive => _beginning == Beginning.Live;

    private bool IsWriting => _beginning is Beginning.New or Beginning.Continued;

    /// <summary>Begins with a program's own row.</summary>
    /// <exception cref="FormatException">Another of its id is there.</exception>
    public static async Task<Arrival> Begin(Database database, ProgramRow row) =>
        Look(database, row) is { } there
            ? new(
                database,
                there._partner,
                there.IsLive ? Beginning.Live : Beginning.Continued)
            : new(
                database,
                Value(await database.WriteWhenFree<Partner>(session => session.Partners.Add(
                    row.Partner with { ClockAt = Partner.BeforeArrival }, NoKeyHash))),
                Beginning.New);

    /// <summary>The same, where nothing is to be written; null when nothing is there.</summary>
    /// <exception cref="FormatException">Another of its id is there.</exception>
    public static Arrival? Look(Database database, ProgramRow row) => database.Read(session =>
    {
        if (session.Partners.Find(row.PartnerId) is not { } partner)
        {
            return null;
        }

        var there = ProgramRow.Of(session, partner);
        var expected = partner.IsArriving
            ? row with { KeyHash = NoKeyHash, ClockAt = Partner.BeforeArrival }
            : row;
        return there == expected
            ? new Arrival(database, partner, partner.IsArriving ? Beginning.Looked : Beginning.Live)
            : throw new FormatException(partner.IsArriving
                ? "another export of this program has begun to arrive, with other settings"
                : "a program of this id is in use, with another key or other settings; nothing of "
                    + "it is changed");
    });

    /// <summary>Adds rows, or compares them with those that are there.</summary>
    /// <returns>What came of each.</returns>
    public async Task<IReadOnlyList<Placed>> Place(IReadOnlyList<ExportLine> lines)
    {
        if (!IsWriting)
        {
            return _database.Read(session =>
                lines.Select(line => Compare(session, line)).ToList());
        }

        try
        {
            return Value(await _database.WriteWhenFree<List<Placed>>(session =>
                lines.Select(line => Put(session, line)).ToList()));
        }
        catch (ExternalException)
        {
            // Nothing of it has been kept. One by one, the tables tell which row they refuse.
            return await Task.WhenAll(lines.Select(PlaceAlone));
        }
    }

    /// <summary>Ends with what the program has to come to; from then on its key opens it.</summary>
    /// <returns>Why it does not; null when it does.</returns>
    public async Task<string?> Finish(
        ProgramRow row, ProgramEnd end, CancellationToken cancellation)
    {
        if (_beginning == Beginning.Looked)
        {
            return null;
        }

        var sum = _database.Read(session =>
            ProgramLines.Sum(session, _partner, row, cancellation));
        if (sum != end)
        {
            return $"the database has other rows than the export ({Difference(sum, end)})";
        }

        if (IsWriting)
        {
            Value(await _database.WriteWhenFree<bool>(session =>
            {
                session.Partners.TurnClock(_partner.Number, row.ClockAt);
                session.Partners.ChangeKey(_partner.Number, row.KeyHash);
                return true;
            },
            cancellation));
        }

        return null;
    }

    /// <summary>In what two ends of a program differ.</summary>
    public static string Difference(ProgramEnd found, ProgramEnd given) =>
        (from count in new (string What, long Found, long Given)[]
         {
             ("levels", found.Levels, given.Levels),
             ("activities", found.Activities, given.Activities),
             ("redemptions", found.Redemptions, given.Redemptions),
             ("coupons", found.Coupons, given.Coupons),
             ("members", found.Members, given.Members),
             ("transactions", found.Transactions, given.Transactions),
             ("allocations", found.Allocations, given.Allocations),
             ("returns", found.Returns, given.Returns),
             ("replays", found.Replays, given.Replays),
         }
         where count.Found != count.Given
         select $"{count.Found} {count.What}, not {count.Given}")
        .FirstOrDefault("another digest");

    private async Task<Placed> PlaceAlone(ExportLine line)
    {
        try
        {
            return Value(await _database.WriteWhenFree<Placed>(session => Put(session, line)));
        }
        catch (ExternalException fault)
        {
            return new(false, $"the tables refuse it: {fault.Message}");
        }
    }

    private Placed Put(Session session, ExportLine line)
    {
        var there = _beginning == Beginning.New
            ? null
            : Rows.Find(session, _partner.Number, line);
        return there is not null ? Same(there, line)
            : Rows.Add(session, _partner.Number, line) ? new(true)
            : new(false, "another row has its id");
    }

    private Placed Compare(Session session, ExportLine line) =>
        Rows.Find(session, _partner.Number, line) is { } there ? Same(there, line)
        : IsLive ? new(false, "is not in the program of this id, which is in use; nothing of that "
            + "is changed")
        : new(true);

    private Placed Same(ExportLine there, ExportLine line) =>
        LineText.AreSame(there, line) ? new(false)
        : IsLive ? new(false, "differs from the row in the program of this id, which is in use; "
            + "nothing of that is changed")
        : new(false, "differs from the row that is there");

    private static T Value<T>(Outcome<T> outcome) =>
        outcome.Granted(out var value, out _)
            ? value
            : throw new InvalidOperationException(
                "The database takes no writes, for its disk is full; import again when there is "
                + "room, and it goes on.");
}
