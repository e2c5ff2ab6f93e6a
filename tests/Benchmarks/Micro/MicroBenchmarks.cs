using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ShopSocially.Loyalty.Benchmarks.Micro;

/// <summary>What BenchmarkDotNet measures: code that neither writes nor waits.</summary>
internal static class MicroBenchmarks
{
    public static int Run(Options options)
    {
        // In this process: a project that is generated beside would not keep the house's rules.
        var job = (options.IsQuick ? Job.ShortRun : Job.Default)
            .WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(job)
            .WithOptions(ConfigOptions.JoinSummary)
            .WithArtifactsPath(Path.Combine(options.Output, "micro"));
        var summaries = BenchmarkRunner.Run([typeof(DomainRules), typeof(RequestReading)], config);
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    }
}
