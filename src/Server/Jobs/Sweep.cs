using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Jobs;

/// <summary>
/// Settles, in the background, the members of every program who are due. No answer depends on it
/// (ledger.md, section 4): it keeps short what lists have to settle before they answer.
/// </summary>
public sealed class Sweep(
    SettleDue settle, SweepSettings settings, TimeProvider time, ILogger<Sweep> log)
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
        var settled = 0L;
        var failed = new HashSet<string>();
        for (var round = 0; round < RoundsPerRun; round++)
        {
            var due = settle.Programs().Where(program => !failed.Contains(program.Id)).ToList();
            if (due.Count == 0)
            {
                break;
            }

            foreach (var program in due)
            {
                settled += await Batch(program, failed, stopping);
            }
        }

        Last = new(time.GetUtcNow(), settled, failed.Count > 0);
    }

    /// <summary>One program's fault is logged, and must not keep the others waiting.</summary>
    private async Task<int> Batch(
        Partner program, HashSet<string> failed, CancellationToken stopping)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            return await settle.Batch(program, settings.BatchSize, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            failed.Add(program.Id);
            log.LogError(fault, "What is due in program {Partner} is not settled.", program.Id);
            return 0;
        }
        finally
        {
            // Other writers of this process stand in line and had their turn; those of others must
            // find a gap, so the sweep rests for as long as it has worked.
            await Task.Delay(time.GetElapsedTime(startedAt), time, stopping);
        }
    }
}

/// <summary>What came of a run of the sweep.</summary>
/// <param name="EndedAt">When it came to its end.</param>
/// <param name="Members">How many members it settled.</param>
/// <param name="HasFailed">Whether a program's members could not be settled.</param>
public sealed record Swept(DateTimeOffset EndedAt, long Members, bool HasFailed);
