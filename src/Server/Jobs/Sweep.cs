using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Jobs;

/// <summary>
/// Settles, in the background, the members of every program who are due. No answer depends on it
/// (ledger.md, section 4): it keeps short what lists have to settle before they answer.
/// </summary>
public sealed class Sweep(
    Settle settle, SweepSettings settings, TimeProvider time, ILogger<Sweep> log)
{
    /// <summary>So many batches of one program at most in a run; the next run goes on.</summary>
    public const int RoundsPerRun = 50;

    /// <summary>The last run that came to its end; null before the first.</summary>
    public Swept? Last { get; private set; }

    /// <summary>
    /// Goes round the programs, a batch each, until nobody is due or a run's share is done.
    /// </summary>
    public async Task Run(CancellationToken stopping)
    {
        var round = new Round();
        try
        {
            for (var i = 0; i < RoundsPerRun && await Go(round, stopping); i++)
            {
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Last = new(time.GetUtcNow(), round.Members, HasFailed: true);
            throw;
        }

        Last = new(time.GetUtcNow(), round.Members, round.Failed.Count > 0);
    }

    /// <returns>Whether anybody was settled: then there may be more.</returns>
    private async Task<bool> Go(Round round, CancellationToken stopping)
    {
        var before = round.Members;
        foreach (var program in settle.Programs())
        {
            var startedAt = time.GetTimestamp();
            var batch = await settle.Batch(program, settings.BatchSize, stopping);
            round.Members += batch.Members;
            foreach (var (userId, fault) in batch.Failed.Where(one => round.Failed.Add(one.UserId)))
            {
                log.LogError(
                    fault, "User {User} of program {Partner} is not settled.", userId, program.Id);
            }

            // Other writers of this process stand in line and had their turn; those of others must
            // find a gap, so the sweep rests for as long as it has worked.
            await Task.Delay(time.GetElapsedTime(startedAt), time, stopping);
        }

        return round.Members > before;
    }

    /// <summary>What a run has come to so far.</summary>
    private sealed class Round
    {
        public long Members { get; set; }

        public HashSet<string> Failed { get; } = [];
    }
}

/// <summary>What came of a run of the sweep.</summary>
/// <param name="EndedAt">When it came to its end.</param>
/// <param name="Members">How many members it settled.</param>
/// <param name="HasFailed">Whether somebody could not be settled.</param>
public sealed record Swept(DateTimeOffset EndedAt, long Members, bool HasFailed);
