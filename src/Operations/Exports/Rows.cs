using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>How each kind of row is found in a program's tables, and added to them.</summary>
internal static class Rows
{
    private const int KeyHashLength = 64;

    /// <summary>Whether a line is a row that belongs to the program before it.</summary>
    public static bool Is(ExportLine line) => line
        is { Program: null, ProgramEnd: null, Export: null, ExportEnd: null };

    /// <summary>The row that is there under the key of another; null when there is none.</summary>
    public static ExportLine? Find(Session session, long program, ExportLine line) => line switch
    {
        { Transaction: { } row } => session.NumberedLines.Find(program, row.Line.Id)
            is { } found ? new() { Transaction = found } : null,
        { Member: { } row } => session.Users.Find(program, UserKey.OfId(row.Id))
            is { } found ? new() { Member = found } : null,
        { Allocation: { } row } => session.Lots.ListAllocated(program, row.TransactionId)
            .Where(found => found.LotId == row.LotId)
            .Select(found => new ExportLine { Allocation = row with { Points = found.Points } })
            .FirstOrDefault(),
        { Coupon: { } row } => session.Coupons.Find(program, row)
            is { } found ? new() { Coupon = found } : null,
        { Return: { } row } => session.Returns.List(program, row.TransactionId)
            .Where(part => part.AwardId == row.Part.AwardId)
            .Select(part => new ExportLine { Return = row with { Part = part } })
            .FirstOrDefault(),
        { Replay: { } row } => session.Replays.Find(program, row.Key)
            is { } found ? new() { Replay = found } : null,
        { Level: { } row } => session.Levels.Find(program, row.LevelId)
            is { } found ? new() { Level = found } : null,
        { Activity: { } row } => session.Activities.Find(program, row.ActivityId)
            is { } found ? new() { Activity = found } : null,
        { Redemption: { } row } => session.Redemptions.Find(program, row.RedemptionId)
            is { } found ? new() { Redemption = found } : null,
        _ => throw NoRow(line),
    };

    /// <summary>Adds a row; false where there is one under its key already.</summary>
    public static bool Add(Session session, long program, ExportLine line)
    {
        switch (line)
        {
            case { Transaction: { } row }:
                session.NumberedLines.Add(program, row);
                return true;
            case { Member: { } row }:
                session.Users.Add(program, row);
                return true;
            case { Allocation: { } row }:
                session.Lots.Put(program, row);
                return true;
            case { Coupon: { } row }:
                session.Coupons.Put(program, row);
                return true;
            case { Return: { } row }:
                session.Returns.Add(program, row.TransactionId, row.Part);
                return true;
            case { Replay: { } row }:
                return session.Replays.Add(program, row);
            case { Level: { } row }:
                return session.Levels.Add(program, row);
            case { Activity: { } row }:
                return session.Activities.Add(program, row);
            case { Redemption: { } row }:
                return session.Redemptions.Add(program, row);
            default:
                throw NoRow(line);
        }
    }

    /// <summary>
    /// What makes no sense of a line, though the tables would take it; null when nothing does.
    /// </summary>
    public static string? Fault(ExportLine line) => line switch
    {
        { Program: { } row } => Fault(row),
        { Transaction: { Number: < 1 } } => "transaction.number: is not above 0",
        { Transaction: { Lot: { } lot, Line: { } award } } =>
            lot.Id != award.Id ? "transaction.lot.id: is not that of its award"
            : lot.UserId != award.UserId ? "transaction.lot.user_id: is not that of its award"
            : lot.Points != award.Points ? "transaction.lot.points: are not those of its award"
            : null,
        _ => null,
    };

    private static string? Fault(ProgramRow row) =>
        string.IsNullOrWhiteSpace(row.PartnerId) ? "program.partner_id: is blank"
        : row.KeyHash.Length != KeyHashLength || !row.KeyHash.All(char.IsAsciiHexDigitLower)
            ? "program.key_hash: is no SHA-256 in lower-case hex"
        : row.ClockAt is not null && (!row.IsSandbox || row.Partner.IsArriving)
            ? "program.clock_at: no clock stands there"
        : row.Terms.PeriodStartMonth is < 1 or > 12
            ? "program.terms.period_start_month: is no month"
        : !Calendar.Knows(row.Terms.TimeZone)
            ? "program.terms.time_zone: is none that this machine knows"
        : null;

    private static ArgumentException NoRow(ExportLine line) =>
        new("It is no row of a program.", nameof(line));
}
