using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>Forgets the answers to calls with a key that nobody will repeat any more.</summary>
public sealed class ForgetReplays(Database database, Clock clock)
{
    /// <summary>So many at most in one transaction.</summary>
    public const int BatchSize = 500;

    /// <summary>The rest before each run.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <param name="age">How old an answer is at least.</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    public async Task Run(TimeSpan age, CancellationToken cancellation)
    {
        var until = clock.SystemNow - age;
        foreach (var partner in database.Read(session => session.Partners.List())
            .Where(partner => !partner.IsArriving))
        {
            var forgotten = BatchSize;
            while (forgotten == BatchSize)
            {
                var outcome = await database.WriteWhenFree<int>(
                    session => session.Replays.Forget(partner.Number, until, BatchSize),
                    cancellation);
                _ = outcome.Granted(out forgotten, out _);
            }
        }
    }
}
