using System.CommandLine;
using ShopSocially.Loyalty.Crash;
using ShopSocially.Loyalty.Server.Commands;
using ShopSocially.Loyalty.Storage;

var seconds = new Option<int>("--seconds")
{
    Description = "How long the server is hurt.",
    DefaultValueFactory = _ => 60,
};
var faults = new Option<Fault[]>("--faults")
{
    Description = "What is done to it, in turn.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [Fault.Kill, Fault.Terminate, Fault.Stop],
};
var bug = new Option<PlantedBug>("--bug")
{
    Description = "What is wrong with it on purpose, so that violations are to be expected.",
};
var engine = new Option<Engine>("--engine")
{
    Description = "What keeps its database; for PostgreSQL, LOYALTY_POSTGRES says where.",
};
var root = new RootCommand(
    "Drives a server, hurts it, and proves that nothing was lost and nothing done twice.")
{
    seconds, faults, engine, bug,
};
root.Subcommands.Add(MigrationKill.Command());
root.Subcommands.Add(Failover.Command());
root.SetAction(async (parsed, cancellation) =>
{
    var report = await Ordeals.Run(
        parsed.GetRequiredValue(faults),
        new(parsed.GetValue(engine), parsed.GetValue(bug)),
        TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)),
        cancellation);
    Console.WriteLine(report);
    return report.Violations.Count == 0 ? 0 : 1;
});

var planted = new Argument<PlantedBug>("bug");
var flawed = new Command("flawed", "The server itself, with a bug.")
{
    planted,
};
flawed.TreatUnmatchedTokensAsErrors = false;
flawed.SetAction(parsed =>
{
    Planted.Bug = parsed.GetRequiredValue(planted);
    return CommandLine.Run([.. parsed.UnmatchedTokens]);
});
root.Add(flawed);
return await root.Parse(args).InvokeAsync();
