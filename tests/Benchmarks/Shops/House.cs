using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>Every act of the server on a database, in this process and without HTTP.</summary>
internal sealed class House : IDisposable
{
    private readonly ServiceProvider _acts;

    /// <param name="place">Of the database.</param>
    /// <param name="time">What time it is for the acts.</param>
    public House(DatabasePlace place, TimeProvider time)
    {
        _acts = new ServiceCollection()
            .AddSingleton(time)
            .AddOperations(place)
            .BuildServiceProvider();
        Award = Get<AwardPoints>();
        Redeem = Get<RedeemPoints>();
        Deduct = Get<DeductPoints>();
        Enroll = Get<EnrollUser>();
    }

    public AwardPoints Award { get; }

    public RedeemPoints Redeem { get; }

    public DeductPoints Deduct { get; }

    public EnrollUser Enroll { get; }

    /// <summary>Any other act, seldom asked for.</summary>
    public T Get<T>()
        where T : notnull => _acts.GetRequiredService<T>();

    /// <summary>The program of that id, which there is.</summary>
    public Partner Find(string partnerId) =>
        Get<Database>().Read(session => session.Partners.Find(partnerId))
        ?? throw new CannotMeasureException($"The program {partnerId} is not in its database.");

    public void Dispose() => _acts.Dispose();
}
