using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>
/// A line of an export: one of these, called as it is called here. The first is a header; each
/// program begins with itself, has its rows in the order in which tables can take them, and comes
/// to an end; the last line says that there is no more.
/// </summary>
public sealed record ExportLine
{
    public ExportHeader? Export { get; init; }

    public ProgramRow? Program { get; init; }

    public Level? Level { get; init; }

    public Activity? Activity { get; init; }

    public Redemption? Redemption { get; init; }

    public LeftCoupon? Coupon { get; init; }

    public User? Member { get; init; }

    public NumberedLine? Transaction { get; init; }

    public Allocation? Allocation { get; init; }

    public BookedReturn? Return { get; init; }

    public Replay? Replay { get; init; }

    public ProgramEnd? ProgramEnd { get; init; }

    public ExportEnd? ExportEnd { get; init; }
}

/// <summary>What an export begins with.</summary>
/// <param name="Format">What kind of file it is.</param>
/// <param name="Version">Rises when the lines are written otherwise.</param>
/// <param name="Schema">Which version of the tables it was read from, for people.</param>
public sealed record ExportHeader(string Format, int Version, long Schema)
{
    public const string Name = "loyalty-export";

    public const int Newest = 1;
}

/// <summary>A program with all of its settings; what its tables call it is nobody else's.</summary>
/// <param name="KeyHash">SHA-256 of its api-key, in hex.</param>
public sealed record ProgramRow(
    string PartnerId,
    string Name,
    string KeyHash,
    bool IsSandbox,
    DateTimeOffset? ClockAt,
    DateTimeOffset CreatedAt,
    Terms Terms)
{
    public static ProgramRow Of(Session session, Partner partner) => new(
        partner.Id,
        partner.Name,
        session.Partners.FindKeyHash(partner.Id) ?? "",
        partner.IsSandbox,
        partner.ClockAt,
        partner.CreatedAt,
        partner.Terms);

    public Partner Partner => new(PartnerId, Name, IsSandbox, ClockAt, CreatedAt)
    {
        Terms = Terms,
    };
}

/// <summary>How many rows of each kind a program has, and what they come to.</summary>
/// <param name="Digest">
/// SHA-256, in hex, of the program's lines up to here, each with the line feed at its end.
/// </param>
public sealed record ProgramEnd(
    string PartnerId,
    long Levels,
    long Activities,
    long Redemptions,
    long Coupons,
    long Members,
    long Transactions,
    long Allocations,
    long Returns,
    long Replays,
    string Digest);

/// <summary>What an export ends with.</summary>
/// <param name="Programs">So many are in it.</param>
public sealed record ExportEnd(long Programs);
