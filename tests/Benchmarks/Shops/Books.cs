using ShopSocially.Loyalty.Operations;
using Spectre.Console;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>Whether the books of a program are sound: speed that costs points is none.</summary>
internal static class Books
{
    /// <summary>Verifies all of a database, under a progress bar.</summary>
    /// <exception cref="CannotMeasureException">They are not; each breach is printed.</exception>
    public static void Verify(
        House house, ProgressContext progress, CancellationToken cancellation)
    {
        var verifying = progress.AddTask("verifying the books", maxValue: 1);
        var verified = house.Get<VerifyLedger>().Run(
            null,
            new(breach => AnsiConsole.WriteLine($"{breach}"), so =>
                verifying.Value = so.Members / Math.Max(1.0, so.AllMembers)),
            cancellation);
        verifying.Value = 1;
        if (verified is not { IsSound: true })
        {
            throw new CannotMeasureException("The books are wrong: see the breaches above.");
        }
    }
}
