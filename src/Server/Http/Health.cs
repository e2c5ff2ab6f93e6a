using Microsoft.Extensions.Diagnostics.HealthChecks;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// Whether the process lives (<c>/health/live</c>) and can answer (<c>/health/ready</c>).
/// </summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
    }

    /// <summary>Reads from the database, as every request does.</summary>
    private sealed class DatabaseCheck(Database database) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            database.Read(session => session.Partners.Find(""));
            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }
}
