using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Jobs;

/// <summary>What runs by itself, and how often: one short list.</summary>
public static class Schedule
{
    public static IServiceCollection AddJobs(
        this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings.Sweep)
        .AddSingleton<Sweep>()
        .AddJob<Sweep>(settings.Sweep.Interval, (sweep, stopping) => sweep.Run(stopping))
        .AddSingleton<Verification>()
        .AddJob<Verification>(
            settings.Verify.Interval, (verification, stopping) => verification.Run(stopping))
        .AddJob<ForgetReplays>(
            ForgetReplays.Interval,
            (forget, stopping) => forget.Run(settings.KeepReplays, stopping))
        .AddSingleton<WriteWatch>()
        .AddJob<WriteWatch>(WriteWatch.Interval, (watch, _) =>
        {
            watch.Run();
            return Task.CompletedTask;
        });

    /// <param name="services">Where jobs are kept.</param>
    /// <param name="interval">The rest before each run; zero is never.</param>
    /// <param name="run">One run.</param>
    private static IServiceCollection AddJob<T>(
        this IServiceCollection services,
        TimeSpan interval,
        Func<T, CancellationToken, Task> run)
        where T : class => interval == TimeSpan.Zero ? services
        : services.AddSingleton<IHostedService>(all => new Job(
            interval,
            stopping => run(all.GetRequiredService<T>(), stopping),
            all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILogger<T>>()));
}
