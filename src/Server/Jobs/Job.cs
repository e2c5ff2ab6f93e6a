namespace ShopSocially.Loyalty.Server.Jobs;

/// <summary>
/// Runs something again and again until the server stops, with a rest before each run; a run that
/// fails is logged, and the next one comes in its turn.
/// </summary>
public sealed class Job(
    TimeSpan interval, Func<CancellationToken, Task> run, TimeProvider time, ILogger log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await Rest(stoppingToken))
        {
            await Attempt(stoppingToken);
        }
    }

    /// <returns>Whether there is to be a run after it.</returns>
    private async Task<bool> Rest(CancellationToken stopping)
    {
        await Task.Delay(interval, time, stopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    private async Task Attempt(CancellationToken stopping)
    {
        try
        {
            await run(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is left is for the next start.
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A run has failed; the next one comes in its turn.");
        }
    }
}
