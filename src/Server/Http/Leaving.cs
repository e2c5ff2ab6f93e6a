using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// The end of a server that others stand beside: it says that it is not ready any more, and goes on
/// answering for a while, until no balancer sends it anything.
/// </summary>
/// <param name="settings">Say for how long.</param>
public sealed class Leaving(Settings settings) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _hasBegun;

    /// <summary>Before anything else of the server stops.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        return Task.Delay(settings.Leave, cancellationToken)
            .ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_hasBegun
            ? HealthCheckResult.Unhealthy("The server is about to end.")
            : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
