using FsCheck;
using FsCheck.Fluent;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>Plans drawn by lot, and simpler ones to try where one has failed.</summary>
internal static class Plans
{
    private const int Steps = 50;

    private static readonly Gen<int> Number = Gen.Choose(0, 99);

    // How often each verb is drawn.
    private static readonly Gen<Verb> Verbs = Gen.Frequency(
        (26, Gen.Constant(Verb.Award)),
        (22, Gen.Constant(Verb.Wait)),
        (13, Gen.Constant(Verb.Move)),
        (13, Gen.Constant(Verb.Return)),
        (9, Gen.Constant(Verb.Redeem)),
        (8, Gen.Constant(Verb.Deduct)),
        (4, Gen.Constant(Verb.Place)),
        (3, Gen.Constant(Verb.ChangeLevel)),
        (3, Gen.Constant(Verb.ChangeActivity)),
        (2, Gen.Constant(Verb.AwardAgain)),
        (2, Gen.Constant(Verb.Sweep)),
        (1, Gen.Constant(Verb.Block)));

    private static readonly Gen<Step> AnyStep =
        from verb in Verbs
        from numbers in Gen.ArrayOf(Number, 4)
        from unseen in Gen.Choose(0, 2)
        select new Step(verb, numbers[0], numbers[1], numbers[2], numbers[3], unseen > 0);

    private static readonly Gen<Plan> AnyPlan =
        from numbers in Gen.ArrayOf(Number, 6)
        from steps in Gen.ArrayOf(AnyStep, Steps)
        select new Plan(
            new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]), steps);

    public static Arbitrary<Plan> Any { get; } = Arb.From(AnyPlan, Simpler);

    private static IEnumerable<Plan> Simpler(Plan plan)
    {
        for (var length = plan.Steps.Count; length > 0; length /= 2)
        {
            for (var from = 0; from < plan.Steps.Count; from += length)
            {
                yield return plan with
                {
                    Steps = [.. plan.Steps.Take(from), .. plan.Steps.Skip(from + length)],
                };
            }
        }

        foreach (var setting in Simpler(plan.Setting))
        {
            yield return plan with { Setting = setting };
        }

        for (var i = 0; i < plan.Steps.Count; i++)
        {
            foreach (var step in Simpler(plan.Steps[i]))
            {
                yield return plan with
                {
                    Steps = [.. plan.Steps.Take(i), step, .. plan.Steps.Skip(i + 1)],
                };
            }
        }
    }

    private static IEnumerable<Step> Simpler(Step step) => new[]
    {
        step with { IsUnseen = false },
        step with { A = 0 },
        step with { B = 0 },
        step with { C = 0 },
        step with { D = 0 },
    }.Where(simpler => simpler != step);

    private static IEnumerable<Setting> Simpler(Setting setting) => new[]
    {
        setting with { Zone = 0 },
        setting with { Start = 0 },
        setting with { Rounding = 0 },
        setting with { WhenSpent = 0 },
        setting with { Month = 0 },
        setting with { Cap = 0 },
    }.Where(simpler => simpler != setting);
}
