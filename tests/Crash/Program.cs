using System.CommandLine;
using ShopSocially.Loyalty.Crash;

var seconds = new Option<int>("--seconds")
{
    Description = "How long the server is hurt.",
    DefaultValueFactory = _ => 60,
};
var faults = new Option<Fault[]>("--faults")
{
    Description = "What is done to it, in turn.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => Enum.GetValues<Fault>(),
};
var root = new RootCommand(
    "Drives a server, hurts it, and proves that nothing was lost and nothing done twice.")
{
    seconds, faults,
};
root.Subcommands.Add(MigrationKill.Command());
root.SetAction(async (parsed, cancellation) =>
{
    var report = await new Ordeal(parsed.GetRequiredValue(faults)).Run(
        TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)), cancellation);
    Console.WriteLine(report);
    return report.Violations.Count == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
