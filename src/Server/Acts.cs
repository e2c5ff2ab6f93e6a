using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server;

/// <summary>Every act, ready for the doors to ask for.</summary>
public static class Acts
{
    /// <param name="services">Where they are kept.</param>
    /// <param name="place">Of the database that they work on.</param>
    /// <param name="writing">How its writes are grouped; the standard way when null.</param>
    public static IServiceCollection AddOperations(
        this IServiceCollection services, DatabasePlace place, Writing? writing = null) =>
        services
        .AddSingleton(_ => OpenDatabase(place, writing))
        .AddSingleton<Ids>()
        .AddSingleton<Clock>()
        .AddSingleton<Settle>()
        .AddSingleton<Reads>()
        .AddSingleton<RecognizePartner>()
        .AddSingleton<SavePartner>()
        .AddSingleton<CreateDemo>()
        .AddSingleton<AwardPoints>()
        .AddSingleton<RedeemPoints>()
        .AddSingleton<DeductPoints>()
        .AddSingleton<ReturnOrder>()
        .AddSingleton<UpdateTransaction>()
        .AddSingleton<EnrollUser>()
        .AddSingleton<UpdateUser>()
        .AddSingleton<SaveActivity>()
        .AddSingleton<SaveRedemption>()
        .AddSingleton<SaveLevel>()
        .AddSingleton<TurnClock>()
        .AddSingleton<ResetSandbox>()
        .AddSingleton<ForgetReplays>()
        .AddSingleton<VerifyLedger>();

    /// <exception cref="StartException">The setting, or its file, is of no use.</exception>
    public static Database OpenDatabase(DatabasePlace place, Writing? writing = null) =>
        Try(() => Database.Open(place, writing));

    /// <summary>Opens the database only where there is one, and leaves it as it is.</summary>
    /// <exception cref="StartException">The setting, or its file, is of no use.</exception>
    public static Database OpenExisting(DatabasePlace place) =>
        Try(() => Database.OpenExisting(place));

    private static Database Try(Func<Database> open)
    {
        try
        {
            return open();
        }
        catch (InvalidOperationException fault)
        {
            throw new StartException(
                $"The database of Database:ConnectionString cannot be used: {fault.Message}",
                fault);
        }
    }
}
