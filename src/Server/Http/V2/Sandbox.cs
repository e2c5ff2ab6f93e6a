using System.Globalization;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>How a sandbox's clock is to be turned; one of the three.</summary>
public sealed record ClockParameters : Request<ClockParameters>
{
    [Means(
        "How far to turn the clock on from where it stands, in ISO 8601: months and days run on "
        + "the calendar of the program's time zone; 10 years at most.",
        Example = "P35D")]
    public Duration? Advance { get; init; }

    [Means(
        "The instant to stop the clock at, in ISO 8601 with an offset; not before the program's "
        + "newest member or transaction, nor before anything that has become of one.")]
    public DateTimeOffset? Now { get; init; }

    [Means("Whether the clock follows the system's again.")]
    public bool? Resume { get; init; }

    /// <summary>The turn that is asked for, or why it is none.</summary>
    public Outcome<ClockTurn> ToTurn()
    {
        string[] given =
        [
            .. Advance is null ? [] : new[] { nameof(Advance) },
            .. Now is null ? [] : new[] { nameof(Now) },
            .. Resume is true ? new[] { nameof(Resume) } : [],
        ];
        return given.Length switch
        {
            0 => new Refused(
                Refusal.MissingParameters, nameof(Advance), nameof(Now), nameof(Resume)),
            1 => new ClockTurn(Advance, Now, Resume is true),
            _ => new Refused(Refusal.InvalidParameters, given),
        };
    }
}

/// <summary>What a reset is to empty.</summary>
public sealed record ResetParameters : Request<ResetParameters>
{
    [Means("Whether activities, redemptions and levels go as well; they stay when absent.",
        Example = "false")]
    public bool? Everything { get; init; }
}

/// <summary>What a sandbox's clock shows.</summary>
/// <param name="Now">In ISO 8601, UTC.</param>
/// <param name="Frozen">Whether it stands still.</param>
public sealed record ClockAnswer(string Now, bool Frozen);

/// <summary>
/// The test clock of sandbox programs, for merchants' tests: <c>/v2/sandbox</c>; for other programs
/// it is not there. It belongs to this door since it shares its gate, its words, its description.
/// </summary>
public static class Sandbox
{
    public static IResult Get(Caller caller, Clock clock) =>
        V2Answers.Data(Show(caller.Partner, clock));

    public static async Task<IResult> Turn(
        Caller caller,
        ClockParameters asked,
        TurnClock turnClock,
        Clock clock,
        CancellationToken cancellation)
    {
        if (!asked.ToTurn().Granted(out var turn, out var refused))
        {
            return V2Answers.Refuse(refused);
        }

        return await caller.Answer(
            () => turnClock.Run(caller.Partner, turn, cancellation),
            partner => Show(partner, clock));
    }

    public static async Task<IResult> Reset(
        Caller caller,
        ResetParameters asked,
        ResetSandbox resetSandbox,
        Clock clock,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => resetSandbox.Run(
                caller.Partner, asked.Everything ?? false, cancellation),
            partner => Show(partner, clock));
    }

    /// <summary>For a program that is no sandbox these addresses do not exist.</summary>
    public static bool IsHidden(PathString path, Partner partner) =>
        !partner.IsSandbox && path.StartsWithSegments(V2Routes.SandboxRoot);

    private static ClockAnswer Show(Partner partner, Clock clock) => new(
        clock.NowOf(partner).UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        partner.ClockAt is not null);
}
