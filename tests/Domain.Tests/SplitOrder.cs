namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>An order of a member with a past, to be returned at once and in parts.</summary>
internal sealed record SplitOrder(IReadOnlyList<Lot> Lots, int Decimals)
{
    public static SplitOrder Any(Random random, int decimals)
    {
        var lots = new List<Lot>();
        var awards = random.Next(1, 4);
        for (var i = 0; i < awards + random.Next(0, 4); i++)
        {
            lots.Add(AnyLot(random, (i < awards ? "order" : "other") + i, decimals));
        }

        return new(lots, decimals);
    }

    /// <summary>Falling values down to which the order is returned, the last one 0.</summary>
    public IEnumerable<decimal> Cut(Random random)
    {
        var value = new ReturnBooks(Lots).ValueLeft;
        return Enumerable.Range(0, random.Next(1, 7))
            .Select(_ => Math.Round(value * AnyDecimal(random, Decimals) / 1000, Decimals))
            .OrderDescending()
            .Append(0);
    }

    public override string ToString() => string.Join('\n', Lots);

    private static Lot AnyLot(Random random, string id, int decimals)
    {
        Price price;
        do
        {
            price = new(
                AnyDecimal(random, decimals),
                random.Next(1, 40) / 10m,
                1 + random.Next(0, 4) / 4m,
                (Rounding)random.Next(3));
        }
        while (price.Points is null or 0);

        var lot = Some.Lot(id, price.Points.Value) with { Price = price };
        return random.Next(5) switch
        {
            0 => lot with { State = LotState.Pending },
            1 => lot,
            2 => lot.Use(random.NextInt64(0, lot.Points + 1)),
            3 => Expired(lot.Use(random.NextInt64(0, lot.Points + 1))),
            _ => lot.Deduct(random.NextInt64(0, lot.Points + 1)),
        };

        Lot Expired(Lot used) =>
            used with { PointsExpired = random.NextInt64(0, used.Remaining + 1) };
    }

    /// <summary>Above 0, below 1000, of some digits after the point.</summary>
    private static decimal AnyDecimal(Random random, int decimals)
    {
        var number = random.Next(0, 1000) + 0.01m;
        var tenth = 0.1m;
        for (var i = 0; i < decimals; i++, tenth /= 10)
        {
            number += random.Next(0, 10) * tenth;
        }

        return number % 1000 + tenth;
    }
}
