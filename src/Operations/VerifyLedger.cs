using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations.Exports;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>How far a verification is, and in the end what it came to.</summary>
/// <param name="Programs">Programs that have been verified.</param>
/// <param name="Members">Members that have been verified.</param>
/// <param name="AllMembers">Members that there were when it began.</param>
/// <param name="Transactions">Transactions of those that have been verified.</param>
/// <param name="Breaches">Breaches that were found.</param>
public sealed record Verified(
    int Programs, long Members, long AllMembers, long Transactions, long Breaches)
{
    public bool IsSound => Breaches == 0;
}

/// <summary>What the rows of a program come to.</summary>
/// <param name="PartnerId">The program.</param>
/// <param name="End">
/// The counts and the digest that an export of it ends with; null where its rows cannot be read.
/// </param>
/// <param name="Points">The totals of its members together.</param>
public sealed record ProgramSum(string PartnerId, ProgramEnd? End, Balance Points);

/// <summary>Who is told of a verification while it runs.</summary>
/// <param name="OnBreach">Told of each breach.</param>
/// <param name="OnProgress">Told now and then how far it is.</param>
public sealed record Onlooker(Action<Breach> OnBreach, Action<Verified> OnProgress)
{
    public static Onlooker Nobody { get; } = new(_ => { }, _ => { });

    /// <summary>Told what each program comes to; null where nobody asks, which spares it.</summary>
    public Action<ProgramSum>? OnSum { get; init; }

    /// <summary>Told of each program that is still arriving, and so is not verified.</summary>
    public Action<string> OnArriving { get; init; } = _ => { };
}

/// <summary>
/// Recomputes everything from the rows and finds what does not hold (ledger.md, section 9). Reads
/// one state of each program, and keeps no writer waiting.
/// </summary>
public sealed class VerifyLedger(Database database, Clock clock)
{
    /// <summary>So many members at most are in memory at a time.</summary>
    private const int ChunkSize = 250;

    /// <summary>Verifies one program, or all of them where none is named.</summary>
    /// <returns>Null when no program has that id.</returns>
    public Verified? Run(
        string? partnerId, Onlooker onlooker, CancellationToken cancellation = default)
    {
        var programs = database.Read(session => List(session, partnerId)
            .Select(partner =>
                (partner.Id, Members: session.Ledger.CountMembers(partner.Number)))
            .ToList());
        if (programs.Count == 0 && partnerId is not null)
        {
            return null;
        }

        var verified = new Verified(0, 0, programs.Sum(program => program.Members), 0, 0);
        foreach (var (id, _) in programs)
        {
            verified = database.Read(session => session.Partners.Find(id) is { } partner
                ? Verify((session, partner), verified)
                : verified);
        }

        return verified;

        Verified Verify((Session Session, Partner Partner) of, Verified before)
        {
            if (of.Partner.IsArriving)
            {
                onlooker.OnArriving(of.Partner.Id);
                return before;
            }

            var now = clock.NowOf(of.Session, of.Partner);
            var after = new Walk(of.Session, of.Partner, now, onlooker).Run(before, cancellation);
            onlooker.OnSum?.Invoke(Sum(of.Session, of.Partner, cancellation));
            return after;
        }
    }

    private static ProgramSum Sum(
        Session session, Partner partner, CancellationToken cancellation)
    {
        var points = session.Ledger.SumOfMembers(partner.Number);
        try
        {
            var row = ProgramRow.Of(session, partner);
            return new(partner.Id, ProgramLines.Sum(session, partner, row, cancellation), points);
        }
        catch (FormatException)
        {
            // It has been told as a breach.
            return new(partner.Id, null, points);
        }
    }

    private static IReadOnlyList<Partner> List(Session session, string? partnerId) =>
        partnerId is null ? session.Partners.List()
        : session.Partners.Find(partnerId) is { } partner ? [partner]
        : [];

    /// <summary>The way through one program, member by member.</summary>
    private sealed class Walk(
        Session session, Partner partner, DateTimeOffset now, Onlooker onlooker)
    {
        private Verified _verified = null!;
        private Extent _seen = Extent.Nothing;
        private bool _isAllSeen = true;

        public Verified Run(Verified before, CancellationToken cancellation)
        {
            _verified = before;
            for (var chunk = Next(""); chunk.Count > 0; chunk = Next(chunk[^1]))
            {
                cancellation.ThrowIfCancellationRequested();
                Verify(chunk);
                onlooker.OnProgress(_verified);
            }

            VerifySums();
            VerifyClashes();
            VerifyNumbers();
            return _verified with { Programs = _verified.Programs + 1 };
        }

        private IReadOnlyList<string> Next(string after) =>
            session.Ledger.ListMembers(partner.Number, after, ChunkSize);

        /// <summary>One member whose rows make no sense must not hide the others.</summary>
        private void Verify(IReadOnlyList<string> chunk)
        {
            try
            {
                Verify(session.Ledger.ListBooks(partner.Number, chunk[0], chunk[^1]));
            }
            catch (Exception fault) when (fault is FormatException or OverflowException)
            {
                if (chunk.Count == 1)
                {
                    _isAllSeen = false;
                    Tell(new Breach($"program {partner.Id}, user {chunk[0]}", fault.Message));
                    _verified = _verified with { Members = _verified.Members + 1 };
                    return;
                }

                foreach (var id in chunk)
                {
                    Verify([id]);
                }
            }
        }

        private void Verify(IReadOnlyList<Books> chunk)
        {
            var breaches = chunk.SelectMany(books => Audit.Of(books, partner, now)).ToList();
            breaches.ForEach(Tell);
            _seen = chunk.Aggregate(_seen, (seen, books) => seen.With(books));
            _verified = _verified with
            {
                Members = _verified.Members + chunk.Count,
                Transactions = _verified.Transactions + chunk.Sum(books => books.Lines.Count),
            };
        }

        /// <summary>Sums of the members are sums over the rows, of which none is astray.</summary>
        private void VerifySums()
        {
            var (members, rows) = (
                session.Ledger.SumOfMembers(partner.Number),
                session.Ledger.SumOfRows(partner.Number));
            Compare("available points", members.AvailablePoints, rows.AvailablePoints);
            Compare("pending points", members.PendingPoints, rows.PendingPoints);
            Compare("redeemed points", members.RedeemedPoints, rows.RedeemedPoints);
            Compare("points of debt", members.Debt, rows.Debt);
            if (_isAllSeen)
            {
                var all = session.Ledger.Count(partner.Number);
                Compare("transactions", _seen.Transactions, all.Transactions);
                Compare("lots", _seen.Lots, all.Lots);
                Compare("allocations", _seen.Allocations, all.Allocations);
                Compare("parts of returns", _seen.Returns, all.Returns);
            }
        }

        /// <summary>A code is issued once, and an order awarded once for an activity.</summary>
        private void VerifyClashes()
        {
            foreach (var (id, other) in session.Ledger.ListIssuedTwice(partner.Number))
            {
                Tell($"transactions {other} and {id} have one coupon code");
            }

            foreach (var (id, other) in session.Ledger.ListIssuedAndLeft(partner.Number))
            {
                Tell($"the coupon code of transaction {id} is still left in redemption {other}");
            }

            foreach (var (id, other) in session.Ledger.ListAwardedTwice(partner.Number))
            {
                Tell($"awards {other} and {id} are for the same order and activity");
            }
        }

        /// <summary>Lists rest on gapless numbers in the order of time, and on tallies.</summary>
        private void VerifyNumbers()
        {
            if (session.Ledger.FindMisnumbered(partner.Number) is var (id, number, place))
            {
                Tell($"transaction {id} has the number {number} and comes at place {place}");
            }

            foreach (var (first, size, kind, kept, counted)
                in session.Ledger.ListMiscounted(partner.Number))
            {
                Tell($"of the {size} transactions from number {first} on, {kept} are tallied as "
                    + $"{kind}, its rows say {counted}");
            }
        }

        private void Compare(string what, long ofMembers, long ofRows)
        {
            if (ofMembers != ofRows)
            {
                Tell($"its members have {ofMembers} {what}, its rows {ofRows}");
            }
        }

        private void Tell(string says) => Tell(new Breach($"program {partner.Id}", says));

        private void Tell(Breach breach)
        {
            _verified = _verified with { Breaches = _verified.Breaches + 1 };
            onlooker.OnBreach(breach);
        }
    }
}
