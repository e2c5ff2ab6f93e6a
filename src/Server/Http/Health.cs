using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Jobs;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// Whether the process lives (<c>/health/live</c>) and can answer (<c>/health/ready</c>). The
/// latter says of each check how it stands, and what else the check tells.
/// </summary>
public static class Health
{
    /// <summary>A backlog is counted up to here, so that asking stays cheap.</summary>
    public const int MostCounted = 1000;

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Leaving>();
        services.AddHostedService(given => given.GetRequiredService<Leaving>());
        services.AddHealthChecks()
            .AddCheck<Leaving>("server")
            .AddCheck<DatabaseCheck>("database")
            .AddCheck<SweepCheck>("sweep")
            .AddCheck<LedgerCheck>("ledger");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new() { ResponseWriter = Write });
    }

    private static Task Write(HttpContext context, HealthReport report)
    {
        var answer = new OrderedDictionary<string, object> { ["status"] = $"{report.Status}" };
        foreach (var (name, check) in report.Entries)
        {
            var said = new OrderedDictionary<string, object> { ["status"] = $"{check.Status}" };
            foreach (var (key, value) in check.Data)
            {
                said.Add(key, value);
            }

            answer.Add(name, said);
        }

        return context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    private static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString(
        "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads from the database, as every request does, and tells how the last write ended.
    /// </summary>
    private sealed class DatabaseCheck(Database database) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            database.Read(session => session.Partners.Find(""));
            var told = new OrderedDictionary<string, object>
            {
                ["engine"] = database.EngineVersion,
                ["writes"] = database.Trouble is { } trouble ? trouble.Message : "ok",
            };
            return Task.FromResult(database.Trouble is null
                ? HealthCheckResult.Healthy(data: told)
                : HealthCheckResult.Degraded(data: told));
        }
    }

    /// <summary>
    /// How far the sweep is behind. That alone is no fault, for no answer depends on it.
    /// </summary>
    private sealed class SweepCheck(Database database, Clock clock, Sweep sweep) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var now = clock.SystemNow;
            var (count, lag) = database.Read(session => (
                session.Partners.CountDueMembers(now, MostCounted + 1),
                session.Partners.Lag(now)));
            var told = new OrderedDictionary<string, object>
            {
                ["last_run"] = Instant(sweep.Last?.EndedAt)!,
                ["settled"] = sweep.Last?.Members ?? 0,
                ["backlog"] = Math.Min(count, MostCounted),
                ["backlog_is_more"] = count > MostCounted,
                ["lag_seconds"] = (long)lag.TotalSeconds,
            };
            return Task.FromResult(sweep.Last is { HasFailed: true }
                ? HealthCheckResult.Degraded(data: told)
                : HealthCheckResult.Healthy(data: told));
        }
    }

    /// <summary>What the last verification of the ledger came to.</summary>
    private sealed class LedgerCheck(Verification verification) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var last = verification.Last;
            var told = new OrderedDictionary<string, object>
            {
                ["last_run"] = Instant(last?.EndedAt)!,
                ["transactions"] = last?.Verified.Transactions ?? 0,
                ["breaches"] = last?.Verified.Breaches ?? 0,
            };
            return Task.FromResult(last is { Verified.IsSound: false }
                ? HealthCheckResult.Degraded(data: told)
                : HealthCheckResult.Healthy(data: told));
        }
    }
}
