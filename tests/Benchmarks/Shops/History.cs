using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>
/// Tells the history of a program through the acts of the server, many at once: members come over
/// its first half, sign up, buy, visit, review, redeem, and are now and then taken points.
/// </summary>
internal sealed class History(House house, WalkedTime time, Partner partner)
{
    /// <summary>Redeems in a hundred transactions; their codes are made before.</summary>
    public const int RedeemsPerHundred = 6;

    private const int Seed = 20_260_101;
    private const int UnderWay = 64;

    private readonly Shoppers _shoppers = new(Seed);

    private int _orders;

    /// <summary>All members, in no order that the database could share.</summary>
    public IEnumerable<Email> Shuffled => _shoppers.Dice.Shuffle(_shoppers.Emails);

    /// <summary>Tells so many transactions of so many members, up to an instant.</summary>
    /// <param name="size">A member's signing up is the first of her transactions.</param>
    /// <param name="until">The instant of the last one.</param>
    /// <param name="told">Told how many transactions there are.</param>
    /// <param name="cancellation">Ends it halfway.</param>
    public async Task Tell(
        (int Members, int Transactions) size,
        DateTimeOffset until,
        Action<int> told,
        CancellationToken cancellation)
    {
        var (start, span) = (time.Now, until - time.Now);
        using var room = new SemaphoreSlim(UnderWay, UnderWay);
        var tasks = new List<Task>(UnderWay * 2);
        for (var i = 0; i < size.Transactions; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await room.WaitAsync(cancellation);
            time.Now = start + (span * ((double)i / size.Transactions));
            tasks.Add(Leave(room, Next(i, size)));
            if (tasks.Count == tasks.Capacity)
            {
                await Task.WhenAll(tasks.Where(task => task.IsCompleted));
                tasks.RemoveAll(task => task.IsCompleted);
                told(i);
            }
        }

        await Task.WhenAll(tasks);
        time.Now = until;
        told(size.Transactions);
    }

    private static async Task Leave(SemaphoreSlim room, Task act)
    {
        try
        {
            await act;
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>
    /// What happens as the i-th transaction; all chance is taken here, in order, and the acts run
    /// elsewhere.
    /// </summary>
    private Task Next(int i, (int Members, int Transactions) all)
    {
        var here = _shoppers.Emails.Count;
        var due = Math.Min(all.Members, 1 + (2L * all.Members * i / all.Transactions));
        var left = all.Transactions - i;
        if (here < due || all.Members - here >= left)
        {
            var fields = _shoppers.Next();
            return Task.Run(() => Come(fields));
        }

        var (email, dice) = (_shoppers.Any(), _shoppers.Dice.Int(1, 100));
        var amount = _shoppers.Dice.Int(100, 20_000) / 100m;
        var order = dice <= 50 ? $"history-{++_orders}" : null;
        return Task.Run(() => dice switch
        {
            <= 45 => Award(email, Catalogue.Purchased, amount, order),
            <= 85 => Award(email, Catalogue.Visited, null, order),
            <= 91 => Review(email),
            <= 91 + RedeemsPerHundred => Redeem(email),
            _ => Deduct(email),
        });
    }

    private async Task Come(Operations.UserFields fields)
    {
        Catalogue.Granted(await house.Enroll.Run(partner, fields));
        await Award(fields.Email!.Value, Catalogue.SignedUp, null, null);
    }

    private async Task Award(Email email, string activityId, decimal? points, string? orderId) =>
        Catalogue.Granted(
            await house.Award.Run(partner, new(email, activityId, points, orderId)));

    /// <summary>A second review of one day is refused; then it was a visit.</summary>
    private async Task Review(Email email)
    {
        var review = await house.Award.Run(partner, new(email, Catalogue.Reviewed, null, null));
        if (!review.Granted(out _, out _))
        {
            await Award(email, Catalogue.Visited, null, null);
        }
    }

    private async Task Redeem(Email email)
    {
        var redeem = await house.Redeem.Run(partner, (email, Catalogue.CentOff));
        if (!redeem.Granted(out _, out _))
        {
            await Award(email, Catalogue.Visited, null, null);
        }
    }

    private async Task Deduct(Email email)
    {
        var deduct = await house.Deduct.Run(partner, new(email, "Goodwill taken back", 5));
        if (!deduct.Granted(out _, out _))
        {
            await Award(email, Catalogue.Visited, null, null);
        }
    }
}
