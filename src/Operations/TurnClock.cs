using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>How a sandbox's clock is to be turned; one of the three.</summary>
/// <param name="Advance">How far on from where it stands.</param>
/// <param name="Now">The instant to stop it at.</param>
/// <param name="Resume">Whether it follows the system's clock again.</param>
public sealed record ClockTurn(Duration? Advance, DateTimeOffset? Now, bool Resume);

/// <summary>
/// Turns the clock of a sandbox program (ledger.md, section 8), and before it answers, everything
/// due in between has happened, each thing at its own instant, in order.
/// </summary>
public sealed class TurnClock(Clock clock, Settle settle)
{
    /// <summary>A clock is turned so far at once, and never past <see cref="End"/>.</summary>
    public const int MostYears = 10;

    /// <summary>Calendars still have room for what is due long after it.</summary>
    public static DateTimeOffset End { get; } = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>
    /// The program with its clock turned; refused where it would go back past a row, or too far.
    /// </returns>
    public async Task<Outcome<Partner>> Run(
        Partner partner, ClockTurn turn, CancellationToken cancellation = default)
    {
        var outcome = await clock.Write(
            partner, (session, program, now) => Turn(session, program, turn, now), cancellation);
        if (outcome.Granted(out var turned, out _))
        {
            await settle.Run(turned, cancellation);
        }

        return outcome;
    }

    private Outcome<Partner> Turn(
        Session session, Partner partner, ClockTurn turn, DateTimeOffset now)
    {
        if (!partner.IsSandbox)
        {
            throw new InvalidOperationException("Only a sandbox turns its clock.");
        }

        var most = now.AddYears(MostYears);
        most = most < End ? most : End;
        if (turn.Advance is { } span && Math.Max(span.Months / 12, span.Days / 365) > MostYears)
        {
            return new Refused(Refusal.ClockTooFar, nameof(turn.Advance));
        }

        var target = turn.Advance?.After(partner.Calendar, now) ?? turn.Now;
        var name = turn.Resume ? nameof(turn.Resume)
            : turn.Now is null ? nameof(turn.Advance)
            : nameof(turn.Now);
        if (target > most)
        {
            return new Refused(Refusal.ClockTooFar, name);
        }

        if ((target ?? clock.SystemNow) < session.Partners.NewestAt(partner.Number)
            || target == Partner.BeforeArrival)
        {
            return new Refused(Refusal.ClockBehindRows, name);
        }

        session.Partners.TurnClock(partner.Number, target);
        return partner with { ClockAt = target };
    }
}
