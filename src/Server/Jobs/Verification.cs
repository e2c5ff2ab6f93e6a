using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Jobs;

/// <summary>
/// Verifies the whole ledger now and then, as the command <c>verify</c> does (ledger.md, section
/// 9); the health answer tells what it came to.
/// </summary>
public sealed class Verification(
    VerifyLedger verifyLedger, TimeProvider time, ILogger<Verification> log)
{
    /// <summary>The last run that came to its end; null before the first.</summary>
    public Verdict? Last { get; private set; }

    public Task Run(CancellationToken stopping)
    {
        if (verifyLedger.Run(null, Onlooker.Nobody, stopping) is { } verified)
        {
            Last = new(time.GetUtcNow(), verified);
            if (!verified.IsSound)
            {
                // A breach may say what a member is called; only the command shows it.
                log.LogError(
                    "The ledger has {Breaches} breaches; the command verify names them.",
                    verified.Breaches);
            }
        }

        return Task.CompletedTask;
    }
}

/// <summary>What a verification came to.</summary>
/// <param name="EndedAt">When it came to its end.</param>
public sealed record Verdict(DateTimeOffset EndedAt, Verified Verified);
