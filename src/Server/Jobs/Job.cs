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
        while (true)
        {
            await Task.Delay(interval, time, stoppingToken);
            await Attempt(stoppingToken);
        }
    }

    private async Task Attempt(CancellationToken stopping)
    {
        try
        {
            await run(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError(fault, "A run has failed; the next one comes in its turn.");
        }
    }
}
