using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server;

/// <summary>Every act, ready for the doors to ask for.</summary>
public static class Acts
{
    /// <param name="services">Where they are kept.</param>
    /// <param name="settings">Those of the database that they work on.</param>
    public static IServiceCollection AddOperations(
        this IServiceCollection services, Settings settings) => services
        .AddSingleton(_ => OpenDatabase(settings))
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
        .AddSingleton<VerifyLedger>();

    /// <exception cref="StartException">The setting, or its file, is of no use.</exception>
    public static Database OpenDatabase(Settings settings) =>
        Try(() => Database.Open(settings.ConnectionString, settings.Writing));

    /// <summary>Opens the database only where there is one, and leaves it as it is.</summary>
    /// <exception cref="StartException">The setting, or its file, is of no use.</exception>
    public static Database OpenExisting(Settings settings) =>
        Try(() => Database.OpenExisting(settings.ConnectionString));

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
